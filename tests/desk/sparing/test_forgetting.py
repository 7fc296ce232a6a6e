"""Tries of outside systems go once no page looks at them; the log says so, and nothing else changes."""

from datetime import timedelta

import pytest

from gijun.desk.actions.sparing.forgetting import forget_lookups
from gijun.desk.actions.sparing.looking_up import note_lookup
from gijun.desk.models import LookupTry
from gijun.desk.queries import state
from gijun.desk.terms.sparing import LookupOutcome
from gijun.events.models import Event
from gijun.web import tasks
from tests import make
from tests.make import NOON

LATER = NOON + timedelta(days=3)


@pytest.fixture
def tries(team):
    """Five older than a day, one exactly a day old, two within."""
    customer_id = make.ticket(make.account(team)).customer_id
    for hours in (72, 50, 50, 26, 25, 24, 23, 1):
        note_lookup(
            customer_id,
            "orders",
            None,
            LookupOutcome.NOBODY,
            took_ms=hours,
            at=LATER - timedelta(hours=hours),
        )


@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_only_what_the_page_shows_is_kept_whatever_the_batch(tries, batch):
    assert forget_lookups(LATER, batch=batch) == 5

    assert sorted(LookupTry.objects.values_list("took_ms", flat=True)) == [1, 23, 24]
    assert state.from_log() == state.from_rows()
    told = Event.objects.filter(name="desk.lookups_forgotten").values_list("data__rows", flat=True)
    assert sum(told) == 5
    assert len(told) == {1: 4, 2: 2, 3: 2, 100: 1}[batch]  # two of one moment go together


def test_where_nothing_is_old_nothing_is_told(tries):
    forget_lookups(LATER)
    before = Event.objects.count()

    assert forget_lookups(LATER) == 0
    assert Event.objects.count() == before


def test_the_worker_forgets_by_itself(tries):
    assert tasks.forget_old_lookups.call() == 8
    assert not LookupTry.objects.exists()
