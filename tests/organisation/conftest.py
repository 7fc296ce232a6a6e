import pytest

from gijun.organisation.models import Person, Team
from tests import make


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hashing a password well takes half a second; how well is Django's affair."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sister(centre) -> Team:
    """A second team of the centre."""
    return make.team(centre, "2팀")


@pytest.fixture
def elsewhere(centre) -> Team:
    """A second centre, with a team nobody of the first has to do with."""
    return make.team(make.centre("부산센터"), "부산 1팀")


@pytest.fixture
def stranger(elsewhere) -> Person:
    return make.person("stranger", elsewhere, "agent", name="남모름")


@pytest.fixture
def small_admin(team) -> Person:
    """An administrator of one team only."""
    return make.person("small", team, "it_administrator", name="소관리")
