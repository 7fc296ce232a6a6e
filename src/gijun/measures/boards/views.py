"""The boards: when contacts come, today, who did what, what came back, goals, and the wall."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from gijun.desk.queries.modes.board import board, centres_of
from gijun.measures.boards import forms
from gijun.measures.boards.presentation import arrivals as arrival_words
from gijun.measures.boards.presentation import goals as goal_words
from gijun.measures.boards.presentation import returns as return_words
from gijun.measures.boards.presentation import states as state_words
from gijun.measures.boards.presentation import tabs
from gijun.measures.boards.presentation import today as today_words
from gijun.measures.boards.queries import arrivals as arrival_reads
from gijun.measures.boards.queries import goals as goal_reads
from gijun.measures.boards.queries import returns as return_reads
from gijun.measures.boards.queries import states as state_reads
from gijun.measures.boards.queries import teams
from gijun.measures.boards.queries import today as today_reads
from gijun.measures.boards.queries.teams import LEAD
from gijun.measures.errors import NoLakeError
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive
from gijun.science.spreadsheet import CSV

FOLDER = "measures/boards"
EXPORT = "measures.export"


def _context(request: HttpRequest, form: Any) -> dict[str, Any]:
    return {"form": form, "tabs": tabs.tabs(person_of(request), request.path)}


@require_GET
@needs("measures.view")
def arrivals(request: HttpRequest) -> HttpResponse:
    """When contacts come in, by weekday and half-hour."""
    person = person_of(request)
    form = forms.ArrivalsForm(person, request.GET, at=timezone.now())
    context = _context(request, form) | {"may_export": authority.allows(person, EXPORT)}
    selection = form.selection()
    try:
        found = arrival_reads.arrivals(person, selection, form.reason_id)
    except NoLakeError as error:
        return render(request, f"{FOLDER}/arrivals.html", context | {"nothing": error})
    told = {"found": found, "heat": arrival_words.heat(found)}
    return render(request, f"{FOLDER}/arrivals.html", context | told)


@require_POST
@needs(EXPORT)
def arrivals_export(request: HttpRequest) -> HttpResponse:
    """The arrivals as a file; that data left the house stays in the audit."""
    person, at = person_of(request), timezone.now()
    form = forms.ArrivalsForm(person, request.POST, at=at)
    selection = form.selection()
    try:
        found = arrival_reads.arrivals(person, selection, form.reason_id)
    except NoLakeError:
        return redirect("measures:boards")
    note_sensitive_read(Sensitive.EXPORT, 0, by=person, at=at)
    disposition = f'attachment; filename="arrivals-{selection.first}-{selection.last}.csv"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(arrival_words.heat_csv(found), content_type=CSV, headers=headers)


@require_GET
@needs("measures.view")
def today(request: HttpRequest) -> HttpResponse:
    """A day half-hour by half-hour, beside what is usual."""
    person = person_of(request)
    form = forms.TodayForm(teams.reached(person), request.GET, at=timezone.now())
    context = _context(request, form)
    try:
        found = today_reads.day_of(person, form.asked())
    except NoLakeError as error:
        return render(request, f"{FOLDER}/today.html", context | {"nothing": error})
    told = {"found": found, "shown": today_words.day(found)}
    return render(request, f"{FOLDER}/today.html", context | told)


@require_GET
@needs(LEAD)
def states(request: HttpRequest) -> HttpResponse:
    """What the people of a team were doing on a day."""
    person = person_of(request)
    form = forms.DayForm(teams.reached(person, LEAD), request.GET, at=timezone.now())
    context = _context(request, form)
    try:
        found = state_reads.states_of(person, form.team_chosen, form.day_chosen)
    except NoLakeError as error:
        return render(request, f"{FOLDER}/states.html", context | {"nothing": error})
    told = {"found": found, "shown": state_words.states(found)}
    return render(request, f"{FOLDER}/states.html", context | told)


@require_GET
@needs("measures.view")
def returns(request: HttpRequest) -> HttpResponse:
    """Solved contacts, week by week, and how many came back."""
    person = person_of(request)
    form = forms.ReturnsForm(person, request.GET, at=timezone.now())
    context = _context(request, form)
    selection = form.selection()
    try:
        found = return_reads.returns(person, selection, form.what)
    except NoLakeError as error:
        return render(request, f"{FOLDER}/returns.html", context | {"nothing": error})
    told = {"found": found, "table": return_words.returned(found), "what": form.what}
    return render(request, f"{FOLDER}/returns.html", context | told)


@require_GET
@needs("measures.view")
def goals(request: HttpRequest) -> HttpResponse:
    """Goals from the business down to oneself."""
    person, at = person_of(request), timezone.now()
    form = forms.GoalsForm(person, request.GET, at=at)
    context = _context(request, form)
    try:
        found = goal_reads.goals(person, form.selection(), at)
    except NoLakeError as error:
        return render(request, f"{FOLDER}/goals.html", context | {"nothing": error})
    told = {"found": found, "shown": goal_words.goals(found.contacts, found.cascades)}
    return render(request, f"{FOLDER}/goals.html", context | told)


@require_GET
@needs("desk.view_floor")
def wall(request: HttpRequest) -> HttpResponse:
    """The live floor of a centre alone on the screen; its figures come from the desk's own rows."""
    person = person_of(request)
    centres = centres_of(person)
    wanted = request.GET.get("centre", "")
    centre = next((one for one in centres if wanted in {"", str(one.pk)}), None)
    if centre is None:
        raise Http404
    context = {"board": board(person, centre, timezone.now()), "centre": centre, "centres": centres}
    name = "desk/modes/_board.html" if request.headers.get("X-Board") else f"{FOLDER}/wall.html"
    return render(request, name, context)
