"""Personal scripts as the log tells them."""

from dataclasses import dataclass

from gijun.events.facts import Fact
from gijun.standards import events
from gijun.standards.terms import SnippetState


@dataclass(slots=True)
class SnippetHistory:
    owner_id: int
    team_id: int
    content_hash: str
    state: str = SnippetState.UNOFFICIAL.value
    standard_id: int | None = None


def apply(history: dict[int, SnippetHistory], fact: Fact) -> None:
    match fact:
        case events.SnippetAdded():
            history[fact.snippet_id] = SnippetHistory(fact.owner_id, fact.team_id, fact.content_hash)
        case events.SnippetChanged():
            snippet = history[fact.snippet_id]
            snippet.owner_id, snippet.content_hash = fact.owner_id, fact.content_hash
        case events.SnippetPromoted():
            snippet = history[fact.snippet_id]
            snippet.state, snippet.standard_id = SnippetState.PROMOTED.value, fact.standard_id
        case events.SnippetRetired():
            history[fact.snippet_id].state = SnippetState.RETIRED.value
        case events.SnippetOfferedAgain():
            history[fact.snippet_id].state = SnippetState.UNOFFICIAL.value
