"""Breaks: one's own, and those one answers for."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation import actions, authority, queries
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions.breaks import in_words, in_words_to_lead
from gijun.organisation.errors import OrganisationError
from gijun.organisation.forms import AnswerForm, BreakForm
from gijun.organisation.models import BreakRequest, Person
from gijun.organisation.queries import breaks as reads
from gijun.organisation.rules.breaks import Answer
from gijun.organisation.terms import BreakState
from gijun.organisation.views.page import reachable, show, status_of, told

KEEP = "organisation.keep_state"
LEAD = "organisation.lead_floor"
USUAL_MIN = 10


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def breaks(request: HttpRequest) -> HttpResponse:
    """Ask for a break, see the guard's answer, and answer for others."""
    person, form = person_of(request), BreakForm(request.POST or None)
    if request.method == "POST" and _asked(request, person, form):
        return redirect("organisation:breaks")
    return show(request, "breaks", "floor/breaks", _context(person, form), status=status_of(form))


def _asked(request: HttpRequest, person: Person, form: BreakForm) -> bool:
    if not form.is_valid():
        return False
    now = timezone.now()
    try:
        made = actions.ask_break(**form.wanted(now), by=person, at=now)
    except OrganisationError as error:
        form.add_error(None, str(error))
        return False
    said = f"{made.get_state_display()}."
    is_open = made.state == BreakState.ASKED
    messages.success(request, f"{said} {in_words(_guard(made, at=now))}" if is_open else said)
    return True


def _guard(one: BreakRequest, *, at: datetime) -> Answer:
    return reads.guard_for(
        one.person_id, one.team_id, wanted_from=one.wanted_from, minutes=one.minutes, at=at
    )


def _context(person: Person, form: BreakForm) -> dict[str, object]:
    now, team_id = timezone.now(), queries.home_team_id(person)
    known = reads.open_break_of(person.pk)
    wish = known or BreakRequest(person=person, team_id=team_id, wanted_from=now, minutes=USUAL_MIN)
    answer = _guard(wish, at=now)
    waiting = [(one, _guard(one, at=now)) for one in reads.breaks_to_decide(person)]
    return {
        "form": form,
        "now": now,
        "open_break": known,
        "said": in_words(answer),
        "allowed": answer.allowed,
        "own": reads.own_breaks(person, now),
        "answered_by": reads.answered_by(team_id, now),
        "leads": authority.allows(person, LEAD),
        "to_decide": [(one, in_words_to_lead(said), said.allowed) for one, said in waiting],
        "planned": reads.breaks_led_by(person, now),
    }


@require_POST
@needs(LEAD)
@reachable
def decide_break(request: HttpRequest, request_id: int) -> HttpResponse:
    """Approve or deny."""
    form = AnswerForm(request.POST)
    if form.is_valid():
        approve, note = form.cleaned_data["approve"] == "yes", form.cleaned_data["note"]
        told(
            request,
            lambda: actions.decide_break(
                request_id, approve=approve, note=note, by=person_of(request), at=timezone.now()
            ),
        )
    return redirect("organisation:breaks")


@require_POST
@needs(KEEP)
@reachable
def withdraw_break(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take one's own request back."""
    told(request, lambda: actions.withdraw_break(request_id, by=person_of(request), at=timezone.now()))
    return redirect("organisation:breaks")
