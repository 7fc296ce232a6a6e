"""Working hours as people write them: a line for a day, seven lines for a week."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from gijun.organisation.terms import HoursFault
from gijun.science.worktime import Hours, Window, WorktimeError, windows_on

BETWEEN = re.compile(r"[,;·\n]+")
CLOSED = frozenset({"", "-", "–", "closed", "휴무"})


class HoursError(Exception):
    """Hours that cannot be worked by. ``weekday``: 0 is Monday; none: no day of the week in particular."""

    def __init__(self, fault: HoursFault, hours: str = "", weekday: int | None = None) -> None:
        super().__init__(fault.value)
        self.fault, self.hours, self.weekday = fault, hours, weekday


def read_week(lines: Sequence[str]) -> tuple[Window, ...]:
    """Windows of a week from seven lines such as ``09:00–12:00, 13:00–18:00``, Monday first.

    Hours past midnight go on as a window of the next day; an empty line is a day off.

    Raises:
        HoursError: a line is not hours, hours overlap, or nobody works in the whole week.
    """
    windows = sorted(window for weekday, line in enumerate(lines) for window in _read_day(weekday, line))
    if not windows:
        raise HoursError(HoursFault.EMPTY_WEEK)
    for earlier, later in pairwise(windows):
        if earlier.weekday == later.weekday and later.from_min < earlier.to_min:
            both = written([(earlier.from_min, earlier.to_min), (later.from_min, later.to_min)])
            raise HoursError(HoursFault.OVERLAP, both, earlier.weekday)
    return tuple(windows)


def read_date(line: str) -> Hours:
    """Hours of one date, in order; an empty line is a day off.

    Raises:
        HoursError: not hours, hours that overlap or go past midnight.
    """
    windows = sorted(_read_day(0, line))
    if any(window.weekday != 0 for window in windows):
        raise HoursError(HoursFault.PAST_MIDNIGHT, line.strip())
    hours = tuple((window.from_min, window.to_min) for window in windows)
    for earlier, later in pairwise(hours):
        if later[0] < earlier[1]:
            raise HoursError(HoursFault.OVERLAP, written([earlier, later]))
    return hours


def _read_day(weekday: int, line: str) -> list[Window]:
    if line.strip().lower() in CLOSED:
        return []
    windows: list[Window] = []
    for span in BETWEEN.split(line.strip()):
        try:
            windows += windows_on(weekday, span)
        except WorktimeError as error:
            raise HoursError(HoursFault.NOT_HOURS, span.strip(), weekday) from error
    return windows


def written(hours: Iterable[Sequence[int]]) -> str:
    """Hours the way ``read_week`` and ``read_date`` take them."""
    return ", ".join("–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in span) for span in hours)


def written_week(windows: Iterable[Window]) -> list[str]:
    """Seven lines, Monday first, that ``read_week`` takes."""
    known = sorted(windows)
    return [
        written((window.from_min, window.to_min) for window in known if window.weekday == weekday)
        for weekday in range(7)
    ]
