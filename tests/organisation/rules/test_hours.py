"""Working hours as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.organisation.rules.hours import HoursError, read_date, read_week, written, written_week
from gijun.organisation.terms import HoursFault
from gijun.science.worktime import Window

OFF = [""] * 7


def week(**lines: str) -> list[str]:
    """Seven lines; ``mon="09:00–18:00"``."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return [lines.get(name, "") for name in names]


@pytest.mark.parametrize(
    ("line", "windows"),
    [
        ("09:00–18:00", [(540, 1080)]),
        ("9:00-18:00", [(540, 1080)]),
        (" 09:00 ~ 12:00 , 13:00 ~ 18:00 ", [(540, 720), (780, 1080)]),
        ("13:00–18:00, 09:00–12:00", [(540, 720), (780, 1080)]),
        ("00:00–24:00", [(0, 1440)]),
        ("00:00–00:00", [(0, 1440)]),
        ("18:00–24:00", [(1080, 1440)]),
        ("18:00–00:00", [(1080, 1440)]),
        ("00:00–23:59", [(0, 1440)]),  # what a clock without 24:00 means
        ("09:00–12:00, 12:00–18:00", [(540, 720), (720, 1080)]),  # they touch, they do not overlap
    ],
)
def test_a_line_of_hours(line, windows):
    assert read_week(week(mon=line)) == tuple(Window(0, *one) for one in windows)


def test_hours_past_midnight_go_on_the_next_day():
    assert read_week(week(mon="22:00–06:00")) == (Window(0, 1320, 1440), Window(1, 0, 360))
    assert read_week(week(sun="22:00–06:00")) == (Window(0, 0, 360), Window(6, 1320, 1440))


@pytest.mark.parametrize("line", ["", "  ", "-", "–", "휴무", "Closed"])
def test_a_day_off(line):
    assert read_week(week(mon=line, tue="09:00–10:00")) == (Window(1, 540, 600),)


@pytest.mark.parametrize(
    ("lines", "fault", "hours", "weekday"),
    [
        (week(mon="9-18"), HoursFault.NOT_HOURS, "9-18", 0),
        (week(wed="09:00–18:00, lunch"), HoursFault.NOT_HOURS, "lunch", 2),
        (week(fri="25:00–26:00"), HoursFault.NOT_HOURS, "25:00–26:00", 4),
        (week(fri="09:60–10:00"), HoursFault.NOT_HOURS, "09:60–10:00", 4),
        (week(fri="09:00–09:00"), HoursFault.NOT_HOURS, "09:00–09:00", 4),
        (week(mon="09:00–13:00, 12:00–18:00"), HoursFault.OVERLAP, "09:00–13:00, 12:00–18:00", 0),
        (week(mon="22:00–06:00", tue="05:00–09:00"), HoursFault.OVERLAP, "00:00–06:00, 05:00–09:00", 1),
        (week(mon="09:00–10:00, 09:00–10:00"), HoursFault.OVERLAP, "09:00–10:00, 09:00–10:00", 0),
        (OFF, HoursFault.EMPTY_WEEK, "", None),
    ],
)
def test_what_cannot_be_worked_by(lines, fault, hours, weekday):
    with pytest.raises(HoursError) as refused:
        read_week(lines)

    assert (refused.value.fault, refused.value.hours, refused.value.weekday) == (fault, hours, weekday)


@pytest.mark.parametrize(
    ("line", "hours"),
    [("", ()), ("10:00–15:00", ((600, 900),)), ("18:00–24:00, 00:00–01:00", ((0, 60), (1080, 1440)))],
)
def test_hours_of_one_date(line, hours):
    assert read_date(line) == hours


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("22:00–06:00", HoursFault.PAST_MIDNIGHT),
        ("10:00–12:00, 11:00–13:00", HoursFault.OVERLAP),
        ("noon", HoursFault.NOT_HOURS),
    ],
)
def test_what_one_date_cannot_have(line, fault):
    with pytest.raises(HoursError) as refused:
        read_date(line)

    assert refused.value.fault == fault


def spans_of(cuts: set[int]) -> list[tuple[int, int]]:
    ordered = sorted(cuts)
    return list(zip(ordered[::2], ordered[1::2], strict=False))


days = st.sets(st.integers(0, 1440).filter(lambda minute: minute != 1439), max_size=6).map(spans_of)


@settings(deadline=None)
@given(st.lists(days, min_size=7, max_size=7).filter(any))
def test_what_is_written_is_read_back(spans):
    windows = tuple(Window(weekday, *span) for weekday, day in enumerate(spans) for span in day)

    assert read_week(written_week(windows)) == windows


@settings(deadline=None)
@given(days)
def test_a_date_is_read_back(spans):
    assert read_date(written(spans)) == tuple(spans)
