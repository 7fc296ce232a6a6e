"""After every test that used the database, the folded log equals the measures' own rows."""

import pytest
from django.utils import translation

from gijun.measures import state
from tests import make


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def the_log_tells_what_the_rows_hold(request):
    if "db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("db")
    yield
    assert state.from_log() == state.from_rows()


@pytest.fixture
def operator(centre):
    return make.person("op", centre, "cx_operator", name="오퍼레이터")
