"""A ticket to say words on, and sentences in English."""

import pytest
from django.utils import translation

from tests import make


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))
