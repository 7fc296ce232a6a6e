"""A fact that only these tests tell."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True)
class Told:
    """Something was told."""

    name: ClassVar[str] = "tests.told"
    version: ClassVar[int] = 1
    number: int | None = None
    code: object = ""
    team_id: int | None = None
