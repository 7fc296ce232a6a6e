"""The audit, for reading only."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import AuditForm
from gijun.organisation.queries import audit as reads
from gijun.organisation.views.page import show


@require_GET
@needs("organisation.view_audit")
def audit(request: HttpRequest) -> HttpResponse:
    """Who administered what, who signed in, who looked at personal data; newest first."""
    form = AuditForm(request.GET)
    lines, before = reads.page(person_of(request), form.wanted())
    carried = request.GET.copy()
    carried.pop("before", None)
    context = {"form": form, "lines": lines, "before": before, "query": carried.urlencode()}
    return show(request, "audit", "audit", context)
