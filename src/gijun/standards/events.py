"""The facts the standards record. What was agreed is named by its hash; words stay in the tables."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class StandardAdded:
    """There is a matter to agree on, with an owner; what it says comes with its versions."""

    name: ClassVar[str] = "standards.standard_added"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    owner_id: int
    reason_id: int | None
    content_hash: str  # of title and example questions


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class StandardChanged:
    """Title, contact reason or example questions of a standard changed."""

    name: ClassVar[str] = "standards.standard_changed"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    reason_id: int | None
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged:
    """Somebody else answers for a standard from now on."""

    name: ClassVar[str] = "standards.owner_changed"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    owner_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDrafted:
    """Somebody began to write the next version."""

    name: ClassVar[str] = "standards.version_drafted"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    number: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChanged:
    """A draft says something else now."""

    name: ClassVar[str] = "standards.version_changed"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDiscarded:
    """A draft was thrown away; its number is free again."""

    name: ClassVar[str] = "standards.draft_discarded"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPublished:
    """A version is agreed and in force from a time on, which may lie ahead. It never changes again."""

    name: ClassVar[str] = "standards.version_published"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    number: int
    valid_from_ms: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionSuperseded:
    """A version ends where a later one begins; a scheduled one that never began ends at its own start."""

    name: ClassVar[str] = "standards.version_superseded"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    by_version_id: int
    valid_to_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonAdded:
    """Contacts can have a new reason."""

    name: ClassVar[str] = "standards.reason_added"
    version: ClassVar[int] = 1
    reason_id: int
    parent_id: int | None
    code: str
    names_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonChanged:
    """A contact reason was renamed, retired or brought back."""

    name: ClassVar[str] = "standards.reason_changed"
    version: ClassVar[int] = 1
    reason_id: int
    active: bool
    names_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class StandardNotFound:
    """Somebody looked for a standard in vain; the words stand in the query's row."""

    name: ClassVar[str] = "standards.standard_not_found"
    version: ClassVar[int] = 1
    query_id: int
    ticket_id: int | None
    agent_id: int
    team_id: int | None
    channel: str
    took_ms: int | None
