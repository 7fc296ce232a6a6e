"""A centre whose agents ask: people on every rung, a department, a ticket of an agent."""

import pytest
from django.utils import translation

from gijun.desk import actions
from gijun.desk.queries import state
from tests import make
from tests.make import NOON


@pytest.fixture
def head(centre):
    return make.person("head", centre, "centre_head", name="정센터")


@pytest.fixture
def policy_team(centre):
    return make.team(centre, "정책팀")


@pytest.fixture
def owner(policy_team):
    """A policy owner without anything of an agent's."""
    return make.person("owner", policy_team, "policy_owner", name="임정책")


@pytest.fixture
def ticket(team, jisu):
    made = make.ticket(make.account(team))
    return actions.take(made.pk, by=jisu, at=NOON)


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
    assert state.from_log().asking == state.from_rows().asking
