"""What languages have in common when they name a time."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from gijun.science.worktime import Calendar

T = TypeVar("T")
LONG_AGO = timedelta(days=30)  # a date further back means next year


@dataclass(frozen=True, slots=True)
class Said:
    """When a sentence was said, on the centre's clock."""

    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; none: as the centre closes. ``sure``: nobody can mean the other half day."""

    minute: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Words for a time, and what they mean when they are said; none: they mean nothing."""

    words: re.Pattern[str]
    means: Callable[[re.Match[str], Said], T | None]


def next_weekday(today: date, weekday: int) -> date:
    """The next such weekday after today: who means today says so."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def month_and_day(today: date, month: int, day: int) -> date | None:
    """The date nearest ahead, or a little behind; none where the calendar has no such day."""
    for year in (today.year, today.year + 1):
        if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if found >= today - LONG_AGO:
            return found
    return None


def day_of_month(today: date, day: int) -> date | None:
    """The next such day of a month, today included."""
    for start in (today, (today.replace(day=1) + timedelta(days=32)).replace(day=1)):
        if not 1 <= day <= monthrange(start.year, start.month)[1]:
            continue
        found = start.replace(day=day)
        if found >= today:
            return found
    return None
