"""Reasons, standards and versions as the log tells them."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards import events
from gijun.standards.terms import Basis


@dataclass(slots=True)
class VersionHistory:
    """A version as the log tells it. Times are milliseconds since 1970 UTC; a draft has none."""

    standard_id: int
    number: int
    content_hash: str
    valid_from_ms: int | None = None
    valid_to_ms: int | None = None
    basis: str = Basis.BROUGHT_IN


@dataclass(slots=True)
class StandardHistory:
    team_id: int
    owner_id: int
    reason_id: int | None
    content_hash: str
    superseded_by_id: int | None = None


@dataclass(slots=True)
class ReasonHistory:
    code: str
    parent_id: int | None
    names_hash: str
    active: bool = True


@dataclass(slots=True)
class MattersHistory:
    """What the log knows of reasons, standards and versions."""

    standards: dict[int, StandardHistory] = field(default_factory=dict)
    versions: dict[int, VersionHistory] = field(default_factory=dict)
    reasons: dict[int, ReasonHistory] = field(default_factory=dict)


def apply(history: MattersHistory, fact: Fact) -> None:
    """Let the history know of one more fact; others than its own change nothing."""
    match fact:
        case events.ReasonAdded():
            history.reasons[fact.reason_id] = ReasonHistory(fact.code, fact.parent_id, fact.names_hash)
        case events.ReasonChanged():
            reason = history.reasons[fact.reason_id]
            reason.active, reason.names_hash = fact.active, fact.names_hash
        case (
            events.StandardAdded()
            | events.StandardChanged()
            | events.OwnerChanged()
            | events.StandardSuperseded()
        ):
            _standard(history, fact)
        case _:
            _version(history, fact)


def _standard(
    history: MattersHistory,
    fact: events.StandardAdded | events.StandardChanged | events.OwnerChanged | events.StandardSuperseded,
) -> None:
    match fact:
        case events.StandardAdded():
            history.standards[fact.standard_id] = StandardHistory(
                fact.team_id, fact.owner_id, fact.reason_id, fact.content_hash
            )
        case events.StandardChanged():
            standard = history.standards[fact.standard_id]
            standard.reason_id, standard.content_hash = fact.reason_id, fact.content_hash
        case events.OwnerChanged():
            history.standards[fact.standard_id].owner_id = fact.owner_id
        case events.StandardSuperseded():
            history.standards[fact.standard_id].superseded_by_id = fact.by_standard_id


def _version(history: MattersHistory, fact: Fact) -> None:
    match fact:
        case events.VersionDrafted():
            history.versions[fact.version_id] = VersionHistory(
                fact.standard_id, fact.number, fact.content_hash
            )
        case events.VersionChanged():
            history.versions[fact.version_id].content_hash = fact.content_hash
        case events.DraftDiscarded():
            del history.versions[fact.version_id]
        case events.VersionPublished():
            version = history.versions[fact.version_id]
            version.valid_from_ms, version.content_hash = fact.valid_from_ms, fact.content_hash
            version.basis = fact.basis
        case events.VersionSuperseded():
            history.versions[fact.version_id].valid_to_ms = fact.valid_to_ms
