"""What becomes known when a standard changes: notices, what was read, what was understood."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIssued:
    """A notice of a change, or one by itself, is shown from a time on."""

    name: ClassVar[str] = "standards.notice_issued"
    version: ClassVar[int] = 1
    notice_id: int
    team_id: int
    standard_id: int | None
    version_id: int | None
    must_read: bool
    shows_from_ms: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn:
    """A notice is no longer shown from a time on."""

    name: ClassVar[str] = "standards.notice_withdrawn"
    version: ClassVar[int] = 1
    notice_id: int
    team_id: int
    shows_until_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRead:
    """Somebody confirmed having read a notice."""

    name: ClassVar[str] = "standards.standard_read"
    version: ClassVar[int] = 1
    notice_id: int
    version_id: int | None
    team_id: int
    person_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ComprehensionAnswered:
    """Somebody answered the question of a notice."""

    name: ClassVar[str] = "standards.comprehension_answered"
    version: ClassVar[int] = 1
    notice_id: int
    version_id: int
    team_id: int
    person_id: int
    right: bool
    attempt: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRolledBack:
    """A version was taken back; the one before is in force again, as a new version."""

    name: ClassVar[str] = "standards.version_rolled_back"
    version: ClassVar[int] = 1
    standard_id: int
    team_id: int
    version_id: int
    by_version_id: int
    reason_hash: str
