"""Fold facts into who answers how many contacts themselves, and the notes of what they learned."""

from dataclasses import dataclass, field

from gijun.desk.events import quota as facts
from gijun.events.facts import Fact


@dataclass(slots=True)
class QuotaHistory:
    """What the log knows of quotas and notes."""

    per_day: dict[int, int] = field(default_factory=dict)  # by person
    notes: dict[int, int] = field(default_factory=dict)  # note → person


def apply(history: QuotaHistory, at_ms: int, fact: Fact) -> None:  # noqa: ARG001 -- every area takes a time
    """Apply one fact."""
    match fact:
        case facts.ContactQuotaSet():
            history.per_day.pop(fact.agent_id, None)
            if fact.per_day:
                history.per_day[fact.agent_id] = fact.per_day
        case facts.LearnedNoteWritten():
            history.notes[fact.note_id] = fact.agent_id
