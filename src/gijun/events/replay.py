"""Give facts back as they were recorded, so that state can be folded from them."""

from collections.abc import Iterable, Iterator
from typing import Any

from gijun.events.facts import KNOWN, Fact
from gijun.events.models import Event


def as_fact(event: Event) -> Fact:
    """The dataclass that was recorded.

    Raises:
        KeyError: no package that is installed knows this kind of fact.
    """
    kind = KNOWN[event.name]
    given: dict[str, Any] = dict(event.data)
    for column in ("ticket_id", "contact_id", "agent_id", "team_id", "channel"):
        if column in kind.__dataclass_fields__:
            given[column] = getattr(event, column)
    return kind(**given)


def facts(events: Iterable[Event]) -> Iterator[tuple[Event, Fact]]:
    """Each event with its fact, in the order given; kinds nobody knows any more are passed over."""
    for event in events:
        if event.name in KNOWN:
            yield event, as_fact(event)
