"""Personal scripts from files: look through one, take it in, take along what was left out."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.science.spreadsheet import CSV, as_csv
from gijun.standards.actions.snippets import SnippetLine, bring_in_snippets
from gijun.standards.errors import StandardsError
from gijun.standards.forms.snippets import RefusedForm, SnippetFileForm
from gijun.standards.queries.snippets import resembling
from gijun.standards.terms import Outcome
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def bring_in(request: HttpRequest) -> HttpResponse:
    """What would become of each row and what it resembles; the second time, with ``commit``, it does."""
    form = SnippetFileForm(request.POST or None, request.FILES or None, person=person_of(request))
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= _report(request, form, commit=request.POST.get("act") == "commit")
    return render(request, "standards/snippet_import.html", context, status=422 if form.errors else 200)


def _report(request: HttpRequest, form: SnippetFileForm, *, commit: bool) -> dict[str, object]:
    person, at = person_of(request), timezone.now()
    similar = {} if commit else resembling(person, form.rows, at)
    lines = bring_in_snippets(form.rows, team_id=form.cleaned_data["team"], by=person, at=at, commit=commit)
    return {
        "done": commit,
        "lines": [(line, similar.get(line.row.line, ())) for line in lines],
        "added": sum(line.outcome == Outcome.ADDED for line in lines),
        "refused": sum(line.outcome == Outcome.REFUSED for line in lines),
        "refused_rows": json.dumps(_refused(lines), ensure_ascii=False),
    }


def _refused(lines: list[SnippetLine]) -> list[list[object]]:
    return [
        [line.row.line, line.row.title, line.row.text, line.row.owner, line.why]
        for line in lines
        if line.outcome == Outcome.REFUSED
    ]


@require_POST
@needs("standards.write")
@answered
def refused(request: HttpRequest) -> HttpResponse:
    """Rows that were left out as CSV: put right, they can be brought in again."""
    form = RefusedForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("What was shown did not come back whole. Bring the file in again."))
    content = as_csv(["line", "title", "text", "owner", "why"], form.lines())
    disposition = {"Content-Disposition": 'attachment; filename="left-out.csv"'}
    return HttpResponse(content, content_type=CSV, headers=disposition)
