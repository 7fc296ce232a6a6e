"""The facts measures record."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthRecorded:
    """How many orders, payments or sign-ups a centre had on a day; a later one corrects it."""

    name: ClassVar[str] = "measures.growth_recorded"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    kind: str
    day_number: int  # days since 1970-01-01
    amount: int
