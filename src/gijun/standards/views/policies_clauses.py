"""A clause: tied to standards, set aside, or made the beginning of a new standard."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.actions import policies as actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.policies import AsideForm, PairForm, SubjectForm
from gijun.standards.queries import policies as queries
from gijun.standards.rules.documents import Clause, subject_of
from gijun.standards.views.answers import answered
from gijun.standards.views.policies import place_of

WORDS_LENGTH = 200


@require_GET
@needs("standards.view")
@answered
def clause(request: HttpRequest, clause_id: int) -> HttpResponse:
    """A clause with standards that may stand for it; for htmx the suggestions alone."""
    person, at = person_of(request), timezone.now()
    line = queries.clause_line(person, clause_id, at)
    words = request.GET.get("q", "").strip()[:WORDS_LENGTH]
    subject = subject_of(Clause(line.clause.heading, line.clause.text))
    context = _about(request, line) | {
        "place": place_of(line.clause),
        "words": words,
        "subject": subject,
        "suggestions": queries.suggestions(person, words or f"{subject} {line.clause.text}", at),
    }
    name = "_clause_suggestions" if request.headers.get("HX-Request") else "clause"
    return render(request, f"standards/{name}.html", context)


@require_POST
@needs("standards.write")
@answered
def map_standard(request: HttpRequest, clause_id: int) -> HttpResponse:
    """Tie a standard to the clause, or say that it still fits."""
    given = _given(PairForm(request.POST))
    actions.map_clause(clause_id, given["standard"], by=person_of(request), at=timezone.now())
    return _shown_again(request, clause_id)


@require_POST
@needs("standards.write")
@answered
def unmap_standard(request: HttpRequest, clause_id: int) -> HttpResponse:
    """Take a tie away."""
    given = _given(PairForm(request.POST))
    actions.unmap_clause(clause_id, given["standard"], by=person_of(request), at=timezone.now())
    return _shown_again(request, clause_id)


@require_POST
@needs("standards.write")
@answered
def set_aside(request: HttpRequest, clause_id: int) -> HttpResponse:
    """Say why the clause needs no sentence."""
    given = _given(AsideForm(request.POST))
    actions.set_aside(clause_id, reason=given["reason"], by=person_of(request), at=timezone.now())
    return _shown_again(request, clause_id)


@require_POST
@needs("standards.write")
@answered
def bring_back(request: HttpRequest, clause_id: int) -> HttpResponse:
    """Let the clause need a sentence after all."""
    actions.bring_back(clause_id, by=person_of(request), at=timezone.now())
    return _shown_again(request, clause_id)


@require_POST
@needs("standards.write")
@answered
def make_standard(request: HttpRequest, clause_id: int) -> HttpResponse:
    """Begin a standard with the clause, and go on to its draft."""
    given = _given(SubjectForm(request.POST))
    draft = actions.standard_from_clause(
        clause_id, title=given["title"], by=person_of(request), at=timezone.now()
    )
    messages.success(request, _("The standard is begun. The clause stands in its explanation."))
    return redirect("standards:edit", draft.pk)


def _given(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise StandardsError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


def _about(request: HttpRequest, line: queries.ClauseLine) -> dict[str, object]:
    document = line.clause.document
    may_write = document.replaced_by_id is None and authority.allows(
        person_of(request), "standards.write", team_id=document.team_id
    )
    return {"line": line, "may_write": may_write}


def _shown_again(request: HttpRequest, clause_id: int) -> HttpResponse:
    """The clause anew: alone for htmx, else on its document's page."""
    line = queries.clause_line(person_of(request), clause_id, timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "standards/_clause.html", _about(request, line))
    return redirect(place_of(line.clause))
