"""Personal scripts: unofficial, visible, on their way to a standard."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetAdded:
    """Somebody keeps words of their own."""

    name: ClassVar[str] = "standards.snippet_added"
    version: ClassVar[int] = 1
    snippet_id: int
    owner_id: int
    team_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetChanged:
    """Words, title or owner of a snippet changed."""

    name: ClassVar[str] = "standards.snippet_changed"
    version: ClassVar[int] = 1
    snippet_id: int
    owner_id: int
    team_id: int
    content_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetPromoted:
    """A snippet became the draft of a standard."""

    name: ClassVar[str] = "standards.snippet_promoted"
    version: ClassVar[int] = 1
    snippet_id: int
    team_id: int
    standard_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetRetired:
    """A snippet is no longer offered."""

    name: ClassVar[str] = "standards.snippet_retired"
    version: ClassVar[int] = 1
    snippet_id: int
    team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetOfferedAgain:
    """A snippet that was no longer offered is offered again."""

    name: ClassVar[str] = "standards.snippet_offered_again"
    version: ClassVar[int] = 1
    snippet_id: int
    team_id: int
