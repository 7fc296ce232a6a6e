"""In which language a page speaks, and how that is changed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gijun.organisation import actions
from gijun.organisation.models import Person
from tests.make import NOON

LOGIN = "/accounts/login/"


@pytest.fixture
def english(client) -> Client:
    """A browser that chose English before anybody signed in."""
    client.cookies["gijun_language"] = "en"
    return client


def test_korean_unless_somebody_says_otherwise(client, db):
    response = client.get(LOGIN)

    assert response.headers["Content-Language"] == "ko"
    assert '<html lang="ko">' in response.content.decode()


@pytest.mark.parametrize(("cookie", "language"), [("en", "en"), ("ko", "ko"), ("fr", "ko"), ("", "ko")])
def test_before_sign_in_the_cookie_says_it(client, db, cookie, language):
    client.cookies["gijun_language"] = cookie

    assert client.get(LOGIN).headers["Content-Language"] == language


def test_after_sign_in_the_person_says_it(english, jisu):
    english.force_login(jisu)
    assert english.get(reverse("organisation:me")).headers["Content-Language"] == "ko"

    Person.objects.filter(pk=jisu.pk).update(locale="en")
    del english.cookies["gijun_language"]

    assert english.get(reverse("organisation:me")).headers["Content-Language"] == "en"


def test_a_refusal_speaks_the_persons_language(client, jisu):
    actions.choose_language(jisu, "en", at=NOON)
    client.force_login(jisu)

    response = client.get(reverse("organisation:authority"))

    assert (response.status_code, response.headers["Content-Language"]) == (403, "en")
    assert "Your role does not allow this" in response.content.decode()


def test_switching_before_sign_in_is_kept_by_the_browser(client, db):
    response = client.post(reverse("organisation:language"), {"language": "en", "next": LOGIN})

    assert response.headers["Location"] == LOGIN
    assert response.cookies["gijun_language"].value == "en"
    assert client.get(LOGIN).headers["Content-Language"] == "en"


def test_switching_after_sign_in_is_kept_with_the_person(client, jisu):
    client.force_login(jisu)

    client.post(reverse("organisation:language"), {"language": "en"})

    assert Person.objects.get(pk=jisu.pk).locale == "en"
    assert client.get(reverse("organisation:me")).headers["Content-Language"] == "en"


@pytest.mark.parametrize("onwards", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_switching_leads_to_no_other_site(client, db, onwards):
    given = {"language": "en", "next": onwards}

    assert client.post(reverse("organisation:language"), given).headers["Location"] == "/"


def test_a_language_nobody_speaks_changes_nothing(client, jisu):
    client.force_login(jisu)

    response = client.post(reverse("organisation:language"), {"language": "fr"})

    assert "gijun_language" not in response.cookies
    assert Person.objects.get(pk=jisu.pk).locale == "ko"


def test_a_page_leaves_no_language_behind(english, db):
    with translation.override("ko"):
        english.get(LOGIN)

        assert translation.get_language() == "ko"
