import pytest

from gijun.organisation import actions
from gijun.organisation.models import Person, WorkCalendar
from tests.make import NOON
from tests.organisation.pages.typed import WEEK


@pytest.fixture
def calendar(db) -> WorkCalendar:
    return actions.add_calendar(name="평일", zone="Asia/Seoul", week=WEEK, by=None, at=NOON)


@pytest.fixture
def as_(client):
    """Sign somebody in."""

    def signed_in(person: Person):
        client.force_login(person)
        return client

    return signed_in
