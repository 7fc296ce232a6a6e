import string
from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gijun.events import log, replay
from gijun.events.facts import KNOWN
from gijun.events.models import Event
from tests.events.told import Told
from tests.make import NOON

CODES = st.text(string.ascii_letters + string.digits + "_.:/+-", max_size=16)  # as long as the channel may be
OF_TYPE = {
    int: st.integers(0, 2**53),
    float: st.floats(0, 1e12),
    bool: st.booleans(),
    str: CODES,
    int | None: st.none() | st.integers(0, 2**53),
    float | None: st.none() | st.floats(0, 1e12),
    str | None: st.none() | CODES,
}
OURS = sorted(name for name, kind in KNOWN.items() if kind.__module__.startswith("gijun."))


def facts_of(kind: type) -> st.SearchStrategy:
    """Facts of a kind with any values its types allow; no team, whose day would have to exist."""
    hints = get_type_hints(kind)
    return st.builds(
        kind, **{f.name: st.just(1) if f.name == "team_id" else OF_TYPE[hints[f.name]] for f in fields(kind)}
    )


@pytest.mark.parametrize("name", OURS)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_every_kind_of_fact_comes_back_as_it_was_recorded(db, name, data):
    told = data.draw(facts_of(KNOWN[name]))

    with log.writing():
        position = log.record(told, at=NOON).position

    assert replay.as_fact(Event.objects.get(pk=position)) == told


def test_facts_come_back_in_order_and_kinds_nobody_knows_are_passed_over(db):
    with log.writing():
        for number in (1, 2):
            log.record(Told(number), at=NOON)
        Event.objects.create(
            name="gone.thing_happened",
            version=1,
            happened_at_ms=0,
            recorded_at_ms=0,
            business_day=NOON.date(),
            slot=0,
        )
        log.record(Told(3), at=NOON)

    told = [fact for _, fact in replay.facts(Event.objects.after(0))]

    assert told == [Told(1), Told(2), Told(3)]


def test_a_fact_written_before_a_field_was_added_comes_back_with_its_default(db):
    Event.objects.create(
        name="tests.told",
        version=1,
        happened_at_ms=0,
        recorded_at_ms=0,
        business_day=NOON.date(),
        slot=0,
        data={"number": 4},
    )

    assert replay.as_fact(Event.objects.get()) == Told(4)
