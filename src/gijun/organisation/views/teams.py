"""The team tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation import actions, authority, queries
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import NO_CHOICE, DayForm, TeamForm
from gijun.organisation.models import Person, Team
from gijun.organisation.queries.teams import Branch
from gijun.organisation.views.page import done, reachable, show, status_of

MANAGE = "organisation.manage_teams"


@require_GET
@needs("organisation.view_system")
def teams(request: HttpRequest) -> HttpResponse:
    """The tree within reach, with how many people work in each team."""
    person = person_of(request)
    below, _above = authority.teams_with(person, MANAGE)
    context = {"tree": queries.team_tree(person), "managed": below}
    return show(request, "teams", "teams", context)


def _form(by: Person, data: QueryDict | None, shown: Team | None = None) -> TeamForm:
    """A form that offers every team ``shown`` may stand below."""
    branches = queries.team_tree(by, MANAGE)
    if shown is None:
        return TeamForm(data, branches=branches, first=_first(by, None, branches))
    offered = [one for one in branches if shown.pk not in one.team.lineage]
    initial = {"name": shown.name, "parent": shown.parent_id}
    return TeamForm(data, branches=offered, first=_first(by, shown, offered), initial=initial)


def _first(by: Person, shown: Team | None, offered: list[Branch]) -> tuple[str | int, Any]:
    """What is offered before the teams: being a centre, or the place out of reach it has."""
    is_centre = shown is not None and shown.parent is None
    if is_centre or authority.allows_everywhere(by, MANAGE):
        return TeamForm.CENTRE
    if shown and shown.parent and shown.parent_id not in {one.team.pk for one in offered}:
        return shown.parent.pk, shown.parent.name
    return NO_CHOICE


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def add_team(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    form = _form(by, request.POST or None)
    if request.method == "POST" and done(
        request,
        form,
        lambda clean: actions.add_team(
            name=clean["name"], parent_id=clean["parent"], by=by, at=timezone.now()
        ),
    ):
        return redirect("organisation:teams")
    return show(request, "teams", "add_team", {"form": form}, status=status_of(form))


def _page(request: HttpRequest, team: Team, form: TeamForm, day_form: DayForm) -> HttpResponse:
    context = {"team": team, "form": form, "day_form": day_form}
    return show(request, "teams", "team", context, status=max(status_of(form), status_of(day_form)))


def _day_form(team: Team) -> DayForm:
    hours, minutes = divmod(team.day_starts_at_min, 60)
    return DayForm(initial={"zone": team.zone, "starts_at": f"{hours:02}:{minutes:02}"})


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@reachable
def team(request: HttpRequest, team_id: int) -> HttpResponse:
    """One team: rename it, or hang it elsewhere."""
    by = person_of(request)
    shown = queries.teams_managed_by(by).select_related("calendar", "parent").get(pk=team_id)
    form = _form(by, request.POST or None, shown)
    if request.method == "POST" and done(
        request,
        form,
        lambda clean: actions.change_team(
            team_id, name=clean["name"], parent_id=clean["parent"], by=by, at=timezone.now()
        ),
    ):
        return redirect("organisation:team", team_id)
    return _page(request, shown, form, _day_form(shown))


@require_POST
@needs(MANAGE)
@reachable
def change_day(request: HttpRequest, team_id: int) -> HttpResponse:
    """Zone and beginning of the business day of a centre."""
    by = person_of(request)
    shown = queries.teams_managed_by(by).select_related("calendar", "parent").get(pk=team_id)
    form = DayForm(request.POST)
    if done(
        request,
        form,
        lambda clean: actions.change_day(
            team_id, zone=clean["zone"], day_starts_at_min=clean["starts_at"], by=by, at=timezone.now()
        ),
    ):
        return redirect("organisation:team", team_id)
    return _page(request, shown, _form(by, None, shown), form)
