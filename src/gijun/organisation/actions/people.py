"""People and their roles."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority, queries
from gijun.organisation.actions.floor import go_out
from gijun.organisation.actions.passwords import give_temporary_password
from gijun.organisation.actions.standing import id_of, require
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import PersonAdded, PersonChanged, RoleGiven, RoleTaken
from gijun.organisation.models import Membership, Person
from gijun.organisation.terms import SIGN_IN_NAME, Locale, Role

MANAGE = "organisation.manage_people"


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
        OrganisationError: the sign-in name is taken, or cannot be one.
        PermissionDenied: ``by`` may not manage people.
    """
    require(by, MANAGE)
    if not SIGN_IN_NAME.fullmatch(username):
        raise OrganisationError(_("A sign-in name consists of Latin letters, figures and . _ @ + - only."))
    if Person.objects.filter(username__iexact=username).exists():
        raise OrganisationError(
            _("The sign-in name %(name)s is taken. Choose another one.") % {"name": username}
        )
    person = Person(
        username=username, name=name, email=email, locale=locale, is_practice=is_practice, joined_at=at
    )
    person.set_password(password)
    person.save()
    log.record(PersonAdded(person.pk), at=at, actor_id=id_of(by))
    return person


@log.action
def add_colleague(
    *, username: str, name: str, email: str, locale: str, team_id: int, role: str, by: Person, at: datetime
) -> tuple[Person, str]:
    """Add somebody with their first role; also gives the temporary password, which is shown once.

    Raises:
        OrganisationError: the sign-in name is taken, or cannot be one.
        PermissionDenied: ``by`` may not manage people in that team.
    """
    require(by, MANAGE, team_id)
    person = add_person(username=username, name=name, password=None, email=email, locale=locale, by=by, at=at)
    _give(person.pk, team_id, Role(role), by, at)
    return person, give_temporary_password(person.pk, by=by, at=at)


@log.action
def change_person(
    person_id: int, *, name: str, email: str, locale: str, active: bool, by: Person, at: datetime
) -> Person:
    """Change what others see of a person, or whether they may sign in.

    Raises:
        OrganisationError: they would lock themselves out.
        PermissionDenied: ``by`` may not manage people.
        Person.DoesNotExist: the person stands out of their reach.
    """
    require(by, MANAGE)
    person = queries.people_managed_by(by).get(pk=person_id)
    if person_id == by.pk and not active:
        raise OrganisationError(_("You cannot take your own sign-in away. Ask another administrator."))
    person.name, person.email, person.locale, person.is_active = name, email, locale, active
    person.save(update_fields=["name", "email", "locale", "is_active"])
    log.record(PersonChanged(person_id, active), at=at, actor_id=by.pk)
    if not active:
        go_out(person, by=by, at=at)
    return person


@log.action
def give_role(person_id: int, *, team_id: int, role: str, by: Person | None, at: datetime) -> Membership:
    """Give a person a role in a team; giving it twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not manage people in that team.
        Person.DoesNotExist: the person stands out of their reach.
    """
    require(by, MANAGE, team_id)
    if by is not None:
        queries.people_seen_by(by, MANAGE).get(pk=person_id)
    return _give(person_id, team_id, Role(role), by, at)


def _give(person_id: int, team_id: int, role: Role, by: Person | None, at: datetime) -> Membership:
    membership, is_new = Membership.objects.get_or_create(person_id=person_id, team_id=team_id, role=role)
    if is_new:
        log.record(RoleGiven(person_id, team_id, role.value), at=at, actor_id=id_of(by))
    return membership


@log.action
def take_role(membership_id: int, *, by: Person, at: datetime) -> None:
    """Take a role away.

    Raises:
        OrganisationError: they would take their own administration away.
        PermissionDenied: ``by`` may not manage people in that team.
    """
    row = Membership.objects.get(pk=membership_id)
    require(by, MANAGE, row.team_id)
    reach = authority.teams_with(by, MANAGE)
    row.delete()
    authority.forget(by)
    if row.person_id == by.pk and authority.teams_with(by, MANAGE) != reach:
        authority.forget(by)  # what was read in between is rolled back
        raise OrganisationError(_("This would take your own administration away. Ask another administrator."))
    log.record(RoleTaken(row.person_id, row.team_id, row.role), at=at, actor_id=by.pk)
