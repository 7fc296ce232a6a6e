"""What people arrange for themselves."""

import pytest

from gijun.organisation import actions, queries
from gijun.organisation.models import ApiToken, Person
from tests import make
from tests.make import NOON
from tests.organisation.pages.typed import secret_on, url

GIVEN = {
    "locale": "en",
    "row_height": "roomy",
    "shortcuts_on": "on",
    "key": ["R", "", "f8"],
    "instead": ["shift+W", "x", "F9"],
}


def test_preferences_are_kept(as_, jisu):
    response = as_(jisu).post(url("me"), GIVEN)

    kept = Person.objects.get(pk=jisu.pk)
    assert queries.preferences_of(kept) == queries.Preferences(
        "roomy", True, False, {"r": "Shift+w", "F8": "F9"}
    )
    assert (kept.locale, response.cookies["gijun_language"].value) == ("en", "en")


def test_the_page_shows_what_was_chosen(as_, jisu):
    client = as_(jisu)
    client.post(url("me"), GIVEN)

    response = client.get(url("me"))

    assert response.context["keys"] == [("r", "Shift+w"), ("F8", "F9"), ("", ""), ("", "")]
    assert response.context["form"].initial["row_height"] == "roomy"


def test_a_key_that_is_none_is_refused_with_what_was_typed(as_, jisu):
    response = as_(jisu).post(url("me"), GIVEN | {"key": ["r"], "instead": ["ㅂ"]})

    assert response.status_code == 422
    assert "ㅂ" in response.content.decode()


def test_a_key_for_a_program_is_shown_once(as_, jisu):
    client = as_(jisu)

    response = client.post(url("make_token"), {"label": "보고서"})

    token = secret_on(response)
    assert queries.person_with_token(token) == jisu
    assert "no-store" in response.headers["Cache-Control"]
    assert token not in client.get(url("me")).content.decode()


def test_a_key_needs_a_purpose(as_, jisu):
    assert as_(jisu).post(url("make_token"), {"label": ""}).status_code == 422
    assert not ApiToken.objects.exists()


def test_a_key_is_ended(as_, jisu):
    made, token = actions.make_token(jisu, label="보고서", at=NOON)

    as_(jisu).post(url("end_token", made.pk))

    assert queries.person_with_token(token) is None


def test_anothers_key_is_not_there(as_, jisu, lead):
    made, _token = actions.make_token(lead, label="보고서", at=NOON)

    assert as_(jisu).post(url("end_token", made.pk)).status_code == 404


@pytest.mark.parametrize(
    ("role", "hinted"), [("it_administrator", True), ("centre_head", True), ("agent", False)]
)
def test_whoever_reaches_far_is_asked_for_a_second_step(as_, centre, role, hinted):
    person = make.person("someone", centre, role)

    assert as_(person).get(url("me")).context["lacks_second_step"] is hinted
