"""What a wall clock shows, and when it jumps."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gijun.science.worktime.errors import WorktimeError

MINUTE_MS = 60_000
DAY_MS = 1_440 * MINUTE_MS
PROBE_MS = DAY_MS // 4  # clocks that jump have never jumped back within six hours
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- a wall reading, no zone is meant
EPOCH_ORDINAL = EPOCH.toordinal()
MILLISECOND = timedelta(milliseconds=1)


@cache
def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as ``Asia/Seoul``.

    Raises:
        WorktimeError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WorktimeError(f"There is no time zone named “{name}”.") from error


def wall_at(zone: ZoneInfo, ms: int) -> datetime:
    """What the wall clock shows at ``ms``: a datetime without a zone.

    Raises:
        WorktimeError: ``ms`` lies outside the years 1 to 9999.
    """
    try:
        return zone.fromutc((EPOCH + timedelta(milliseconds=ms)).replace(tzinfo=zone)).replace(tzinfo=None)
    except OverflowError as error:
        raise WorktimeError(f"{ms} ms lies outside the years 1 to 9999.") from error


def offset_ms(zone: ZoneInfo, ms: int) -> int:
    """How far the wall clock is ahead of UTC at ``ms``."""
    return (wall_at(zone, ms) - EPOCH) // MILLISECOND - ms


def first_instant(zone: ZoneInfo, day: date, minute: int) -> int:
    """The first moment at which the wall clock has reached ``minute`` of ``day``.

    A reading that comes twice counts from the first time; one that is skipped counts from the jump.
    """
    wall_ms = (day.toordinal() - EPOCH_ORDINAL) * DAY_MS + minute * MINUTE_MS
    wall = (EPOCH + timedelta(milliseconds=wall_ms)).replace(tzinfo=zone)
    early, late = sorted(wall_ms - _utc_offset_ms(wall.replace(fold=fold)) for fold in (0, 1))
    if early + offset_ms(zone, early) == wall_ms:
        return early
    return _next_jump(zone, early, late)


def segments(zone: ZoneInfo, start_ms: int, end_ms: int) -> Iterator[tuple[int, int, int]]:
    """Cut ``[start_ms, end_ms)`` where the clock jumps: start, end and offset in ms of each piece."""
    begun, offset, at = start_ms, offset_ms(zone, start_ms), start_ms
    while at < end_ms:
        probe = min(at + PROBE_MS, end_ms)
        if offset_ms(zone, probe) != offset:
            probe = _next_jump(zone, at, probe)
            yield begun, probe, offset
            begun, offset = probe, offset_ms(zone, probe)
        at = probe
    if begun < end_ms:
        yield begun, end_ms, offset


def _utc_offset_ms(wall: datetime) -> int:
    return (wall.utcoffset() or timedelta()) // MILLISECOND


def _next_jump(zone: ZoneInfo, before_ms: int, after_ms: int) -> int:
    """The first moment in ``(before_ms, after_ms]`` with another offset than at ``before_ms``."""
    offset = offset_ms(zone, before_ms)
    while after_ms - before_ms > 1:
        middle = (before_ms + after_ms) // 2
        if offset_ms(zone, middle) == offset:
            before_ms = middle
        else:
            after_ms = middle
    return after_ms
