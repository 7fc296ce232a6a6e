"""The only writers of people, teams and roles."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import (
    PersonAdded,
    PersonChanged,
    RoleGiven,
    RoleTaken,
    SensitiveRead,
    TeamAdded,
    TeamChanged,
)
from gijun.organisation.models import Membership, Person, Team
from gijun.organisation.terms import Locale, Role, Sensitive


def _require(by: Person | None, power: str, team_id: int | None = None) -> None:
    """Authority of a person; the installation itself (``None``, from the command line) may do everything."""
    if by is not None:
        authority.require(by, power, team_id=team_id)


@log.action
def add_person(
    *,
    username: str,
    name: str,
    password: str | None,
    by: Person | None,
    at: datetime,
    email: str = "",
    locale: str = Locale.KOREAN,
    is_practice: bool = False,
) -> Person:
    """Let somebody sign in; without a password they cannot until one is set.

    Raises:
        OrganisationError: the sign-in name is taken.
        PermissionDenied: ``by`` may not manage people.
    """
    _require(by, "organisation.manage_people")
    if Person.objects.filter(username__iexact=username).exists():
        raise OrganisationError(_("The sign-in name %(name)s is taken. Choose another one.") % {"name": username})
    person = Person(
        username=username, name=name, email=email, locale=locale, is_practice=is_practice, joined_at=at
    )
    person.set_password(password)
    person.save()
    log.record(PersonAdded(person.pk), at=at, actor_id=by and by.pk)
    return person


@log.action
def change_person(
    person_id: int, *, name: str, email: str, locale: str, active: bool, by: Person, at: datetime
) -> Person:
    """Change what others see of a person, or whether they may sign in.

    Raises:
        OrganisationError: they would lock themselves out.
        PermissionDenied: ``by`` may not manage people.
    """
    _require(by, "organisation.manage_people")
    if person_id == by.pk and not active:
        raise OrganisationError(_("You cannot take your own sign-in away. Ask another administrator."))
    Person.objects.filter(pk=person_id).update(name=name, email=email, locale=locale, is_active=active)
    log.record(PersonChanged(person_id, active), at=at, actor_id=by.pk)
    return Person.objects.get(pk=person_id)


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
        PermissionDenied: ``by`` may not manage teams there.
    """
    _require(by, "organisation.manage_teams", parent_id)
    parent = Team.objects.get(pk=parent_id) if parent_id is not None else None
    team = Team(name=name, parent=parent, is_practice=is_practice, day_starts_at_min=day_starts_at_min)
    if parent:
        team.zone, team.day_starts_at_min, team.calendar = parent.zone, parent.day_starts_at_min, parent.calendar
    elif zone:
        team.zone = known_zone(zone)
    team.save()
    team.path = f"{parent.path if parent else '/'}{team.pk}/"
    team.save(update_fields=["path"])
    log.record(TeamAdded(team.pk, parent_id), at=at, actor_id=by and by.pk)
    return team


def known_zone(zone: str) -> str:
    """The zone's name, if the world knows it.

    Raises:
        OrganisationError: it does not.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise OrganisationError(_("There is no time zone called %(zone)s.") % {"zone": zone}) from error
    return zone


@log.action
def change_team(
    team_id: int, *, name: str, parent_id: int | None, by: Person, at: datetime
) -> Team:
    """Rename a team or hang it, with everything below, under another parent.

    Raises:
        OrganisationError: the new parent lies below the team.
        PermissionDenied: ``by`` may not manage teams here or there.
    """
    _require(by, "organisation.manage_teams", team_id)
    team = Team.objects.get(pk=team_id)
    if parent_id != team.parent_id:
        _require(by, "organisation.manage_teams", parent_id)
        _move(team, Team.objects.get(pk=parent_id) if parent_id is not None else None)
    team.name = name
    team.save(update_fields=["name"])
    log.record(TeamChanged(team.pk, parent_id), at=at, actor_id=by.pk)
    return team


def _move(team: Team, parent: Team | None) -> None:
    if parent and team.pk in parent.lineage:
        raise OrganisationError(_("A team cannot stand below itself."))
    old_path = team.path or ""
    new_path = f"{parent.path if parent else '/'}{team.pk}/"
    for below in Team.objects.below(old_path):
        below.path = new_path + (below.path or "").removeprefix(old_path)
        if parent:
            below.zone, below.day_starts_at_min = parent.zone, parent.day_starts_at_min
        below.save(update_fields=["path", "zone", "day_starts_at_min"])
    team.path, team.parent = new_path, parent
    team.save(update_fields=["parent"])


@log.action
def give_role(person_id: int, *, team_id: int, role: str, by: Person | None, at: datetime) -> Membership:
    """Give a person a role in a team; giving it twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not manage people in that team.
    """
    _require(by, "organisation.manage_people", team_id)
    membership, is_new = Membership.objects.get_or_create(person_id=person_id, team_id=team_id, role=Role(role))
    if is_new:
        log.record(RoleGiven(person_id, team_id, role), at=at, actor_id=by and by.pk)
    return membership


@log.action
def take_role(membership_id: int, *, by: Person, at: datetime) -> None:
    """Take a role away.

    Raises:
        OrganisationError: nobody would be left who may manage people.
        PermissionDenied: ``by`` may not manage people in that team.
    """
    row = Membership.objects.get(pk=membership_id)
    _require(by, "organisation.manage_people", row.team_id)
    row.delete()
    by.__dict__.pop("_standing", None)
    if row.person_id == by.pk and not authority.allows(by, "organisation.manage_people"):
        raise OrganisationError(_("This would take your own administration away. Ask another administrator."))
    log.record(RoleTaken(row.person_id, row.team_id, row.role), at=at, actor_id=by.pk)


@log.action
def note_sensitive_read(
    kind: Sensitive, subject_id: int, *, by: Person, at: datetime, ticket_id: int | None = None
) -> None:
    """Keep in the audit that a person looked at data that is masked by default."""
    log.record(SensitiveRead(kind.value, subject_id, ticket_id), at=at, actor_id=by.pk)
