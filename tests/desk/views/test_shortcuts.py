"""The keys of the desk's pages: all of them there, and no two that mean the same on one page."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from gijun.desk import actions as desk
from gijun.desk.actions import views as actions
from tests.desk.views import seen
from tests.make import at
from tests.standards.browser import browser

WALKING = {"g", "j", "k", "?"}  # taken by the page as a whole


def keys_of(person, address: str) -> Counter[str]:
    page = browser(person).get(address)
    assert page.status_code == 200
    return Counter(re.findall(r'data-shortcut="([^"]+)"', page.content.decode()))


@pytest.fixture
def mine(team, jisu):
    ticket = seen.tickets(team, 2)[0]
    return desk.take(ticket.pk, by=jisu, at=at(10))


def test_the_ticket_page_has_every_key_of_the_desk(jisu, mine):
    keys = keys_of(jisu, reverse("desk:ticket", args=[mine.pk]))

    wanted = {"/", ";", "x", "a", "u", "p", "m", "r", "t", "e", "Shift+e", "Escape"}
    assert wanted - keys.keys() == set()


@pytest.mark.parametrize(
    "name", ["ticket", "queue", "views", "narrow", "bulk", "my_day", "promises", "flags"]
)
def test_no_two_things_on_a_page_have_the_same_key(jisu, mine, name):
    actions.save_view(name="보기", params={"view": "team"}, by=jisu, at=at(20))
    address = reverse(f"desk:{name}", args=[mine.pk] if name == "ticket" else [])
    keys = keys_of(jisu, f"{address}?t={mine.pk}" if name == "bulk" else address)

    assert [key for key, times in keys.items() if times > 1 or key in WALKING] == []
