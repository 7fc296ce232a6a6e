"""Fixtures every test may use. Builders live in ``make.py``."""

import os
import tempfile

HOME = tempfile.mkdtemp(prefix="gijun-test-")
os.environ.setdefault("GIJUN_HOME", HOME)
os.environ.setdefault("GIJUN_LOG_LEVEL", "ERROR")

import pytest  # noqa: E402 -- the home folder must be known before settings are read
from django.test.utils import setup_databases, teardown_databases  # noqa: E402 -- as above

from gijun.organisation.models import Person, Team  # noqa: E402 -- as above
from tests import make  # noqa: E402 -- as above
from tests.browser import chromium  # noqa: E402, F401 -- a fixture of every test; as above
from tests.committed import own_database  # noqa: E402 -- as above


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Every test has its own vault and lake."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    settings.HOME = tmp_path
    settings.LAKE = tmp_path / "lake"
    settings.SEARCH = tmp_path / "search"
    settings.STATIC_ROOT = tmp_path  # pages' files come from the sources, whatever a start has collected


@pytest.fixture
def centre(db) -> Team:
    return make.centre()


@pytest.fixture
def team(centre) -> Team:
    return make.team(centre)


@pytest.fixture
def jisu(team) -> Person:
    """An agent of the team."""
    return make.person("jisu", team, "agent", name="한지수")


@pytest.fixture
def lead(team) -> Person:
    return make.person("lead", team, "team_lead", name="오실장")


@pytest.fixture
def manager(centre) -> Person:
    return make.person("manager", centre, "operations_manager", name="박매니저")


@pytest.fixture
def admin(centre) -> Person:
    return make.person("admin", centre, "it_administrator", name="최아이티")


@pytest.fixture(scope="session")
def database_to_copy(request, django_db_setup, django_db_blocker):
    """The test database, also where no test of this run asks pytest-django for it."""
    if any(asks_pytest_django(item) for item in request.session.items):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=set())
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture
def committed_db(request, database_to_copy, django_db_blocker, tmp_path):
    """A database of the test's own that commits for real, for threads and processes; gives its address."""
    if "db" in request.fixturenames:
        pytest.fail("committed_db replaces db; a fixture of this test still asks for the other one.")
    with django_db_blocker.unblock(), own_database(tmp_path) as address:
        yield address


def asks_pytest_django(item: pytest.Item) -> bool:
    """Does the test use the database the usual way?"""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool({"db", "transactional_db", "live_server"} & fixtures or item.get_closest_marker("django_db"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what uses the database, so that it can run on each kind of it (``-m database``)."""
    for item in items:
        if asks_pytest_django(item) or "committed_db" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
