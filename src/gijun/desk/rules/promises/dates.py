"""The time a sentence names, read from Korean and English words.

Not a model of language: what is not recognised names no time, and the agent chooses one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from gijun.desk.rules.promises import english, korean
from gijun.desk.rules.promises.hours import end_of, local, on
from gijun.desk.rules.promises.speech import Clock, Named, Said, month_and_day
from gijun.science.worktime import Calendar

T = TypeVar("T")
DEADLINE = re.compile(r"\s*(?:까지|안|이내|내|전|중)|\s*$")
BY = re.compile(r"(?:\b(?:by|within|before|until|no later than)\s+(?:the\s+)?)$", re.IGNORECASE)
SLASHED = Named(
    re.compile(r"(?<![\d./-])(?P<month>\d{1,2})/(?P<date>\d{1,2})(?![\d/])"),
    lambda found, said: month_and_day(said.today, int(found["month"]), int(found["date"])),
)
CLOCK = re.compile(r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d{2})(?!\s*[ap]\.?m|[\d:])", re.IGNORECASE)
HALF_DAY_MIN = 12 * 60


def _iso(found: re.Match[str], _said: Said) -> date | None:
    try:
        return date(int(found["year"]), int(found["month"]), int(found["date"]))
    except ValueError:
        return None


def _clock(found: re.Match[str], _said: Said) -> Clock | None:
    hour, minute = int(found["hour"]), int(found["minute"])
    return Clock(hour * 60 + minute, sure=True) if hour < 24 and minute < 60 else None


ISO = Named(re.compile(r"(?P<year>20\d\d)\s*[-./]\s*(?P<month>\d{1,2})\s*[-./]\s*(?P<date>\d{1,2})"), _iso)
DAYS: tuple[Named[date], ...] = (ISO, *korean.DAYS, *english.DAYS, SLASHED)
MINUTES: tuple[Named[int], ...] = (*korean.MINUTES, *english.MINUTES)
TIMES: tuple[Named[Clock], ...] = (*korean.TIMES, *english.TIMES, Named(CLOCK, _clock))


@dataclass(frozen=True, slots=True)
class When:
    """A time named in a text: when it is due, and where the words stand."""

    due: datetime
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Found(Generic[T]):
    value: T
    start: int
    end: int
    is_deadline: bool


def when_said(text: str, said_at: datetime, calendar: Calendar) -> When | None:
    """The time a sentence names; none where it names none.

    Of several, the last that is named as a deadline, or else the last. A day without a time ends as the
    centre closes; a time without a day is the next such time.

    Args:
        said_at: when it was said, aware.
        calendar: of the centre, for its zone, its closing times and its working days.
    """
    said = Said(local(calendar, said_at), calendar)
    spans = list(_find(text, MINUTES, said))
    if spans:
        span = _chosen(spans)
        return When(said_at + timedelta(minutes=span.value), span.start, span.end)
    days, times = list(_find(text, DAYS, said)), list(_find(text, TIMES, said))
    if not days and not times:
        return None
    day = _chosen(days) if days else None
    time = _chosen(times) if times else None
    places = [(one.start, one.end) for one in (day, time) if one]
    due = _due(day, time, said)
    return When(due, min(places)[0], max(end for _start, end in places))


def _find(text: str, names: Sequence[Named[T]], said: Said) -> Iterator[_Found[T]]:
    """What the names mean, where they stand; words that one has taken mean nothing to the next."""
    taken: list[tuple[int, int]] = []
    for name in names:
        for match in name.words.finditer(text):
            start, end = match.span()
            if any(start < until and since < end for since, until in taken):
                continue
            value = name.means(match, said)
            if value is None:
                continue
            taken.append((start, end))
            words = match[0]
            deadline = (
                DEADLINE.match(text, end)
                or BY.search(text[:start])
                or re.search(r"까지|이내|안|내$|\bby\b|\bwithin\b|\bend of\b", words, re.IGNORECASE)
            )
            yield _Found(value, start, end, bool(deadline))


def _chosen(found: Sequence[_Found[T]]) -> _Found[T]:
    return max(found, key=lambda one: (one.is_deadline, one.start))


def _due(day: _Found[date] | None, time: _Found[Clock] | None, said: Said) -> datetime:
    the_day = day.value if day else said.today
    if time is None or time.value.minute is None:
        return end_of(said.calendar, the_day, said.now)
    due = on(said.calendar, the_day, time.value.minute)
    if day is None and due <= said.now and not time.value.sure and time.value.minute < HALF_DAY_MIN:
        due = on(said.calendar, the_day, time.value.minute + HALF_DAY_MIN)
    if day is None and due <= said.now:
        due = on(said.calendar, the_day + timedelta(days=1), time.value.minute)
    return due
