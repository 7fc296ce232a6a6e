"""What people arrange for themselves, and their keys for programs."""

import hashlib

import pytest

from gijun.events.models import Event
from gijun.organisation import actions, queries
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import PreferencesChosen, TokenEnded, TokenMade
from gijun.organisation.models import ApiToken, Person
from gijun.organisation.queries import Preferences
from tests.make import NOON, at
from tests.organisation import facts

CHOSEN = {
    "locale": "en",
    "row_height": "compact",
    "shortcuts_on": False,
    "enter_sends": True,
    "keys": {"r": "Shift+w"},
}


def test_nothing_chosen_is_the_houses_choice(jisu):
    assert queries.preferences_of(jisu) == Preferences(
        "normal", shortcuts_on=True, enter_sends=False, keys={}
    )


def test_what_is_chosen_is_kept_and_is_a_fact(jisu):
    actions.choose_preferences(jisu, **CHOSEN, at=NOON)

    kept = Person.objects.get(pk=jisu.pk)
    assert kept.locale == "en"
    assert queries.preferences_of(kept) == Preferences("compact", False, True, {"r": "Shift+w"})
    assert facts.last() == (PreferencesChosen(jisu.pk, "en"), jisu.pk)


def test_what_else_is_kept_with_a_person_stays(jisu):
    Person.objects.filter(pk=jisu.pk).update(preferences={"practice_login": "try-me"})

    actions.choose_preferences(jisu, **CHOSEN, at=NOON)

    assert Person.objects.get(pk=jisu.pk).preferences["practice_login"] == "try-me"


@pytest.mark.parametrize(
    "wrong", [{"locale": "fr"}, {"row_height": "tiny"}, {"keys": {"r": "ㄱ"}}, {"keys": {"r": "j"}}]
)
def test_what_cannot_be_chosen_is_refused_in_words(jisu, wrong):
    with pytest.raises(OrganisationError) as refused:
        actions.choose_preferences(jisu, **(CHOSEN | wrong), at=NOON)

    assert "%(" not in str(refused.value)
    kept = Person.objects.get(pk=jisu.pk)
    assert (kept.locale, kept.preferences) == ("ko", {})


def test_a_language_is_a_fact(jisu):
    actions.choose_language(jisu, "en", at=NOON)

    assert facts.last() == (PreferencesChosen(jisu.pk, "en"), jisu.pk)
    assert Person.objects.get(pk=jisu.pk).locale == "en"


def test_only_the_hash_of_a_key_is_kept(jisu):
    made, token = actions.make_token(jisu, label="보고서", at=NOON)

    assert facts.last() == (TokenMade(jisu.pk, made.pk), jisu.pk)
    row = ApiToken.objects.get()
    assert row.token_hash == hashlib.sha256(token.encode()).hexdigest()
    assert token not in str(list(ApiToken.objects.values()))
    assert token not in str(list(Event.objects.values()))


def test_a_key_opens_for_its_person(jisu):
    _made, token = actions.make_token(jisu, label="보고서", at=NOON)

    assert queries.person_with_token(token) == jisu
    assert queries.person_with_token(token + "x") is None
    assert queries.person_with_token("") is None


def test_an_ended_key_opens_nothing_and_ends_once(jisu):
    made, token = actions.make_token(jisu, label="보고서", at=NOON)

    actions.end_token(made.pk, by=jisu, at=at(60))
    actions.end_token(made.pk, by=jisu, at=at(120))

    assert queries.person_with_token(token) is None
    assert ApiToken.objects.get().ended_at == at(60)
    assert facts.newest(2) == [TokenMade(jisu.pk, made.pk), TokenEnded(jisu.pk, made.pk)]


def test_a_key_opens_nothing_for_whoever_may_not_sign_in(jisu):
    _made, token = actions.make_token(jisu, label="보고서", at=NOON)
    Person.objects.filter(pk=jisu.pk).update(is_active=False)

    assert queries.person_with_token(token) is None


def test_nobody_ends_anothers_key(jisu, admin):
    made, _token = actions.make_token(jisu, label="보고서", at=NOON)

    with pytest.raises(ApiToken.DoesNotExist):
        actions.end_token(made.pk, by=admin, at=NOON)

    assert ApiToken.objects.get().ended_at is None


def test_keys_in_force_come_first(jisu):
    first, second, third = (actions.make_token(jisu, label=label, at=NOON)[0] for label in "abc")
    actions.end_token(third.pk, by=jisu, at=at(1))

    assert list(queries.tokens_of(jisu)) == [second, first, third]
