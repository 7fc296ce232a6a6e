"""What belongs to one person: preferences, keys for programs, the second step of their sign-in."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.db.models import F, QuerySet

from gijun.organisation import authority
from gijun.organisation.models import ApiToken, Person
from gijun.organisation.terms import ADMINISTRATORS, RowHeight


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person arranged Gijun. ``keys``: what a page declares → what the person presses instead."""

    row_height: str = RowHeight.NORMAL.value
    shortcuts_on: bool = True
    enter_sends: bool = False
    keys: dict[str, str] = field(default_factory=dict)


def preferences_of(person: Person) -> Preferences:
    """The person's preferences; what they never chose is the house's choice."""
    kept: dict[str, Any] = person.preferences
    names = ("row_height", "shortcuts_on", "enter_sends", "keys")
    return Preferences(**{name: kept[name] for name in names if name in kept})


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def person_with_token(token: str) -> Person | None:
    """Whose key for a program this is; nobody's when it was ended or they may not sign in."""
    found = (
        ApiToken.objects.select_related("person")
        .filter(token_hash=hash_of(token), ended_at=None, person__is_active=True)
        .first()
    )
    return found.person if found else None


def tokens_of(person: Person) -> QuerySet[ApiToken]:
    """The person's keys for programs, those in force first, the newest first."""
    in_force_first = F("ended_at").desc(nulls_first=True)
    return ApiToken.objects.filter(person=person).order_by(in_force_first, "-made_at", "-id")


def has_second_step(person: Person) -> bool:
    """Does the person sign in with more than a password?"""
    return bool(is_mfa_enabled(person))


def lacks_second_step(person: Person) -> bool:
    """Does the person reach so far that a password alone is too little, and has nothing more?"""
    reaches_far = bool(ADMINISTRATORS.intersection(authority.roles_of(person)))
    return reaches_far and not has_second_step(person)
