"""When a centre is open: a week of windows, and days that are different."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from gijun.science.worktime.errors import WorktimeError
from gijun.science.worktime.zones import zone_named

MIDNIGHT_MIN = 1_440
DAYS_A_WEEK = 7
HOURS = re.compile(r"\s*(\d{1,2}):(\d{2})\s*[-–—~∼～]\s*(\d{1,2}):(\d{2})\s*")

Hours: TypeAlias = tuple[tuple[int, int], ...]  # minutes of the local day, half open; () is closed
DayRules: TypeAlias = Mapping[date, Hours]


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Open on a weekday (0 is Monday) from a minute of the local day until before another; 24:00 is 1440."""

    weekday: int
    from_min: int
    to_min: int

    def __post_init__(self) -> None:
        if not 0 <= self.weekday < DAYS_A_WEEK:
            raise WorktimeError(f"There is no weekday {self.weekday}; Monday is 0 and Sunday is 6.")
        _require_minutes(self.from_min, self.to_min)


@dataclass(frozen=True)
class Calendar:
    """Opening hours of a centre: the week's windows and the dates with hours of their own.

    An exception replaces the hours of its local date, the part after midnight of the evening before included.

    Raises:
        WorktimeError: unknown zone, windows that overlap, minutes outside 0 to 1440, or a week without any
            working time, in which no target could ever be reached.
    """

    zone: str
    windows: tuple[Window, ...]
    exceptions: DayRules = field(default_factory=dict)
    version: int = 1
    _week: tuple[Hours, ...] = field(init=False, repr=False, compare=False)
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        zone_named(self.zone)
        windows = tuple(sorted(self.windows))
        if not windows:
            raise WorktimeError("The calendar has no working time in the whole week.")
        week = tuple(
            _in_order((one.from_min, one.to_min) for one in windows if one.weekday == weekday)
            for weekday in range(DAYS_A_WEEK)
        )
        exceptions = {day: _in_order(hours) for day, hours in sorted(self.exceptions.items())}
        key = (self.zone, windows, tuple(exceptions.items()), self.version)
        object.__setattr__(self, "windows", windows)
        object.__setattr__(self, "exceptions", MappingProxyType(exceptions))
        object.__setattr__(self, "_week", week)
        object.__setattr__(self, "_hash", hash(key))

    def __hash__(self) -> int:
        return self._hash  # every look-up of prepared hours needs it: a year of exceptions is hashed once

    def __reduce__(self) -> tuple[type["Calendar"], tuple[object, ...]]:
        return Calendar, (self.zone, self.windows, dict(self.exceptions), self.version)

    def hours_on(self, day: date) -> Hours:
        """Opening hours of a local date, in order."""
        exception = self.exceptions.get(day)
        return self._week[day.weekday()] if exception is None else exception


def windows_on(weekday: int, hours: str) -> tuple[Window, ...]:
    """Read hours such as ``22:00–06:00``; past midnight they go on as a window of the next day.

    24:00 and 00:00 both close at midnight, and so does 23:59: clocks that cannot show 24:00 mean it.

    Raises:
        WorktimeError: not two times of day, or two equal ones.
    """
    found = HOURS.fullmatch(hours)
    if not found:
        raise WorktimeError(f"“{hours}” is not a span of hours such as 09:00–18:00.")
    from_min, to_min = (_minute(*found.group(i, i + 1)) for i in (1, 3))
    if to_min in {0, MIDNIGHT_MIN - 1}:
        to_min = MIDNIGHT_MIN
    if from_min == to_min:
        raise WorktimeError(f"“{hours}” opens and closes at the same minute; a whole day is 00:00–24:00.")
    if from_min < to_min:
        return (Window(weekday, from_min, to_min),)
    return Window(weekday, from_min, MIDNIGHT_MIN), Window((weekday + 1) % DAYS_A_WEEK, 0, to_min)


def _minute(hour: str, minute: str) -> int:
    at = int(hour) * 60 + int(minute)
    if int(minute) >= 60 or at > MIDNIGHT_MIN:
        raise WorktimeError(f"{hour}:{minute} is not a time of day.")
    return at


def _in_order(hours: Iterable[tuple[int, int]]) -> Hours:
    """Hours of one day sorted and proved free of overlap."""
    ordered = tuple(sorted((from_min, to_min) for from_min, to_min in hours))
    for from_min, to_min in ordered:
        _require_minutes(from_min, to_min)
    for earlier, later in pairwise(ordered):
        if later[0] < earlier[1]:
            raise WorktimeError(f"Hours overlap: {_clock(earlier)} and {_clock(later)}.")
    return ordered


def _require_minutes(from_min: int, to_min: int) -> None:
    if not 0 <= from_min < to_min <= MIDNIGHT_MIN:
        raise WorktimeError(f"Hours from minute {from_min} to {to_min} are not within one day of 0 to 1440.")


def _clock(hours: tuple[int, int]) -> str:
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in hours)
