"""Candidates as the log tells them."""

from dataclasses import dataclass

from gijun.events.facts import Fact
from gijun.standards.events import candidates as events
from gijun.standards.terms.candidates import CandidateState


@dataclass(slots=True)
class CandidateHistory:
    kind: str
    team_id: int
    reason_id: int | None
    ticket_id: int | None
    content_hash: str
    state: str = CandidateState.OPEN.value
    standard_id: int | None = None


def apply(history: dict[int, CandidateHistory], fact: Fact) -> None:
    match fact:
        case events.CandidateKept():
            history[fact.candidate_id] = CandidateHistory(
                fact.kind, fact.team_id, fact.reason_id, fact.from_ticket_id, fact.content_hash
            )
        case events.CandidateSettled():
            candidate = history[fact.candidate_id]
            candidate.state, candidate.standard_id = fact.state, fact.standard_id
