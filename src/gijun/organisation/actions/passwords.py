"""Passwords: chosen by the person, or given by an administrator until they choose their own."""

import secrets
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gijun.events import log
from gijun.organisation import queries
from gijun.organisation.actions.standing import require
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import PasswordSet
from gijun.organisation.models import Person

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread: no i, l, o, 0, 1
GROUPS, GROUP = 4, 4  # 79 bits


@log.action
def choose_password(person: Person, password: str, *, at: datetime) -> None:
    """The person's own new password. Who has it in hand already has proved who they are.

    Raises:
        OrganisationError: too weak.
    """
    _keep(person, password, temporary=False, by=person, at=at)


@log.action
def give_temporary_password(person_id: int, *, by: Person, at: datetime) -> str:
    """Give a person a password they have to change at the next sign-in; their sessions end.

    Returns:
        The password, kept nowhere in clear: show it once.

    Raises:
        PermissionDenied: ``by`` may not manage people.
        Person.DoesNotExist: the person stands out of their reach.
    """
    require(by, "organisation.manage_people")
    person = queries.people_managed_by(by).get(pk=person_id)
    password = "-".join("".join(secrets.choice(READABLE) for _ in range(GROUP)) for _ in range(GROUPS))
    _keep(person, password, temporary=True, by=by, at=at)
    return password


@log.action
def set_password(person: Person, password: str, *, temporary: bool, at: datetime) -> None:
    """Set a password from the command line, where nobody is signed in.

    Raises:
        OrganisationError: too weak.
    """
    _keep(person, password, temporary=temporary, by=None, at=at)


def _keep(person: Person, password: str, *, temporary: bool, by: Person | None, at: datetime) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise OrganisationError(" ".join(error.messages)) from error
    person.set_password(password)
    person.password_is_temporary = temporary
    person.save(update_fields=["password", "password_is_temporary"])
    log.record(PasswordSet(person.pk, temporary), at=at, actor_id=by.pk if by else None)
