"""Every page says which language it is in, and offers the other one."""

import pytest

from gijun.organisation.terms import LANGUAGE_COOKIE

KO, EN = ("ko", 'value="en"'), ("en", 'value="ko"')


def language_of(response):
    """What the page says of itself, and which language its button gives."""
    page = response.content.decode()
    return page.partition('<html lang="')[2][:2], [
        one for one in (KO[1], EN[1]) if f'name="language" {one}' in page
    ]


@pytest.mark.parametrize(("locale", "other"), [KO, EN])
def test_a_persons_pages_speak_their_language_and_offer_the_other(client, jisu, locale, other):
    type(jisu).objects.filter(pk=jisu.pk).update(locale=locale)
    client.force_login(jisu)

    assert language_of(client.get("/desk/")) == (locale, [other])


@pytest.mark.parametrize(("locale", "other"), [KO, EN])
def test_the_sign_in_page_speaks_what_was_chosen_before(client, db, locale, other):
    client.cookies[LANGUAGE_COOKIE] = locale

    assert language_of(client.get("/accounts/login/")) == (locale, [other])
