"""Which days a report covers, what they are compared with, when it is due, and whether a change is one."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import hypot

from gijun.measures.reporting.terms import LONGEST_DELAY_DAYS, Rhythm
from gijun.measures.rules.uncertainty import wilson
from gijun.science.worktime.zones import first_instant, zone_named

ONE_DAY = timedelta(days=1)
WEEK = timedelta(days=7)
WEEKS_BACK = 4


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Business days from first to last."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range(self.length)]


def span_of(rhythm: Rhythm, day: date) -> Span:
    """The day, the week from Monday, or the month that ``day`` lies in."""
    match rhythm:
        case Rhythm.DAILY:
            return Span(day, day)
        case Rhythm.WEEKLY:
            monday = day - timedelta(days=day.weekday())
            return Span(monday, monday + timedelta(days=6))
    last = calendar.monthrange(day.year, day.month)[1]
    return Span(day.replace(day=1), day.replace(day=last))


def before(rhythm: Rhythm, span: Span) -> Span:
    """The period right before."""
    return span_of(rhythm, span.first - ONE_DAY)


def after(rhythm: Rhythm, span: Span) -> Span:
    """The period right after."""
    return span_of(rhythm, span.last + ONE_DAY)


def latest(rhythm: Rhythm, today: date) -> Span:
    """The last period that is over."""
    return before(rhythm, span_of(rhythm, today))


def usual(rhythm: Rhythm, span: Span) -> list[Span]:
    """What the period is usually like: the same weekdays of four weeks. Months have none: they differ."""
    if rhythm == Rhythm.MONTHLY:
        return []
    return [Span(span.first - n * WEEK, span.last - n * WEEK) for n in range(WEEKS_BACK, 0, -1)]


@dataclass(frozen=True, slots=True)
class Timing:
    """When a report is sent: a minute of the day in the centre's zone.

    ``weekday``: of a weekly report, Monday is 0. ``month_day``: of a monthly one. ``on_working_days``: what
    falls due on a day off is sent on the next working day.
    """

    at_min: int
    weekday: int = 0
    month_day: int = 1
    on_working_days: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A period, and when it has to be sent."""

    at: datetime
    span: Span


def due(
    rhythm: Rhythm,
    timing: Timing,
    *,
    zone: str,
    since: datetime,
    until: datetime,
    is_working: Callable[[date], bool],
) -> list[Due]:
    """Every period that has to be sent after ``since`` and up to ``until``, the first one first.

    What is older than a month is left out.
    """
    place = zone_named(zone)
    today = until.astimezone(place).date()
    found = []
    for back in range(LONGEST_DELAY_DAYS, -1, -1):
        day = today - timedelta(days=back)
        if not _falls_on(rhythm, timing, day):
            continue
        sending = next(_working(day, is_working)) if timing.on_working_days else day
        at_ms = first_instant(place, sending, timing.at_min)
        at = datetime.fromtimestamp(at_ms / 1000, tz=until.tzinfo)
        if since < at <= until:
            found.append(Due(at, latest(rhythm, day)))
    return sorted(found)


def _falls_on(rhythm: Rhythm, timing: Timing, day: date) -> bool:
    match rhythm:
        case Rhythm.WEEKLY:
            return day.weekday() == timing.weekday
        case Rhythm.MONTHLY:
            return day.day == timing.month_day
    return True


def _working(day: date, is_working: Callable[[date], bool]) -> Iterator[date]:
    """Working days from ``day`` on; the day itself where a month has none."""
    for n in range(LONGEST_DELAY_DAYS):
        if is_working(day + timedelta(days=n)):
            yield day + timedelta(days=n)
    yield day


class Verdict(StrEnum):
    """What may be said about two values."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNSURE = "unsure"  # the difference lies within its interval
    UP_UNJUDGED = "up_unjudged"  # there is no interval for values of this kind
    DOWN_UNJUDGED = "down_unjudged"


@dataclass(frozen=True, slots=True)
class Sums:
    """So many out of so many; of a count, on so many days."""

    part: int
    whole: int


def counts_differ(now: Sums, then: Sums) -> Verdict:
    """Compare events per day or per what they come from.

    Given how many came together, how many of them came now is binomial where both rates are one; the rates
    differ where the score interval of that share leaves out what the two exposures alone would give. Events
    that come in waves vary more than this allows for.

    Source:
        Przyborowski and Wilenski (1940), Biometrika 31, 313–323.
    """
    left, right = now.part * then.whole, then.part * now.whole
    if left == right:
        return Verdict.SAME
    low, high = wilson(now.part, now.part + then.part)
    if low <= now.whole / (now.whole + then.whole) <= high:
        return Verdict.UNSURE
    return Verdict.UP if left > right else Verdict.DOWN


def shares_differ(now: Sums, then: Sums) -> Verdict:
    """Compare two shares by the interval of their difference.

    Source:
        Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
    """
    one, other = now.part / now.whole, then.part / then.whole
    if now.part * then.whole == then.part * now.whole:
        return Verdict.SAME
    (one_low, one_high), (other_low, other_high) = wilson(now.part, now.whole), wilson(then.part, then.whole)
    difference = one - other
    low = difference - hypot(one - one_low, other_high - other)
    high = difference + hypot(one_high - one, other - other_low)
    if low <= 0 <= high:
        return Verdict.UNSURE
    return Verdict.UP if difference > 0 else Verdict.DOWN


def amounts_differ(now: float, then: float) -> Verdict:
    """Compare two values that have no interval."""
    if now == then:
        return Verdict.SAME
    return Verdict.UP_UNJUDGED if now > then else Verdict.DOWN_UNJUDGED
