"""Candidates: answers given in contacts on their way into the standards."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateKept:
    """An answer that no standard gave was kept as a candidate."""

    name: ClassVar[str] = "standards.candidate_kept"
    version: ClassVar[int] = 1
    candidate_id: int
    kind: str
    team_id: int
    reason_id: int | None
    from_ticket_id: int | None
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSettled:
    """It was decided what becomes of a candidate."""

    name: ClassVar[str] = "standards.candidate_settled"
    version: ClassVar[int] = 1
    candidate_id: int
    team_id: int
    state: str
    standard_id: int | None
