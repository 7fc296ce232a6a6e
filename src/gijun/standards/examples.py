"""The port through which contacts are shown beside the standards they were answered with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Example:
    """A contact that was answered with a version, its words masked."""

    number: str
    url: str  # empty: the reader may not open it
    version_id: int
    said: str
    said_at: datetime


class ContactExamples(Protocol):
    """Knows which contacts were answered with which version."""

    def of_versions(self, person: Person, version_ids: Sequence[int]) -> list[Example]:
        """The latest contacts the person may see, a few a version."""
        ...

    def answers_url(self) -> str:
        """Where answers are held against the agreed sentences."""
        ...


_sources: list[ContactExamples] = []


def register(source: ContactExamples) -> None:
    """Let a capability show contacts; called from its ``AppConfig.ready``."""
    _sources.append(source)


def of_versions(person: Person, version_ids: Sequence[int]) -> list[Example]:
    """Contacts of everybody who knows some, the latest first."""
    found = [one for source in _sources for one in source.of_versions(person, version_ids)]
    return sorted(found, key=lambda one: one.said_at, reverse=True)


def answers_urls() -> list[str]:
    """Where answers are held against the agreed sentences."""
    return [source.answers_url() for source in _sources]
