"""The port through which sentences are filled with what is known of a contact."""

from collections.abc import Mapping
from typing import Protocol

from gijun.organisation.models import Person
from gijun.standards.terms.consistency import Fill


class ValueSource(Protocol):
    """Knows values of variables for a ticket."""

    def values(self, person: Person, ticket_id: int) -> Mapping[Fill, str]:
        """What is known; nothing where the person may not see the ticket."""
        ...


_sources: list[ValueSource] = []


def register(source: ValueSource) -> None:
    """Let a capability fill sentences; called from its ``AppConfig.ready``."""
    _sources.append(source)


def values_for(person: Person, ticket_id: int | None) -> dict[Fill, str]:
    """What is known for a ticket; nothing without one."""
    if ticket_id is None:
        return {}
    return {fill: value for source in _sources for fill, value in source.values(person, ticket_id).items()}
