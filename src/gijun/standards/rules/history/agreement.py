"""Workshops, approvals and verifications as the log tells them."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards import events


@dataclass(slots=True)
class WorkshopHistory:
    standard_id: int
    purpose_hash: str
    candidates: dict[int, str] = field(default_factory=dict)  # id → hash of its words
    votes: dict[int, int] = field(default_factory=dict)  # voter → candidate
    dissents: dict[int, str] = field(default_factory=dict)
    is_decided: bool = False
    chosen_id: int | None = None


@dataclass(slots=True)
class AgreementHistory:
    """Approvals carry version, side, hash and whether they stand; returns and verifications their hash."""

    workshops: dict[int, WorkshopHistory] = field(default_factory=dict)
    approvals: dict[int, tuple[int, str, str, bool]] = field(default_factory=dict)
    returns: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    verifications: dict[int, tuple[int, str, str]] = field(default_factory=dict)


def apply(history: AgreementHistory, fact: Fact) -> None:
    match fact:
        case events.WorkshopOpened():
            history.workshops[fact.workshop_id] = WorkshopHistory(fact.standard_id, fact.purpose_hash)
        case events.CandidateProposed():
            history.workshops[fact.workshop_id].candidates[fact.candidate_id] = fact.content_hash
        case events.VoteCast():
            history.workshops[fact.workshop_id].votes[fact.voter_id] = fact.candidate_id
        case events.DissentNoted():
            history.workshops[fact.workshop_id].dissents[fact.dissent_id] = fact.content_hash
        case events.WorkshopDecided():
            workshop = history.workshops[fact.workshop_id]
            workshop.is_decided, workshop.chosen_id = True, fact.candidate_id
        case _:
            _version(history, fact)


def _version(history: AgreementHistory, fact: Fact) -> None:
    match fact:
        case events.VersionApproved():
            history.approvals[fact.approval_id] = (fact.version_id, fact.side, fact.content_hash, True)
        case events.ApprovalWithdrawn():
            version_id, side, content_hash, _stands = history.approvals[fact.approval_id]
            history.approvals[fact.approval_id] = (version_id, side, content_hash, False)
        case events.VersionReturned():
            history.returns[fact.return_id] = (fact.version_id, fact.side, fact.content_hash)
        case events.VersionVerified():
            history.verifications[fact.verification_id] = (
                fact.version_id,
                fact.content_hash,
                fact.review_on,
            )
        case events.DraftDiscarded():
            history.approvals = {
                pk: one for pk, one in history.approvals.items() if one[0] != fact.version_id
            }
            history.returns = {pk: one for pk, one in history.returns.items() if one[0] != fact.version_id}
