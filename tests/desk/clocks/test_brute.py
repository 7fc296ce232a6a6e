"""Clocks agree with somebody who counts minute by minute on a wall clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.desk.terms.clocks import ClockHours, Metric
from gijun.organisation.rules.holidays import days_off
from gijun.science.worktime import Calendar, Window
from tests.desk.clocks.told import Story, targets

RESOLUTION = Metric.RESOLUTION
PAUSED = "waiting_customer"
MINUTE = 60_000
MINUTES = 9 * 1440  # looked at
# Next to jumps of the clock in both directions, and to Korean holidays.
PLACES = (
    ("Europe/London", datetime(2026, 3, 27, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 10, 23, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 6, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 10, 30, tzinfo=UTC)),
    ("Asia/Seoul", datetime(2026, 2, 12, tzinfo=UTC)),
    ("Asia/Seoul", datetime(2026, 9, 22, tzinfo=UTC)),
)


@st.composite
def calendars(draw, zone):
    """Up to three windows a day, on some days; Korean holidays closed, one day with hours of its own."""
    windows = []
    for weekday in range(7):
        edges = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
        windows += [Window(weekday, *pair) for pair in zip(edges[::2], edges[1::2], strict=False)]
    if not windows:
        windows = [Window(0, 540, 1080), Window(3, 0, 1440)]
    closed = dict.fromkeys(days_off(2026), ()) if zone == "Asia/Seoul" or draw(st.booleans()) else {}
    own = draw(st.sampled_from([date(2026, 2, 14), date(2026, 3, 29), date(2026, 11, 1), date(2026, 9, 24)]))
    return Calendar(zone, tuple(windows), {**closed, own: ((60, 200), (600, 700))})


@st.composite
def lives(draw):
    """A calendar, when a ticket opened, when it paused and went on, and its target in minutes."""
    zone, around = draw(st.sampled_from(PLACES))
    calendar = draw(calendars(zone))
    start = int(around.timestamp()) // 60 + draw(st.integers(0, 2 * 1440))
    turns = sorted(draw(st.sets(st.integers(1, 5 * 1440), max_size=6)))
    always = draw(st.booleans())
    target = draw(st.integers(1, 3000))
    permille = draw(st.sampled_from([500, 1000, 2000]))
    return calendar, start, turns, always, target, permille


def open_minute(calendar, minute):
    """Is the centre open in this minute since 1970 UTC, by what the wall shows?"""
    wall = datetime.fromtimestamp(minute * 60, ZoneInfo(calendar.zone))
    at = wall.hour * 60 + wall.minute
    return any(from_min <= at < to_min for from_min, to_min in calendar.hours_on(wall.date()))


def counted(calendar, start, turns, *, always):
    """For each minute looked at: does the clock count in it?"""
    paused = False
    for minute in range(start, start + MINUTES):
        if minute - start in turns:
            paused = not paused
        yield not paused and (always or open_minute(calendar, minute))


def told(start, turns, permille):
    story = Story()
    story.opened(start * MINUTE, permille=permille)
    for number, turn in enumerate(turns):
        story.parked((start + turn) * MINUTE, "open" if number % 2 else PAUSED)
    return story


@settings(max_examples=120, deadline=None)
@given(lives())
def test_a_clock_agrees_with_counting_minutes(life):
    calendar, start, turns, always, target, permille = life
    hours = ClockHours.ALWAYS if always else ClockHours.WORKING
    policy = targets(resolution=target, hours=hours, pauses={RESOLUTION: frozenset({PAUSED})})
    clock = told(start, turns, permille).clock(RESOLUTION, policy, calendar)

    used, due = 0, None
    target_ms = max(target * MINUTE * permille // 1000, MINUTE)
    for number, counts in enumerate(counted(calendar, start, set(turns), always=always)):
        used += counts
        if due is None and used * MINUTE >= target_ms:
            over = used * MINUTE - target_ms  # half a minute, where the share halves an odd target
            due = (start + number + 1) * MINUTE - over
    end = (start + MINUTES) * MINUTE

    assert clock.used_ms(end) == used * MINUTE
    assert (clock.due_ms if clock.due_ms is not None and clock.due_ms <= end else None) == due


@settings(max_examples=60, deadline=None)
@given(lives(), st.integers(0, 4 * 1440))
def test_working_time_used_up_to_the_due_time_is_the_target(life, solved):
    calendar, start, turns, always, target, permille = life
    hours = ClockHours.ALWAYS if always else ClockHours.WORKING
    policy = targets(resolution=target, hours=hours, pauses={RESOLUTION: frozenset({PAUSED})})
    story = told(start, [turn for turn in turns if turn <= solved], permille)
    story.solved((start + solved) * MINUTE)
    clock = story.clock(RESOLUTION, policy, calendar)

    stopped = (start + solved) * MINUTE
    assert clock.stopped_ms == stopped
    assert clock.met != clock.breached
    if clock.breached:
        assert clock.used_ms(clock.due_ms) == clock.target_ms
        assert clock.due_ms < stopped
    else:
        assert clock.used_ms(stopped) <= clock.target_ms


@settings(max_examples=60, deadline=None)
@given(lives())
def test_a_pause_never_makes_a_clock_due_earlier(life):
    calendar, start, turns, always, target, permille = life
    hours = ClockHours.ALWAYS if always else ClockHours.WORKING
    story = told(start, turns, permille)
    pausing = story.clock(
        RESOLUTION,
        targets(resolution=target, hours=hours, pauses={RESOLUTION: frozenset({PAUSED})}),
        calendar,
    )
    going = story.clock(RESOLUTION, targets(resolution=target, hours=hours), calendar)

    assert pausing.due_ms is None or pausing.due_ms >= going.due_ms
