"""Finding standards: searches in vain, words that mean others, what use has taught."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundSettled:
    """What somebody looked for in vain has an answer now, or needs none."""

    name: ClassVar[str] = "standards.not_found_settled"
    version: ClassVar[int] = 1
    query_id: int
    team_id: int | None
    outcome: str
    standard_id: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymAdded:
    """A word customers say stands for a word of the standards."""

    name: ClassVar[str] = "standards.synonym_added"
    version: ClassVar[int] = 1
    synonym_id: int
    words_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymRemoved:
    """A word no longer stands for another."""

    name: ClassVar[str] = "standards.synonym_removed"
    version: ClassVar[int] = 1
    synonym_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWordAdded:
    """A word of the office was noted with what to tell customers instead."""

    name: ClassVar[str] = "standards.office_word_added"
    version: ClassVar[int] = 1
    word_id: int
    number: int
    words_hash: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWordWithdrawn:
    """A word of the office is no longer hinted at, or something else is suggested for it."""

    name: ClassVar[str] = "standards.office_word_withdrawn"
    version: ClassVar[int] = 1
    word_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedFromUse:
    """Search was taught anew by which standards were used in the end."""

    name: ClassVar[str] = "standards.learned_from_use"
    version: ClassVar[int] = 1
    lesson_id: int
    pairs: int
    terms: int
    content_hash: str


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
