"""Working time between two moments, and the moment at which enough of it has passed.

Opening hours are prepared once for blocks of days and searched by bisection, so that the due times of
thousands of tickets cost microseconds each.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate

from gijun.science.worktime.calendar import Calendar
from gijun.science.worktime.errors import WorktimeError
from gijun.science.worktime.zones import DAY_MS, EPOCH_ORDINAL, MINUTE_MS, segments, zone_named

SEARCH_DAYS = 3_660
BLOCK_MS = 64 * DAY_MS


@dataclass(frozen=True, slots=True)
class _Block:
    """Open intervals of 64 days, in order and apart; ``worked[i]`` is the working time up to ``ends[i]``."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    worked: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.worked[-1] if self.worked else 0

    def worked_before(self, ms: int) -> int:
        last = bisect_right(self.starts, ms) - 1
        return 0 if last < 0 else self.worked[last] - max(0, self.ends[last] - ms)

    def when_worked(self, working_ms: int) -> int:
        """The first moment at which ``working_ms``, more than 0 and at most the total, have been worked."""
        last = bisect_left(self.worked, working_ms)
        return self.ends[last] - (self.worked[last] - working_ms)


def is_open(calendar: Calendar, ms: int) -> bool:
    """Is the centre open at ``ms``? Opening counts, closing does not."""
    block = _block(calendar, ms // BLOCK_MS)
    last = bisect_right(block.starts, ms) - 1
    return last >= 0 and ms < block.ends[last]


def next_open(calendar: Calendar, ms: int) -> int:
    """``ms`` itself where the centre is open, otherwise when it opens next.

    Raises:
        WorktimeError: exceptions keep it closed for ``SEARCH_DAYS``.
    """
    if is_open(calendar, ms):
        return ms
    for block in _blocks_from(calendar, ms):
        following = bisect_left(block.starts, ms)
        if following < len(block.starts):
            return block.starts[following]
    raise WorktimeError(f"The centre does not open again within {SEARCH_DAYS} days.")


def open_ms_between(calendar: Calendar, start_ms: int, end_ms: int) -> int:
    """Working time from ``start_ms`` to ``end_ms`` in ms, to the millisecond; 0 when the end is no later."""
    if end_ms <= start_ms:
        return 0
    first, last = start_ms // BLOCK_MS, end_ms // BLOCK_MS
    whole = sum(_block(calendar, index).total for index in range(first, last))
    head = _block(calendar, first).worked_before(start_ms)
    return whole - head + _block(calendar, last).worked_before(end_ms)


def add(calendar: Calendar, start_ms: int, working_ms: int) -> int:
    """The first moment at which ``working_ms`` of working time have passed since ``start_ms``.

    Time that runs out as the centre closes is due at closing, not at the next opening.

    Raises:
        WorktimeError: negative ``working_ms``, or not reached within ``SEARCH_DAYS``.
    """
    if working_ms < 0:
        raise WorktimeError("Working time to add cannot be negative.")
    if working_ms == 0:
        return start_ms
    missing = working_ms + _block(calendar, start_ms // BLOCK_MS).worked_before(start_ms)
    for block in _blocks_from(calendar, start_ms):
        if missing <= block.total:
            return block.when_worked(missing)
        missing -= block.total
    raise WorktimeError(f"{working_ms} ms of working time do not pass within {SEARCH_DAYS} days.")


def intervals(calendar: Calendar, start_ms: int, end_ms: int) -> list[tuple[int, int]]:
    """Open intervals within ``[start_ms, end_ms)``, half open, in order and apart."""
    found: list[tuple[int, int]] = []
    for index in range(start_ms // BLOCK_MS, -(-end_ms // BLOCK_MS)):
        block = _block(calendar, index)
        for opens, closes in zip(block.starts, block.ends, strict=True):
            _append(found, max(opens, start_ms), min(closes, end_ms))
    return found


def _append(found: list[tuple[int, int]], start: int, end: int) -> None:
    """Add an interval, joined to the last one where they touch."""
    if start >= end:
        return
    if found and found[-1][1] == start:
        found[-1] = (found[-1][0], end)
    else:
        found.append((start, end))


def _blocks_from(calendar: Calendar, ms: int) -> Iterator[_Block]:
    first = ms // BLOCK_MS
    last = (ms + SEARCH_DAYS * DAY_MS) // BLOCK_MS
    return (_block(calendar, index) for index in range(first, last + 1))


@lru_cache(maxsize=4096)
def _block(calendar: Calendar, index: int) -> _Block:
    found: list[tuple[int, int]] = []
    for start, end, offset in segments(zone_named(calendar.zone), index * BLOCK_MS, (index + 1) * BLOCK_MS):
        for day in range((start + offset) // DAY_MS, (end + offset - 1) // DAY_MS + 1):
            midnight = day * DAY_MS - offset
            for from_min, to_min in calendar.hours_on(date.fromordinal(day + EPOCH_ORDINAL)):
                opens, closes = midnight + from_min * MINUTE_MS, midnight + to_min * MINUTE_MS
                _append(found, max(opens, start), min(closes, end))
    return _Block(
        starts=tuple(start for start, _ in found),
        ends=tuple(end for _, end in found),
        worked=tuple(accumulate(end - start for start, end in found)),
    )
