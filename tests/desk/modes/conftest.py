"""After every test that used the database, the folded log equals the rows of modes and broadcasts."""

import pytest
from django.utils import translation

from gijun.desk.queries.state import from_log
from gijun.desk.queries.state.modes import from_rows


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
    assert from_log().modes == from_rows()
