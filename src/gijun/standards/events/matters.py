"""Reasons, standards and their versions. What was agreed is named by its hash."""

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
    basis: str = "brought_in"  # agreed, brought_in or rolled_back


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
class StandardSuperseded:
    """Another standard stands for this one from a time on; none: the matter no longer has an answer."""

    name: ClassVar[str] = "standards.standard_superseded"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    by_standard_id: int | None
    valid_to_ms: int
    reason_hash: str
