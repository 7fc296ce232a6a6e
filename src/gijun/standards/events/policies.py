"""Policy documents, their clauses, and which standards say them to customers."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocumentAdded:
    """A policy document was brought in and split into clauses."""

    name: ClassVar[str] = "standards.policy_document_added"
    version: ClassVar[int] = 1
    document_id: int
    team_id: int
    owner_id: int
    clauses: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocumentReplaced:
    """A newer edition took the place of a document; equal clauses kept their standards."""

    name: ClassVar[str] = "standards.policy_document_replaced"
    version: ClassVar[int] = 1
    document_id: int
    team_id: int
    by_document_id: int
    changed_clauses: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocumentHandedOver:
    """Somebody else answers for a policy document."""

    name: ClassVar[str] = "standards.policy_document_handed_over"
    version: ClassVar[int] = 1
    document_id: int
    team_id: int
    owner_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseMapped:
    """A standard says a clause in the words of the field; ``needs_check``: the clause changed since."""

    name: ClassVar[str] = "standards.clause_mapped"
    version: ClassVar[int] = 1
    clause_id: int
    document_id: int
    team_id: int
    standard_id: int
    needs_check: bool = False


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUnmapped:
    """A standard no longer stands for a clause."""

    name: ClassVar[str] = "standards.clause_unmapped"
    version: ClassVar[int] = 1
    clause_id: int
    document_id: int
    team_id: int
    standard_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSetAside:
    """A clause needs no sentence for customers, or needs one after all."""

    name: ClassVar[str] = "standards.clause_set_aside"
    version: ClassVar[int] = 1
    clause_id: int
    document_id: int
    team_id: int
    aside: bool
