"""Times as files of other systems write them."""

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


class DateOrder(StrEnum):
    """How dates with the year last, or times without a date, are meant."""

    YEAR_FIRST = "ymd"
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    SECONDS = "s"  # since 1970
    MILLISECONDS = "ms"


AFTERNOON = {"오전": 0, "오후": 12, "am": 0, "pm": 12}
WRITTEN = re.compile(
    r"""\s*(\d{1,4})\s*[-/.년]\s*(\d{1,2})\s*[-/.월]\s*(\d{1,4})\s*[.일]?   # date
    (?:[T\s]\s*(오전|오후|[AaPp][Mm])?\s*(\d{1,2})[:시]\s*(\d{1,2})(?:[:분]\s*(\d{1,2})(?:[.,](\d{1,9}))?)?\s*[초분]?
    \s*([AaPp][Mm])?)?
    \s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*""",
    re.VERBOSE,
)


def time_of(text: str, *, order: DateOrder = DateOrder.YEAR_FIRST, zone: ZoneInfo) -> int | None:
    """Milliseconds of a written time; none where it is no time.

    Args:
        zone: what a clock without an offset shows; a reading that comes twice counts from the first time.
    """
    if order in {DateOrder.SECONDS, DateOrder.MILLISECONDS}:
        return _number(text, 1000 if order == DateOrder.SECONDS else 1)
    found = WRITTEN.fullmatch(text)
    if not found:
        return None
    one, two, three, before, hour, minute, second, part, after, offset = found.groups()
    parts = {
        DateOrder.YEAR_FIRST: (one, two, three),
        DateOrder.DAY_FIRST: (three, two, one),
        DateOrder.MONTH_FIRST: (three, one, two),
    }[order]
    half = (before or after or "").lower()
    try:
        year, month, day = map(int, parts)
        clock = _hour(int(hour or 0), half), int(minute or 0), int(second or 0)
        wall = datetime(year, month, day, *clock, int((part or "0").ljust(6, "0")[:6]))  # noqa: DTZ001 -- given below
        return (_placed(wall, offset, zone) - EPOCH) // MILLISECOND
    except (ValueError, OverflowError):
        return None


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(f"{hour} is no hour of half a day.")
    return hour % 12 + AFTERNOON[half]


def _placed(wall: datetime, offset: str | None, zone: ZoneInfo) -> datetime:
    if offset is None:
        return wall.replace(tzinfo=zone).astimezone(UTC)
    if offset in {"Z", "UTC"}:
        return wall.replace(tzinfo=UTC)
    return datetime.strptime(offset.replace(":", ""), "%z").replace(
        year=wall.year, month=wall.month, day=wall.day, hour=wall.hour, minute=wall.minute,
        second=wall.second, microsecond=wall.microsecond,
    )  # fmt: skip


def _number(text: str, factor: int) -> int | None:
    try:
        found = int(float(text) * factor) if "." in text else int(text) * factor
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 10**14 else None


def iso(at_ms: int) -> str:
    """A time in UTC to the millisecond."""
    return (EPOCH + at_ms * MILLISECOND).isoformat(timespec="milliseconds")
