"""Fixtures every test may use. Builders live in ``make.py``."""

import os
import tempfile

HOME = tempfile.mkdtemp(prefix="gijun-test-")
os.environ.setdefault("GIJUN_HOME", HOME)
os.environ.setdefault("GIJUN_LOG_LEVEL", "ERROR")

import pytest  # noqa: E402 -- the home folder must be known before settings are read

from gijun.organisation.models import Person, Team  # noqa: E402 -- as above
from tests import make  # noqa: E402 -- as above


@pytest.fixture(autouse=True)
def files_of_their_own(settings, tmp_path):
    """Every test has its own vault, lake and search index."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    settings.HOME = tmp_path
    settings.LAKE = tmp_path / "lake"
    settings.SEARCH_INDEX = tmp_path / "search"


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
