"""How the same reasons were answered: in agreed words or others, in one way or several."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.desk.queries.drift import drift_page
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of


@require_GET
@needs("standards.write")
def drift(request: HttpRequest) -> HttpResponse:
    """Answers of the last thirty days by contact reason."""
    person = person_of(request)
    context = {
        "page": drift_page(person, timezone.now()),
        "may_open": authority.allows(person, "desk.view_tickets"),
    }
    return render(request, "desk/drift.html", context)
