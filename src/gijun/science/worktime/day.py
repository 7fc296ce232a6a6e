from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from gijun.science.worktime.errors import WorktimeError
from gijun.science.worktime.zones import first_instant, wall_at, zone_named

SLOT_MS = 1_800_000
MINUTES_A_DAY = 1_440
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """How a centre books time: its zone and the minute of the local day at which a new business day begins.

    A night shift before ``starts_at_min`` belongs to the day before. Business days follow each other without
    gap or overlap; where the clock jumps they are shorter or longer.
    """

    zone: str
    starts_at_min: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.starts_at_min < MINUTES_A_DAY:
            raise WorktimeError(f"A business day cannot begin at minute {self.starts_at_min} of the day.")
        zone_named(self.zone)

    def of(self, ms: int) -> tuple[date, int]:
        """The business day of ``ms`` and how many half-hours of it had passed.

        Half-hours are elapsed ones, so 01:30 before and 01:30 after the clock was set back differ.

        Raises:
            WorktimeError: ``ms`` lies outside the years 1 to 9999.
        """
        day = (wall_at(zone_named(self.zone), ms) - timedelta(minutes=self.starts_at_min)).date()
        start, end = self.bounds(day)
        while ms < start:  # only next to a jump of the clock
            day -= ONE_DAY
            start, end = self.bounds(day)
        while ms >= end:
            day += ONE_DAY
            start, end = self.bounds(day)
        return day, (ms - start) // SLOT_MS

    def bounds(self, day: date) -> tuple[int, int]:
        """Start and end of the business day; the end is the start of the next."""
        return _bounds(self.zone, self.starts_at_min, day)

    def slots(self, day: date) -> int:
        """Half-hours of the business day: 48, or 46 and 50 where the clock jumps an hour."""
        start, end = self.bounds(day)
        return -(-(end - start) // SLOT_MS)


@lru_cache(maxsize=8192)
def _bounds(zone: str, starts_at_min: int, day: date) -> tuple[int, int]:
    known = zone_named(zone)
    try:
        return first_instant(known, day, starts_at_min), first_instant(known, day + ONE_DAY, starts_at_min)
    except OverflowError as error:
        raise WorktimeError(f"{day} lies at the edge of the years 1 to 9999.") from error
