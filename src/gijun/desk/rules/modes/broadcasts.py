"""Read a broadcast schedule that somebody pasted or sent as a file, line by line."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gijun.desk.terms.modes import BroadcastFault

LONGEST = timedelta(hours=24)
STALE_AFTER = timedelta(hours=12)  # since somebody last said that it is right
TITLE_LENGTH, PRODUCT_LENGTH, NOTES_LENGTH = 120, 200, 2000
HEADS = frozenset({"title", "제목", "방송", "방송명"})
DAY = re.compile(
    r"(\d{4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})\.?(?:\([월화수목금토일]\))?[T ]+(\d{1,2}):(\d{2})(?::\d{2})?"
)
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Line:
    """A broadcast as a line says it."""

    title: str
    product: str
    starts_at: datetime
    ends_at: datetime
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line, and the line itself, so that nothing typed is lost."""

    kind: BroadcastFault
    told: Mapping[str, object]
    text: str

    def __str__(self) -> str:
        return str(self.kind.label) % self.told


@dataclass(frozen=True, slots=True)
class Schedule:
    """The lines that can be read, and those that cannot."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]


class _LineError(Exception):
    def __init__(self, kind: BroadcastFault, value: str = "") -> None:
        super().__init__(kind.value)
        self.kind, self.value = kind, value


def read(text: str, zone: str) -> Schedule:
    """The schedule in a text: title, product, start, end and notes, by tabs, semicolons or commas.

    Args:
        zone: times are of the centre's own clock.
    """
    found: dict[tuple[str, datetime], int] = {}
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        cells = _cells(raw)
        if not any(cells) or (number == 1 and cells[0].casefold() in HEADS):
            continue
        try:
            line = _line(cells, ZoneInfo(zone))
        except _LineError as error:
            faults.append(Fault(error.kind, {"line": number, "value": error.value}, raw))
            continue
        other = found.setdefault((line.title, line.starts_at), number)
        if other != number:
            faults.append(Fault(BroadcastFault.TWICE, {"line": number, "other": other}, raw))
            continue
        lines.append(line)
    return Schedule(tuple(lines), tuple(faults))


def _cells(raw: str) -> list[str]:
    mark = "\t" if "\t" in raw else ";" if raw.count(";") >= 3 else ","
    return [cell.strip() for cell in next(csv.reader([raw], delimiter=mark), [])] or [""]


def _line(cells: list[str], zone: ZoneInfo) -> Line:
    if len(cells) < 4:
        raise _LineError(BroadcastFault.COLUMNS)
    title, product, starts, ends = cells[:4]
    if not title:
        raise _LineError(BroadcastFault.NO_TITLE)
    starts_at = _moment(starts, zone)
    ends_at = _end(ends, starts_at, zone)
    check(starts_at, ends_at)
    notes = ", ".join(cell for cell in cells[4:] if cell)
    return Line(title[:TITLE_LENGTH], product[:PRODUCT_LENGTH], starts_at, ends_at, notes[:NOTES_LENGTH])


def check(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse times no broadcast can have."""
    if ends_at <= starts_at:
        raise _LineError(BroadcastFault.BACKWARDS)
    if ends_at - starts_at > LONGEST:
        raise _LineError(BroadcastFault.TOO_LONG_LASTING)


def _moment(text: str, zone: ZoneInfo) -> datetime:
    match = DAY.fullmatch(text)
    if match is None:
        raise _LineError(BroadcastFault.NO_TIME, text)
    try:
        return datetime(*(int(part) for part in match.groups()), tzinfo=zone)  # type: ignore[arg-type, misc] # five
    except ValueError as error:
        raise _LineError(BroadcastFault.NO_TIME, text) from error


def _end(text: str, starts_at: datetime, zone: ZoneInfo) -> datetime:
    """The end; only a time of day is the next such time after the start."""
    match = CLOCK.fullmatch(text)
    if match is None:
        return _moment(text, zone)
    hour, minute = (int(part) for part in match.groups())
    if hour == 24 and minute == 0:
        hour, starts_next = 0, True
    else:
        starts_next = False
    if hour > 23 or minute > 59:
        raise _LineError(BroadcastFault.NO_TIME, text)
    ends_at = starts_at.replace(hour=hour, minute=minute)
    return ends_at + timedelta(days=1) if starts_next or ends_at <= starts_at else ends_at


def is_stale(updated_at: datetime, ends_at: datetime, at: datetime) -> bool:
    """Has nobody said for too long that a broadcast still to come, or on air, is right?"""
    return ends_at > at and at - updated_at > STALE_AFTER
