"""People of the standards; and after every test the log tells what the rows say."""

import pytest
from django.utils import timezone, translation

from gijun.organisation.models import Person, Team
from gijun.standards.queries import state
from tests import make


@pytest.fixture(autouse=True)
def told_by_the_log(request):
    asks = "db" in request.fixturenames
    if asks:
        request.getfixturevalue("db")  # so that it is still open afterwards
    yield
    if asks:
        assert state.from_log() == state.from_rows()


@pytest.fixture(autouse=True)
def in_english():
    """Refusals are compared in the language they are written in."""
    with translation.override("en"):
        yield


@pytest.fixture
def policy(centre) -> Person:
    """Whoever answers for the centre's standards."""
    return make.person("policy", centre, "policy_owner", name="정정책")


@pytest.fixture
def sister(centre) -> Team:
    """A second team of the centre."""
    return make.team(centre, "2팀")


@pytest.fixture
def elsewhere() -> Team:
    """A centre nobody of the first has to do with."""
    return make.centre("부산센터")


@pytest.fixture
def stranger(elsewhere) -> Person:
    return make.person("stranger", elsewhere, "policy_owner", name="남모름")


@pytest.fixture
def now():
    """The pages ask the clock themselves."""
    return timezone.now()
