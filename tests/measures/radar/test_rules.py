"""Spikes, new reasons, silent ones: by table, and on days that hold nothing but chance."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.measures.radar import rules
from gijun.measures.radar.rules import Change

DAY = timedelta(days=1)
MONDAY = date(2026, 11, 23)
BEFORE = [MONDAY - n * DAY for n in range(56, 0, -1)]
WEEK = [MONDAY + n * DAY for n in range(7)]
REFUND, DELIVERY = 1, 2
ORDINARY = rules.likeness((), ())


def found(counts, *, before=BEFORE, days=WEEK, class_of=ORDINARY):
    usual = rules.baseline(counts, before, class_of)
    return rules.spikes(counts, days, usual, class_of, {reason for _day, _hour, reason in counts})


def every_week(hour, count, reason=REFUND):
    """The same contacts at an hour of every weekday before."""
    return {(day, hour, reason): count for day in BEFORE}


def test_far_more_than_the_same_hour_of_the_week_is_a_spike():
    counts = every_week(10, 2) | {(MONDAY, 10, REFUND): 20}

    (spike,) = found(counts).found

    assert (spike.day, spike.first_hour, spike.last_hour, spike.reason_id) == (MONDAY, 10, 10, REFUND)
    assert (spike.count, spike.usual, spike.on_air) == (20, 2.0, False)
    assert spike.p_value < 1e-10


def test_hours_in_a_row_are_one_spike():
    counts = every_week(10, 1) | every_week(11, 1) | {
        (MONDAY, 10, REFUND): 15, (MONDAY, 11, REFUND): 12, (MONDAY, 14, REFUND): 12,
    }  # fmt: skip

    spikes = found(counts).found

    assert [(one.first_hour, one.last_hour, one.count) for one in spikes] == [(14, 14, 12), (10, 11, 27)]


def test_what_is_usual_for_the_hour_is_none():
    assert found(every_week(10, 20) | {(MONDAY, 10, REFUND): 20}).found == []


def test_few_contacts_are_no_spike_however_rare():
    counts = every_week(10, 2) | {(MONDAY, 3, REFUND): rules.LEAST - 1}

    assert found(counts).found == []


def test_a_reason_that_always_varies_much_needs_more_to_surprise():
    steady = every_week(10, 4)
    wild = {(day, 10, REFUND): 12 if at % 21 < 7 else 0 for at, day in enumerate(BEFORE)}
    today = {(MONDAY, 10, REFUND): 17}

    assert found(steady | today).found
    assert not found(wild | today).found


def test_hours_on_air_are_compared_only_among_themselves():
    shows = [(day, 20) for day in [*BEFORE, *WEEK] if day.weekday() == 1]
    on_air = rules.likeness((), shows)
    counts = {(day, 20, REFUND): 15 for day, _hour in shows} | every_week(10, 1)

    assert found(counts, class_of=on_air).found == []
    assert found(counts | {(WEEK[1], 20, REFUND): 60}, class_of=on_air).found[0].on_air
    assert found(counts | {(WEEK[2], 20, REFUND): 15}, class_of=on_air).found[0].on_air is False


def test_holidays_are_compared_with_sundays():
    holiday = MONDAY + 3 * DAY
    quiet_sundays = {(day, 10, REFUND): 20 for day in BEFORE if day.weekday() < 6}
    today = {(holiday, 10, REFUND): 18}

    assert not found(quiet_sundays | today).found
    assert found(quiet_sundays | today, class_of=rules.likeness([holiday], ())).found


def test_hours_without_like_ones_are_not_judged_and_told():
    counts = {(MONDAY, 10, REFUND): 50}

    result = found(counts, before=[])

    assert (result.found, result.judged, result.unjudged) == ([], 0, 1)


def test_pure_chance_is_rarely_called_a_spike():
    """Forty weeks of Poisson arrivals with daily and weekly shape: at most a few in a hundred alarm."""
    random = Random(20261130)
    alarms = 0
    for _ in range(40):
        counts = {
            (day, hour, reason): arrived
            for day in [*BEFORE, *WEEK]
            for hour in range(9, 19)
            for reason in (REFUND, DELIVERY)
            if (arrived := sum(random.random() < 0.3 for _ in range(10)))
        }
        alarms += bool(found(counts).found)

    assert alarms <= 4


def test_a_reason_that_never_came_is_new():
    recent, before = {REFUND: 40, DELIVERY: 3, 3: 2}, {REFUND: 300}

    assert rules.new_reasons(recent, before, 56) == [Change(DELIVERY, 3, 0.0)]
    assert rules.new_reasons(recent, before, rules.LEAST_DAYS - 1) == []


def test_a_reason_that_stopped_is_silent():
    before = {REFUND: 560, DELIVERY: 80, 3: 2}

    assert rules.silent_reasons({REFUND: 70}, before, 56, 7, {}) == [Change(DELIVERY, 0, 10.0)]
    assert rules.silent_reasons({REFUND: 70}, before, rules.LEAST_DAYS - 1, 7, {}) == []


def test_a_reason_that_comes_in_lumps_may_pause():
    assert rules.silent_reasons({}, {DELIVERY: 40}, 56, 7, {DELIVERY: 30.0}) == []


@given(
    st.dictionaries(
        st.tuples(st.sampled_from([*BEFORE, *WEEK]), st.integers(0, 23), st.sampled_from([REFUND, DELIVERY])),
        st.integers(1, 60),
        max_size=60,
    )
)
def test_every_spike_stands_in_the_counts(counts):
    for spike in found(counts).found:
        hours = range(spike.first_hour, spike.last_hour + 1)
        assert spike.count == sum(counts[spike.day, hour, spike.reason_id] for hour in hours)
        assert spike.count > spike.usual
        assert 0 <= spike.p_value <= rules.FALSE_RATE


@pytest.mark.parametrize("hour", [0, 23])
def test_the_ends_of_a_day_are_hours_like_others(hour):
    assert found(every_week(hour, 1) | {(MONDAY, hour, REFUND): 25}).found[0].first_hour == hour
