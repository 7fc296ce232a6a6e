"""The team tree."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.actions.standing import id_of, require, require_everywhere
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import TeamAdded, TeamChanged
from gijun.organisation.models import Person, Team
from gijun.science.worktime import BusinessDay, WorktimeError

MANAGE = "organisation.manage_teams"
FROM_THE_CENTRE = ("zone", "day_starts_at_min", "calendar")


@log.action
def add_team(
    *,
    name: str,
    parent_id: int | None,
    by: Person | None,
    at: datetime,
    zone: str | None = None,
    day_starts_at_min: int = 0,
    is_practice: bool = False,
) -> Team:
    """Add a team under ``parent_id``, or a centre where there is none.

    Raises:
        OrganisationError: the time zone is unknown.
        PermissionDenied: ``by`` may not manage teams there; a centre asks for authority in every centre.
    """
    _require_below(by, parent_id)
    parent = Team.objects.get(pk=parent_id) if parent_id is not None else None
    team = Team(name=name, parent=parent, is_practice=is_practice, day_starts_at_min=day_starts_at_min)
    if parent:
        _inherit(team, parent)
    elif zone:
        team.zone = known_zone(zone)
    team.save()
    team.path = f"{parent.path if parent else '/'}{team.pk}/"
    team.save(update_fields=["path"])
    log.record(TeamAdded(team.pk, parent_id), at=at, actor_id=id_of(by))
    _forget(by)
    return team


def _require_below(by: Person | None, parent_id: int | None) -> None:
    if parent_id is None:
        require_everywhere(by, MANAGE)
    else:
        require(by, MANAGE, parent_id)


def _inherit(team: Team, above: Team) -> None:
    for field in FROM_THE_CENTRE:
        setattr(team, field, getattr(above, field))


def _forget(by: Person | None) -> None:
    """The tree has changed under whoever changed it."""
    if by is not None:
        authority.forget(by)


def known_zone(zone: str) -> str:
    """The zone's name, if the world knows it.

    Raises:
        OrganisationError: it does not.
    """
    try:
        BusinessDay(zone, 0)
    except WorktimeError as error:
        raise OrganisationError(_("There is no time zone called %(zone)s.") % {"zone": zone}) from error
    return zone


@log.action
def change_team(team_id: int, *, name: str, parent_id: int | None, by: Person, at: datetime) -> Team:
    """Rename a team or hang it, with everything below, under another parent.

    Raises:
        OrganisationError: the new parent lies below the team.
        PermissionDenied: ``by`` may not manage teams here or there.
    """
    require(by, MANAGE, team_id)
    team = Team.objects.get(pk=team_id)
    if parent_id != team.parent_id:
        _require_below(by, parent_id)
        _move(team, Team.objects.get(pk=parent_id) if parent_id is not None else None)
    team.name = name
    team.save(update_fields=["name"])
    log.record(TeamChanged(team.pk, parent_id), at=at, actor_id=by.pk)
    _forget(by)
    return team


def _move(team: Team, parent: Team | None) -> None:
    if parent and team.pk in parent.lineage:
        raise OrganisationError(_("A team cannot stand below itself."))
    old_path = team.path or ""
    new_path = f"{parent.path if parent else '/'}{team.pk}/"
    for below in Team.objects.below(old_path):
        below.path = new_path + (below.path or "").removeprefix(old_path)
        if parent:
            _inherit(below, parent)
        below.save(update_fields=["path", *FROM_THE_CENTRE])
    team.path, team.parent = new_path, parent
    team.save(update_fields=["parent"])


@log.action
def change_day(team_id: int, *, zone: str, day_starts_at_min: int, by: Person, at: datetime) -> Team:
    """Say in which zone a centre lives and when its business day begins; its teams follow.

    Facts already recorded stay under the day they were booked.

    Raises:
        OrganisationError: the zone is unknown, the minute is none of a day, or the team is no centre.
        PermissionDenied: ``by`` may not manage teams there.
    """
    require(by, MANAGE, team_id)
    centre = Team.objects.get(pk=team_id)
    if centre.parent_id is not None:
        raise OrganisationError(_("Only a centre has a business day of its own; its teams follow."))
    if not 0 <= day_starts_at_min < 1440:
        raise OrganisationError(_("A business day begins between 00:00 and 23:59."))
    Team.objects.below(centre.path or "").update(zone=known_zone(zone), day_starts_at_min=day_starts_at_min)
    log.record(TeamChanged(centre.pk, None), at=at, actor_id=by.pk)
    return Team.objects.get(pk=team_id)
