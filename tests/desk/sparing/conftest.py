"""A centre whose replies wait a moment, with an agent's ticket; the log must tell what the rows hold."""

import pytest
from django.utils import translation

from gijun.desk import actions
from gijun.desk.queries import state
from tests import make
from tests.make import NOON


@pytest.fixture
def door(team):
    return make.account(team)


@pytest.fixture
def ticket(door, jisu):
    return actions.take(make.ticket(door).pk, by=jisu, at=NOON)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def the_log_tells_what_the_rows_hold(request):
    """After every test that used the database, the folded log equals the rows."""
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    yield
    told, kept = state.from_log(), state.from_rows()
    assert (told.tickets, told.sparing, told.clocks) == (kept.tickets, kept.sparing, kept.clocks)
