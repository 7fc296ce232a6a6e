"""Bringing in a file: look through it, then take it in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.actions.tables import Report, Wanted
from gijun.standards.errors import StandardsError
from gijun.standards.forms.matters import ImportForm
from gijun.standards.rules.tables import decoded
from gijun.standards.terms import Outcome, Table
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def bring_in(request: HttpRequest) -> HttpResponse:
    """What would become of each row; the second time, with ``commit``, it does."""
    form = ImportForm(request.POST or None, request.FILES or None, person=person_of(request))
    report: Report | None = None
    raw = b""
    if request.method == "POST" and form.is_valid():
        raw = form.raw()
        try:
            report = _brought_in(request, form, raw)
        except StandardsError as error:
            form.add_error("file", str(error))
    context = {
        "form": form,
        "report": report,
        "text": decoded(raw)[0] if report and not report.done else "",
        "counts": [(one, report.count(one)) for one in Outcome] if report else [],
    }
    return render(request, "standards/import.html", context, status=422 if form.errors else 200)


def _brought_in(request: HttpRequest, form: ImportForm, raw: bytes) -> Report:
    given = form.cleaned_data
    wanted = Wanted(Table(given["table"]), raw, team_id=given["team"], publish=given["publish"])
    commit = request.POST.get("act") == "commit"
    return actions.bring_in(wanted, by=person_of(request), at=timezone.now(), commit=commit)
