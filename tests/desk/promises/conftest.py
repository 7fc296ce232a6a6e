"""A centre with hours, agents, a lead, and a ticket of an agent."""

import pytest
from django.core.cache import cache

from gijun.desk import actions
from gijun.desk.queries import state
from gijun.organisation import actions as organisation
from tests import make
from tests.desk.promises.promised import WEEK_HOURS
from tests.make import NOON


@pytest.fixture
def hours(centre, team):
    """The centre works on weekdays from nine to six."""
    made = organisation.add_calendar(name="평일", zone="Asia/Seoul", week=WEEK_HOURS, by=None, at=NOON)
    organisation.give_calendar(made.pk, team_id=centre.pk, by=None, at=NOON)
    return made


@pytest.fixture
def minsu(team):
    return make.person("minsu", team, "agent", name="김민수")


@pytest.fixture
def ticket(team, jisu):
    made = make.ticket(make.account(team))
    return actions.take(made.pk, by=jisu, at=NOON)


@pytest.fixture(autouse=True)
def the_log_tells_what_the_rows_hold(request):
    """After every test that used the database, the folded log equals the rows."""
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    cache.clear()  # how often a page was opened
    yield
    assert state.from_log().promises == state.from_rows().promises
