"""The live floor of a centre and the team live."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.queries.modes.board import board
from gijun.desk.queries.modes.team import seats
from gijun.desk.views.modes.page import centre_for, said, to
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.queries.breaks import breaks_to_decide
from gijun.organisation.terms import AwayReason, StateKind

OFFERED = timedelta(minutes=10)  # a break a lead sends somebody into


@require_GET
@needs("desk.view_floor")
def floor(request: HttpRequest) -> HttpResponse:
    """What happens now, in at most six figures, each with what to do about it."""
    centre, centres = centre_for(request)
    context = {
        "board": board(person_of(request), centre, timezone.now()),
        "centres": centres,
        "centre": centre,
        "as_table": request.GET.get("as") == "table",
    }
    name = "desk/modes/_board.html" if request.headers.get("X-Board") else "desk/modes/floor.html"
    return render(request, name, context)


@require_GET
@needs("desk.view_floor")
def team_live(request: HttpRequest) -> HttpResponse:
    """Who does what, how long, and what could help."""
    centre, centres = centre_for(request)
    person, at = person_of(request), timezone.now()
    context = {
        "seats": seats(person, centre, at),
        "asked": breaks_to_decide(person).count(),
        "centres": centres,
        "centre": centre,
        "at": at,
    }
    name = "desk/modes/_team.html" if request.headers.get("X-Board") else "desk/modes/team.html"
    return render(request, name, context)


@require_POST
@needs("organisation.lead_floor")
def rest(request: HttpRequest, person_id: int) -> HttpResponse:
    """Send somebody into a break of ten minutes."""
    by, at = person_of(request), timezone.now()

    def leave() -> object:
        kind, reason = StateKind.AWAY, AwayReason.BREAK
        return enter_state(person_id, kind, reason=reason, by=by, at=at, ends_by=at + OFFERED)

    said(request, leave, _("They have a break of ten minutes now."))
    return to("desk:team_live", centre_for(request)[0])


@require_POST
@needs("organisation.lead_floor")
def back(request: HttpRequest, person_id: int) -> HttpResponse:
    """Call somebody back from being away."""
    by, at = person_of(request), timezone.now()
    said(request, lambda: enter_state(person_id, StateKind.READY, by=by, at=at), _("They are ready again."))
    return to("desk:team_live", centre_for(request)[0])
