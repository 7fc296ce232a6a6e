"""When a promised day ends, and whether anybody is there then."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from gijun.science import worktime
from gijun.science.worktime import Calendar

MINUTE_MS = 60_000
OFFICE_END_MIN = 18 * 60  # of a centre that never closes, or on a day it does not open
LAST_MIN = 24 * 60 - 1
SOON_MIN = 30  # "one moment"
LEAST_LEFT_MIN = 120  # of today, for "today" to be a fair promise
SEARCHED_DAYS = 400


def local(calendar: Calendar, at: datetime) -> datetime:
    """The time on the centre's clock."""
    return at.astimezone(ZoneInfo(calendar.zone))


def on(calendar: Calendar, day: date, minute: int) -> datetime:
    """A minute of a day on the centre's clock, as an aware time."""
    hour, rest = divmod(minute, 60)
    return datetime(day.year, day.month, day.day, hour, rest, tzinfo=ZoneInfo(calendar.zone))


def closing_min(calendar: Calendar, day: date) -> int:
    """The minute of the day at which the centre closes; 18:00 where it never does, or does not open."""
    hours = calendar.hours_on(day)
    if not hours or hours == ((0, 24 * 60),):
        return OFFICE_END_MIN
    return min(max(to_min for _from_min, to_min in hours), LAST_MIN)


def end_of(calendar: Calendar, day: date, said: datetime) -> datetime:
    """When a promised day ends: as the centre closes, or at midnight where that has passed already."""
    closes = on(calendar, day, closing_min(calendar, day))
    return closes if closes > said else on(calendar, day, LAST_MIN)


def days_after(day: date) -> Iterator[date]:
    """The days after this one, as far as anybody promises anything."""
    return (day + timedelta(days=number) for number in range(1, SEARCHED_DAYS))


def working_day_after(calendar: Calendar, day: date, count: int) -> date:
    """The so manieth day on which the centre opens after this one; the day itself where there are too few."""
    opened = [one for one in days_after(day) if calendar.hours_on(one)]
    return opened[count - 1] if 0 < count <= len(opened) else day


def last_working_day(calendar: Calendar, monday: date) -> date:
    """The last day of a week on which the centre opens; its Friday where it does not open at all."""
    week = [monday + timedelta(days=number) for number in range(7)]
    opened = [day for day in week if calendar.hours_on(day)]
    return opened[-1] if opened and len(opened) < 7 else week[4]


def usual_due(calendar: Calendar, said_at: datetime, *, soon: bool) -> datetime:
    """When something is due of which nobody said when.

    Half a working hour where the customer waits; otherwise before the centre closes, on the next working day
    where less than two working hours are left.
    """
    now_ms = _ms(said_at)
    if soon:
        return _at(worktime.add(calendar, now_ms, SOON_MIN * MINUTE_MS))
    today = local(calendar, said_at).date()
    closes = on(calendar, today, closing_min(calendar, today))
    left_ms = worktime.open_ms_between(calendar, now_ms, _ms(closes))
    if left_ms >= LEAST_LEFT_MIN * MINUTE_MS:
        return closes.astimezone(UTC)
    following = working_day_after(calendar, today, 1)
    return on(calendar, following, closing_min(calendar, following)).astimezone(UTC)


def next_working_time(calendar: Calendar, due_at: datetime) -> datetime | None:
    """When somebody is there next, if nobody is at ``due_at``; none where they are.

    The minute at which the centre closes counts as working time: "until we close" is a fair promise.
    """
    due_ms = _ms(due_at)
    if worktime.is_open(calendar, due_ms) or worktime.is_open(calendar, due_ms - 1):
        return None
    return _at(worktime.next_open(calendar, due_ms))


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000 + 0.5)


def _at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
