"""What a person arranges for themselves: language, rows, shortcuts, keys for programs."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import PreferencesChosen, TokenEnded, TokenMade
from gijun.organisation.models import ApiToken, Person
from gijun.organisation.queries.own import hash_of, tokens_of
from gijun.organisation.rules.keys import fault_of
from gijun.organisation.terms import Locale, RowHeight

TOKEN_PREFIX = "gijun_"  # noqa: S105 -- so that a leaked key is recognised; the secret follows it


@log.action
def choose_language(person: Person, locale: str, *, at: datetime) -> None:
    """Speak to the person in this language from now on.

    Raises:
        OrganisationError: a language Gijun does not speak.
    """
    _speak(person, locale)
    log.record(PreferencesChosen(person.pk, locale), at=at, actor_id=person.pk)


@log.action
def choose_preferences(
    person: Person,
    *,
    locale: str,
    row_height: str,
    shortcuts_on: bool,
    enter_sends: bool,
    keys: Mapping[str, str],
    at: datetime,
) -> None:
    """Arrange Gijun for oneself.

    Args:
        keys: what a page declares → what the person presses instead.

    Raises:
        OrganisationError: an unknown language or row height, or keys that cannot be used.
    """
    if row_height not in RowHeight.values:
        raise OrganisationError(_("Choose one of the row heights."))
    fault = fault_of(keys)
    if fault:
        raise OrganisationError(str(fault[0].label) % {"key": fault[1]})
    _speak(person, locale)
    kept = Person.objects.get(pk=person.pk).preferences
    person.preferences = kept | {
        "row_height": row_height,
        "shortcuts_on": shortcuts_on,
        "enter_sends": enter_sends,
        "keys": dict(keys),
    }
    person.save(update_fields=["preferences"])
    log.record(PreferencesChosen(person.pk, locale), at=at, actor_id=person.pk)


def _speak(person: Person, locale: str) -> None:
    if locale not in Locale.values:
        raise OrganisationError(_("Choose one of the languages."))
    person.locale = locale
    person.save(update_fields=["locale"])


@log.action
def make_token(person: Person, *, label: str, at: datetime) -> tuple[ApiToken, str]:
    """Make a key for a program that works in the person's name.

    Returns:
        The row and the key itself, of which only the SHA-256 is kept: show it once.
    """
    token = TOKEN_PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(person=person, label=label, token_hash=hash_of(token), made_at=at)
    log.record(TokenMade(person.pk, made.pk), at=at, actor_id=person.pk)
    return made, token


@log.action
def end_token(token_id: int, *, by: Person, at: datetime) -> None:
    """End one of the person's own keys; ending it twice changes nothing.

    Raises:
        ApiToken.DoesNotExist: it is not theirs.
    """
    tokens_of(by).get(pk=token_id)
    if tokens_of(by).filter(pk=token_id, ended_at=None).update(ended_at=at):
        log.record(TokenEnded(by.pk, token_id), at=at, actor_id=by.pk)
