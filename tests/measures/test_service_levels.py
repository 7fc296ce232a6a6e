"""The published examples of service levels, call by call."""

import pytest

from gijun.events import log
from tests.measures.calls import Call
from tests.measures.told import DAY, Story, measured

VARIANTS = ("abandons_kept", "without_abandons", "all_against")


@pytest.fixture
def phone(team):
    return Story(team.pk, "phone")


def tell(phone, groups):
    """Calls of one contact: how many, how they ended, after how many seconds."""
    phone.begin(1, 1, 0)
    numbers = iter(range(1, 10_000))
    with log.writing():
        for how_many, ending, seconds in groups:
            for number, _nth in zip(numbers, range(how_many), strict=False):
                call = Call(phone, number, 1)
                call.queue(1)
                if ending == "answered":
                    call.answer(1 + seconds / 60, agent=1)
                elif ending == "abandoned":
                    call.abandon(1 + seconds / 60)


def percent(result):
    return round(100 * result.total.value, 1)


def test_a_thousand_answered_and_sixty_abandoned(phone, manager):
    """ICMI QueueTips 2002-08: 860 of 1,000 in 20 s, 20 abandons before and 40 after."""
    tell(phone, [(860, "answered", 20), (140, "answered", 21), (20, "abandoned", 10), (40, "abandoned", 60)])

    found = measured(manager, at_min=DAY)

    assert [percent(found[f"service_level_{name}"]) for name in VARIANTS] == [83.0, 86.0, 81.1]
    assert percent(found["service_level"]) == 82.7  # only abandons after the threshold count: our default


def test_a_hundred_calls_by_the_three_settings_of_a_switch(phone, manager):
    """Cisco ICM manuals: 70 answered in time, 10 abandoned in time, 20 over it."""
    tell(phone, [(70, "answered", 5), (10, "abandoned", 8), (15, "answered", 30), (5, "abandoned", 40)])

    found = measured(manager, at_min=DAY)

    settings = ("ignore", "negative", "positive")
    assert [percent(found[f"service_level_event_{name}"]) for name in settings] == [77.8, 70.0, 80.0]


def test_a_call_that_still_waits_is_over_the_threshold_when_that_passes(phone, manager):
    tell(phone, [(1, "answered", 5), (1, "waiting", 0)])

    before = measured(manager, at_min=1.2)
    then = measured(manager, at_min=1.5)

    assert (before["service_level_event_negative"].total.n, then["service_level_event_negative"].total.n) == (
        1,
        2,
    )
    assert (before["service_level"].total.n, then["service_level"].total.n) == (1, 1)  # not decided yet
    assert then["calls_offered"].total.value == 2


@pytest.mark.parametrize(
    ("limits", "in_time", "short"),
    [
        ({}, (1, 2), 0),
        ({"within_ms": 30_000}, (2, 2), 0),
        ({"within_ms": 10_000, "short_ms": 12_000}, (0, 2), 1),
    ],
)
def test_the_limits_in_force_when_a_call_came_are_its_own(phone, manager, limits, in_time, short):
    for contact, seconds in ((1, 20), (2, 25)):
        call = Call(phone, contact, contact)
        call.come(contact, **limits)
        call.answer(contact + seconds / 60, agent=1)
    left = Call(phone, 3, 3)
    left.come(3, **limits)
    left.abandon(3.2)

    found = measured(manager, at_min=60)

    kept = found["service_level_without_abandons"].total
    assert (kept.numerator, kept.n) == in_time
    assert found["calls_abandoned_short"].total.value == short


def test_the_ring_may_be_quick_though_the_customer_waited_long(phone, manager):
    """A notice of a chat product, January 2026: what it called service level was the ring alone."""
    call = Call(phone, 1, 1)
    call.come(0)
    call.ring(5, agent=1)
    call.answer(5.1, agent=1)

    found = measured(manager, at_min=60)

    assert found["ring_answered_in_time"].total.value == 1
    assert found["service_level"].total.value == 0
    assert found["speed_of_answer"].total.value == 306_000


def test_a_call_that_is_said_to_be_abandoned_and_is_answered_elsewhere_was_answered(phone, manager):
    """Asterisk sends an abandon for a caller whose time in a queue ran out and who went on to the next."""
    call = Call(phone, 1, 1)
    call.come(0)
    call.abandon(0.5)
    call.queue(0.5, leg=2)
    call.answer(0.75, agent=1, leg=2)

    found = measured(manager, at_min=60)

    assert (found["calls_answered"].total.value, found["calls_abandoned"].total.value) == (1, 0)
    assert found["speed_of_answer"].total.value == 45_000
