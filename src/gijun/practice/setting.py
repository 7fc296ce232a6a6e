"""What every part of the practice centre works with: its people, standards, days and chance."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from gijun.practice.agreeing import Standards
from gijun.practice.demand import SEOUL
from gijun.practice.people import Crew


@dataclass(frozen=True, slots=True)
class Setting:
    """The centre, the moment up to which it lives, and a seed: each part draws from a chance of its own."""

    crew: Crew
    standards: Standards
    now: datetime
    seed: int

    @property
    def centre_id(self) -> int:
        return self.crew.centre.pk

    def chance(self, part: str) -> Random:
        """The same numbers for the same part and seed, whatever the other parts draw."""
        return Random(f"{self.seed} {part}")

    def reason(self, code: str) -> int:
        return self.standards.reasons[code]

    def days_before(self, days: int) -> datetime:
        """So many days before now."""
        return self.now - timedelta(days=days)


def clock(day: datetime, hour: int, minute: int = 0) -> datetime:
    """A time of the centre's wall clock on the day of a moment."""
    return day.astimezone(SEOUL).replace(hour=hour, minute=minute, second=0, microsecond=0)
