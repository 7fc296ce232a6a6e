"""Working time: tables of known faults, and properties against a minute-by-minute oracle."""

import pickle
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gijun.science.worktime import (
    Calendar,
    Window,
    WorktimeError,
    add,
    intervals,
    is_open,
    next_open,
    open_ms_between,
    windows_on,
)

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
ZONES = ["Asia/Seoul", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo"]


def at(text: str, zone: str = "Asia/Seoul") -> int:
    """Milliseconds of a wall reading; ``+HH:MM`` in the text wins over the zone."""
    read = datetime.fromisoformat(text)
    return int((read if read.tzinfo else read.replace(tzinfo=ZoneInfo(zone))).timestamp() * 1000)


def week(hours: str, days=range(5)) -> tuple[Window, ...]:
    return tuple(window for day in days for window in windows_on(day, hours))


def around_the_clock(zone: str = "Asia/Seoul") -> Calendar:
    return Calendar(zone, week("00:00–24:00", range(7)))


OFFICE = Calendar("Asia/Seoul", week("09:00–18:00"))
LUNCH = Calendar("Asia/Seoul", week("09:00–12:00") + week("13:00–18:00"))
TEN_TO_SIX = Calendar("Asia/Seoul", week("10:00–18:00"))
SEOLLAL = Calendar("Asia/Seoul", week("09:00–18:00"), {date(2024, 2, 9): (), date(2024, 2, 12): ()})


@pytest.mark.parametrize(
    ("calendar", "start", "target", "due"),
    [
        pytest.param(
            around_the_clock(), "2024-02-08T23:30", HOUR, "2024-02-09T00:30", id="no minute lost at midnight"
        ),
        pytest.param(
            Calendar("Asia/Seoul", week("00:00–23:59", range(7))),
            "2024-02-08T23:30",
            HOUR,
            "2024-02-09T00:30",
            id="23:59 entered for midnight",
        ),
        pytest.param(LUNCH, "2024-02-08T11:50", 20 * MINUTE, "2024-02-08T13:10", id="over lunch"),
        pytest.param(SEOLLAL, "2024-02-08T17:30", HOUR, "2024-02-13T09:30", id="over Lunar New Year"),
        pytest.param(
            OFFICE, "2024-02-08T17:29:30", 45 * MINUTE, "2024-02-09T09:14:30", id="seconds are kept"
        ),
        pytest.param(OFFICE, "2024-02-10T12:00", HOUR, "2024-02-12T10:00", id="begun on Saturday"),
        pytest.param(
            OFFICE, "2024-02-09T17:00", HOUR, "2024-02-09T18:00", id="due at closing, not on Monday"
        ),
        pytest.param(OFFICE, "2024-02-10T12:00", 0, "2024-02-10T12:00", id="nothing to add"),
    ],
)
def test_the_due_time_counts_working_time_only(calendar, start, target, due):
    assert add(calendar, at(start), target) == at(due)


def test_a_saturday_ticket_answered_on_monday_waited_five_working_minutes():
    assert open_ms_between(TEN_TO_SIX, at("2024-02-10T15:00"), at("2024-02-12T10:05")) == 5 * MINUTE


def test_a_reminder_due_on_sunday_waits_for_the_next_opening():
    assert next_open(OFFICE, at("2024-02-11T15:00")) == at("2024-02-12T09:00")


def test_the_next_opening_of_an_open_centre_is_now():
    assert next_open(OFFICE, at("2024-02-12T09:00:00.001")) == at("2024-02-12T09:00:00.001")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("08:59:59.999", False),
        ("09:00", True),
        ("11:59:59.999", True),
        ("12:00", False),
        ("13:00", True),
        ("18:00", False),
    ],
)
def test_opening_counts_and_closing_does_not(moment, expected):
    assert is_open(LUNCH, at(f"2024-02-08T{moment}")) is expected


def test_a_holiday_may_have_hours_of_its_own():
    calendar = Calendar("Asia/Seoul", week("09:00–18:00"), {date(2024, 2, 10): ((600, 660), (720, 780))})
    day = at("2024-02-10T00:00"), at("2024-02-11T00:00")
    assert intervals(calendar, *day) == [
        (at("2024-02-10T10:00"), at("2024-02-10T11:00")),
        (at("2024-02-10T12:00"), at("2024-02-10T13:00")),
    ]


def test_a_night_shift_of_sunday_ends_on_monday_morning():
    nights = Calendar("Asia/Seoul", windows_on(SUN, "22:00-06:00"))
    assert intervals(nights, at("2024-02-11T00:00"), at("2024-02-13T00:00")) == [
        (at("2024-02-11T22:00"), at("2024-02-12T06:00"))
    ]


class TestWhereTheClockJumps:
    """New York: 2025-11-02 has 01:00 to 02:00 twice, 2025-03-09 has no 02:00 to 03:00."""

    nights = Calendar("America/New_York", week("22:00–06:00", range(7)))

    def test_a_night_in_which_the_clock_is_set_back_has_nine_hours(self):
        start, end = at("2025-11-01T22:00-04:00"), at("2025-11-02T06:00-05:00")
        assert open_ms_between(self.nights, start, end) == 9 * HOUR
        assert add(self.nights, start, 9 * HOUR) == end

    def test_a_night_in_which_the_clock_is_set_forward_has_seven_hours(self):
        start, end = at("2025-03-08T22:00-05:00"), at("2025-03-09T06:00-04:00")
        assert open_ms_between(self.nights, start, end) == 7 * HOUR
        assert add(self.nights, start, 7 * HOUR) == end

    def test_hours_that_come_twice_are_open_twice(self):
        calendar = Calendar("America/New_York", (Window(SUN, 60, 90),))
        assert intervals(calendar, at("2025-11-02T00:00+00:00"), at("2025-11-03T00:00+00:00")) == [
            (at("2025-11-02T05:00+00:00"), at("2025-11-02T05:30+00:00")),
            (at("2025-11-02T06:00+00:00"), at("2025-11-02T06:30+00:00")),
        ]

    def test_hours_that_are_skipped_are_not_open(self):
        calendar = Calendar("America/New_York", (Window(SUN, 120, 180),))
        day = at("2025-03-09T00:00-05:00"), at("2025-03-10T00:00-04:00")
        assert intervals(calendar, *day) == []

    def test_an_opening_that_is_skipped_moves_to_the_jump(self):
        calendar = Calendar("America/New_York", (Window(SUN, 150, 240),))
        assert next_open(calendar, at("2025-03-09T00:00-05:00")) == at("2025-03-09T03:00-04:00")

    def test_a_day_that_never_was_has_no_hours(self):
        calendar = around_the_clock("Pacific/Apia")
        start, end = at("2011-12-29T00:00", "Pacific/Apia"), at("2012-01-01T00:00", "Pacific/Apia")
        assert open_ms_between(calendar, start, end) == 2 * DAY


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("22:00–06:00", (Window(SUN, 1320, 1440), Window(MON, 0, 360))),
        ("09:00~18:00", (Window(SUN, 540, 1080),)),
        (" 9:00 - 18:30 ", (Window(SUN, 540, 1110),)),
        ("18:00-00:00", (Window(SUN, 1080, 1440),)),
        ("18:00-24:00", (Window(SUN, 1080, 1440),)),
        ("00:00–23:59", (Window(SUN, 0, 1440),)),
    ],
)
def test_hours_are_read_from_text(hours, expected):
    assert windows_on(SUN, hours) == expected


@pytest.mark.parametrize(
    "hours",
    ["", "9-18", "09:00", "09:60–10:00", "09:00–24:01", "25:00–26:00", "09:00–09:00", "24:00–06:00"],
)
def test_hours_that_are_no_hours_are_refused(hours):
    with pytest.raises(WorktimeError):
        windows_on(MON, hours)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Calendar("Asia/Seoul", ()), "no working time"),
        (lambda: Calendar("Asia/Seoul", (), {date(2024, 2, 10): ((540, 1080),)}), "no working time"),
        (lambda: Calendar("Asia/Soul", week("09:00–18:00")), "no time zone"),
        (
            lambda: Calendar("Asia/Seoul", (Window(MON, 540, 720), Window(MON, 719, 800))),
            "Hours overlap: 09:00–12:00",
        ),
        (
            lambda: Calendar("Asia/Seoul", (*week("22:00–06:00", range(7)), Window(TUE, 300, 400))),
            "Hours overlap",
        ),
        (
            lambda: Calendar("Asia/Seoul", week("09:00–18:00"), {date(2024, 2, 9): ((0, 60), (30, 90))}),
            "Hours overlap",
        ),
        (
            lambda: Calendar("Asia/Seoul", week("09:00–18:00"), {date(2024, 2, 9): ((0, 1441),)}),
            "within one day",
        ),
        (lambda: Window(MON, -1, 60), "within one day"),
        (lambda: Window(MON, 600, 600), "within one day"),
        (lambda: Window(MON, 660, 600), "within one day"),
        (lambda: Window(7, 0, 60), "no weekday 7"),
    ],
)
def test_hours_that_contradict_themselves_are_refused(make, message):
    with pytest.raises(WorktimeError, match=message):
        make()


def test_windows_may_touch():
    touching = Calendar("Asia/Seoul", (Window(MON, 540, 720), Window(MON, 720, 1080)))
    monday = at("2024-02-12T00:00"), at("2024-02-13T00:00")
    assert intervals(touching, *monday) == [(at("2024-02-12T09:00"), at("2024-02-12T18:00"))]


class TestASearchThatFindsNothing:
    shut = Calendar(
        "Asia/Seoul",
        (Window(MON, 540, 541),),
        {date(2024, 1, 1) + timedelta(days=day): () for day in range(4_000)},
    )

    def test_adding_time_ends_with_a_reason(self):
        with pytest.raises(WorktimeError, match="within 3660 days"):
            add(self.shut, at("2024-01-01T00:00"), 1)

    def test_looking_for_the_next_opening_ends_with_a_reason(self):
        with pytest.raises(WorktimeError, match="does not open again"):
            next_open(self.shut, at("2024-01-01T00:00"))

    def test_negative_time_is_refused(self):
        with pytest.raises(WorktimeError, match="negative"):
            add(OFFICE, 0, -1)


def test_a_span_that_ends_before_it_begins_holds_no_working_time():
    assert open_ms_between(around_the_clock(), 10, 5) == 0


def test_calendars_are_equal_by_what_they_say():
    one = Calendar("Asia/Seoul", (Window(MON, 0, 60), Window(TUE, 0, 60)), {date(2024, 1, 1): ()}, version=2)
    same = Calendar("Asia/Seoul", (Window(TUE, 0, 60), Window(MON, 0, 60)), {date(2024, 1, 1): ()}, version=2)
    assert (one, hash(one)) == (same, hash(same))
    assert one != Calendar("Asia/Seoul", one.windows, one.exceptions, version=3)
    assert one != Calendar("Asia/Seoul", one.windows, {date(2024, 1, 2): ()}, version=2)


def test_a_calendar_can_be_sent_to_a_worker():
    assert pickle.loads(pickle.dumps(SEOLLAL)) == SEOLLAL  # noqa: S301 -- our own bytes


def test_exceptions_cannot_be_changed_afterwards():
    given_dates = {date(2024, 2, 9): ()}
    calendar = Calendar("Asia/Seoul", week("09:00–18:00"), given_dates)
    given_dates[date(2024, 2, 8)] = ()
    assert dict(calendar.exceptions) == {date(2024, 2, 9): ()}
    with pytest.raises(TypeError):
        calendar.exceptions[date(2024, 2, 8)] = ()


# Properties. A day's hours are drawn as cut points, so that they never overlap.

HOURS = st.lists(st.integers(0, 1440), min_size=0, max_size=6, unique=True).map(
    lambda cuts: tuple(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)
JUMPS = [
    at("2025-11-02T05:30+00:00"),
    at("2025-03-09T07:00+00:00"),
    at("2025-04-05T15:00+00:00"),
    at("2018-11-04T03:00+00:00"),
]
NEAR_JUMPS = st.builds(lambda jump, by: jump + by, st.sampled_from(JUMPS), st.integers(-3 * DAY, 3 * DAY))
MOMENTS = NEAR_JUMPS | st.integers(at("2015-01-01T00:00"), at("2030-01-01T00:00"))


@st.composite
def calendars(draw) -> Calendar:
    windows = tuple(Window(day, *hours) for day in range(7) for hours in draw(HOURS))
    assume(windows)
    days = [datetime.fromtimestamp(draw(MOMENTS) / 1000, UTC).date() for _ in range(draw(st.integers(0, 3)))]
    return Calendar(draw(st.sampled_from(ZONES)), windows, {day: draw(HOURS) for day in days})


def open_by_the_wall_clock(calendar: Calendar, minute_ms: int) -> bool:
    """The oracle: read the wall clock and look the reading up."""
    wall = datetime.fromtimestamp(minute_ms / 1000, ZoneInfo(calendar.zone))
    minute = wall.hour * 60 + wall.minute
    hours = calendar.exceptions.get(
        wall.date(), [(w.from_min, w.to_min) for w in calendar.windows if w.weekday == wall.weekday()]
    )
    return any(from_min <= minute < to_min for from_min, to_min in hours)


@settings(max_examples=60, deadline=None)
@given(calendars(), MOMENTS, st.integers(1, 2 * 1440))
def test_working_time_equals_counting_open_minutes_one_by_one(calendar, start, minutes):
    start -= start % MINUTE
    every_minute = range(start, start + minutes * MINUTE, MINUTE)
    counted = [minute for minute in every_minute if open_by_the_wall_clock(calendar, minute)]
    end = start + minutes * MINUTE
    assert open_ms_between(calendar, start, end) == len(counted) * MINUTE
    assert [minute for minute in every_minute if is_open(calendar, minute)] == counted
    assert sum(closes - opens for opens, closes in intervals(calendar, start, end)) == len(counted) * MINUTE
    if counted:
        assert next_open(calendar, start) == counted[0]
        assert add(calendar, start, len(counted) * MINUTE) == counted[-1] + MINUTE


@settings(deadline=None)
@given(calendars(), MOMENTS, st.integers(0, 30 * DAY))
def test_adding_time_and_measuring_it_agree(calendar, start, working_ms):
    try:
        due = add(calendar, start, working_ms)
    except WorktimeError:
        assume(False)
    assert due >= start
    assert open_ms_between(calendar, start, due) == working_ms
    if working_ms:
        assert open_ms_between(calendar, start, due - 1) == working_ms - 1


@settings(deadline=None)
@given(calendars(), MOMENTS, st.integers(0, 200 * DAY), st.integers(0, 200 * DAY))
def test_working_time_adds_up(calendar, start, first, second):
    middle, end = start + first, start + first + second
    whole = open_ms_between(calendar, start, end)
    assert whole == open_ms_between(calendar, start, middle) + open_ms_between(calendar, middle, end)
    assert 0 <= open_ms_between(calendar, start, middle) <= whole <= end - start


@settings(deadline=None)
@given(calendars(), MOMENTS, st.integers(0, 10 * DAY), st.integers(0, 10 * DAY), st.integers(0, DAY))
def test_more_work_and_a_later_start_are_never_due_earlier(calendar, start, less, more_by, later_by):
    try:
        latest = add(calendar, start + later_by, less + more_by)
    except WorktimeError:
        assume(False)
    assert add(calendar, start, less) <= add(calendar, start, less + more_by) <= latest


@settings(deadline=None)
@given(st.sampled_from(ZONES), MOMENTS, st.integers(0, 400 * DAY))
@example("America/New_York", at("2025-11-02T05:30+00:00"), HOUR)
def test_around_the_clock_working_time_is_elapsed_time(zone, start, elapsed):
    calendar = around_the_clock(zone)
    assert open_ms_between(calendar, start, start + elapsed) == elapsed
    assert add(calendar, start, elapsed) == start + elapsed
    assert intervals(calendar, start, start + elapsed) == ([(start, start + elapsed)] if elapsed else [])
