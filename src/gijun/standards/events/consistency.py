"""Standards that say different things about the same matter."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCleared:
    """Two versions look contradictory, and somebody said why both are right."""

    name: ClassVar[str] = "standards.conflict_cleared"
    version: ClassVar[int] = 1
    clearance_id: int
    team_id: int
    first_version_id: int
    second_version_id: int
    reason_hash: str
    contents_hash: str = ""


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictReopened:
    """What was said to be no contradiction is one again."""

    name: ClassVar[str] = "standards.conflict_reopened"
    version: ClassVar[int] = 1
    clearance_id: int
    team_id: int
