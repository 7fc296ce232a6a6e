"""The tables of the standards."""

from gijun.standards.models.agreement import (
    Approval,
    Candidate,
    Dissent,
    Return,
    Verification,
    Vote,
    Workshop,
)
from gijun.standards.models.candidates import StandardCandidate
from gijun.standards.models.finding import ConflictClearance, Lesson, NotFoundQuery, OfficeWord, Synonym
from gijun.standards.models.matters import (
    ChecklistItem,
    ContactReason,
    Sentence,
    Standard,
    StandardVersion,
    VersionQuerySet,
)
from gijun.standards.models.policies import Clause, ClauseStandard, PolicyDocument
from gijun.standards.models.publishing import Notice, Receipt
from gijun.standards.models.snippets import Snippet

__all__ = [
    "Approval",
    "Candidate",
    "ChecklistItem",
    "Clause",
    "ClauseStandard",
    "ConflictClearance",
    "ContactReason",
    "Dissent",
    "Lesson",
    "NotFoundQuery",
    "Notice",
    "OfficeWord",
    "PolicyDocument",
    "Receipt",
    "Return",
    "Sentence",
    "Snippet",
    "Standard",
    "StandardCandidate",
    "StandardVersion",
    "Synonym",
    "Verification",
    "VersionQuerySet",
    "Vote",
    "Workshop",
]
