"""When a business day begins, and which half-hour of it a moment falls in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gijun.science.worktime import SLOT_MS, BusinessDay, WorktimeError

ZONES = [
    "Asia/Seoul",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",  # the clock moves by half an hour
    "Africa/Cairo",  # jumps at midnight
    "America/Sao_Paulo",  # had days that began at 01:00
    "Asia/Kathmandu",
    "Pacific/Apia",  # had no 30 December 2011
]
MOMENTS = st.integers(0, 2_145_916_800_000)  # 1970 to 2037


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("zone", "starts_at_min", "at", "expected"),
    [
        # Both read 01:30 on the wall: before and after the clock was set back.
        ("America/New_York", 0, "2025-11-02T05:30", (date(2025, 11, 2), 3)),
        ("America/New_York", 0, "2025-11-02T06:30", (date(2025, 11, 2), 5)),
        ("America/New_York", 0, "2025-11-03T04:59:59.999", (date(2025, 11, 2), 49)),
        ("America/New_York", 0, "2025-03-10T03:59:59.999", (date(2025, 3, 9), 45)),
        ("Asia/Seoul", 0, "2025-11-02T15:00", (date(2025, 11, 3), 0)),
        ("Asia/Seoul", 0, "2025-11-02T14:59:59.999", (date(2025, 11, 2), 47)),
        # A night shift belongs to the day on which it began.
        ("Asia/Seoul", 360, "2025-11-02T20:59:59.999", (date(2025, 11, 2), 47)),
        ("Asia/Seoul", 360, "2025-11-02T21:00", (date(2025, 11, 3), 0)),
        ("America/New_York", 360, "2025-11-02T06:30", (date(2025, 11, 1), 41)),
        # Midnight did not exist: the day began when the clock jumped to 01:00.
        ("America/Sao_Paulo", 0, "2018-11-04T02:59:59.999", (date(2018, 11, 3), 47)),
        ("America/Sao_Paulo", 0, "2018-11-04T03:00", (date(2018, 11, 4), 0)),
        # The day begins at the first 01:30; the second one is still the same day.
        ("America/New_York", 90, "2025-11-02T05:30", (date(2025, 11, 2), 0)),
        ("America/New_York", 90, "2025-11-02T06:00", (date(2025, 11, 2), 1)),
        ("Asia/Seoul", 0, "1969-12-31T14:59", (date(1969, 12, 31), 47)),
    ],
)
def test_a_moment_has_one_business_day_and_slot(zone, starts_at_min, at, expected):
    assert BusinessDay(zone, starts_at_min).of(ms(at)) == expected


@pytest.mark.parametrize(
    ("zone", "day", "slots"),
    [
        ("America/New_York", date(2025, 11, 2), 50),
        ("America/New_York", date(2025, 3, 9), 46),
        ("America/New_York", date(2025, 6, 1), 48),
        ("Asia/Seoul", date(2025, 11, 2), 48),
        ("Australia/Lord_Howe", date(2025, 4, 6), 49),
        ("Australia/Lord_Howe", date(2025, 10, 5), 47),
        ("Pacific/Apia", date(2011, 12, 30), 0),
    ],
)
def test_days_have_as_many_slots_as_half_hours_pass(zone, day, slots):
    assert BusinessDay(zone, 0).slots(day) == slots


def test_bounds_are_the_first_moments_of_two_days_in_a_row():
    assert BusinessDay("Asia/Seoul", 360).bounds(date(2025, 11, 3)) == (
        ms("2025-11-02T21:00"),
        ms("2025-11-03T21:00"),
    )


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 1439), MOMENTS)
@example("America/Sao_Paulo", 30, ms("2018-11-04T03:00"))
@example("America/New_York", 150, ms("2025-03-09T07:00"))
@example("America/New_York", 90, ms("2025-11-02T06:10"))
@example("Pacific/Apia", 0, ms("2011-12-30T10:00"))
def test_every_moment_lies_within_the_day_it_is_booked_under(zone, starts_at_min, at):
    rule = BusinessDay(zone, starts_at_min)
    day, slot = rule.of(at)
    start, end = rule.bounds(day)
    assert start <= at < end
    assert start + slot * SLOT_MS <= at < start + (slot + 1) * SLOT_MS
    assert slot < rule.slots(day)


@settings(deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 1439), st.dates(date(1970, 1, 2), date(2037, 12, 30)))
def test_business_days_follow_each_other_without_gap_or_overlap(zone, starts_at_min, day):
    rule = BusinessDay(zone, starts_at_min)
    assert rule.bounds(day)[1] == rule.bounds(day + timedelta(days=1))[0]


@pytest.mark.parametrize("make", [lambda: BusinessDay("Asia/Nowhere", 0), lambda: BusinessDay("../etc", 0)])
def test_an_unknown_zone_is_refused(make):
    with pytest.raises(WorktimeError, match="no time zone"):
        make()


@pytest.mark.parametrize("starts_at_min", [-1, 1440])
def test_a_day_begins_within_a_day(starts_at_min):
    with pytest.raises(WorktimeError, match="cannot begin"):
        BusinessDay("Asia/Seoul", starts_at_min)


@pytest.mark.parametrize("at", [2**63 - 1, -(2**63), 253_402_300_799_999, -62_135_596_800_000])
def test_times_outside_the_calendar_are_refused_in_words(at):
    with pytest.raises(WorktimeError, match="years 1 to 9999"):
        BusinessDay("Asia/Seoul", 0).of(at)
