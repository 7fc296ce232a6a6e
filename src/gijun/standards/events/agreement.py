"""How a sentence is agreed: proposed, voted on, approved by both sides, verified later on."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopOpened:
    """People begin to agree on the words of a standard."""

    name: ClassVar[str] = "standards.workshop_opened"
    version: ClassVar[int] = 1
    workshop_id: int
    standard_id: int
    team_id: int
    purpose_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateProposed:
    """Somebody proposed words; who it was is not shown before the decision."""

    name: ClassVar[str] = "standards.candidate_proposed"
    version: ClassVar[int] = 1
    workshop_id: int
    standard_id: int
    team_id: int
    candidate_id: int
    author_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast:
    """Somebody voted, or changed the vote."""

    name: ClassVar[str] = "standards.vote_cast"
    version: ClassVar[int] = 1
    workshop_id: int
    standard_id: int
    team_id: int
    candidate_id: int
    voter_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class DissentNoted:
    """Somebody disagrees; the words are kept beside the decision for good."""

    name: ClassVar[str] = "standards.dissent_noted"
    version: ClassVar[int] = 1
    workshop_id: int
    standard_id: int
    team_id: int
    dissent_id: int
    person_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopDecided:
    """One of the candidates is the sentence; names are shown from now on. No candidate: closed without."""

    name: ClassVar[str] = "standards.workshop_decided"
    version: ClassVar[int] = 1
    workshop_id: int
    standard_id: int
    team_id: int
    candidate_id: int | None
    version_id: int | None  # the draft it was written into
    reason_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionApproved:
    """One side agrees to exactly this content; any later edit voids it."""

    name: ClassVar[str] = "standards.version_approved"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    approval_id: int
    side: str
    approver_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn:
    """One side no longer agrees to a draft."""

    name: ClassVar[str] = "standards.approval_withdrawn"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    approval_id: int
    side: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionReturned:
    """One side sent a draft back, saying why."""

    name: ClassVar[str] = "standards.version_returned"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    return_id: int
    side: str
    person_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionVerified:
    """The owner looked at a version in force and it is still right; the next review is due on a day."""

    name: ClassVar[str] = "standards.version_verified"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    verification_id: int
    verifier_id: int
    content_hash: str
    review_on: str  # like 2026-12-31
