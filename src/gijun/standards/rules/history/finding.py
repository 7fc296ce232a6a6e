"""Searches in vain, synonyms, lessons and cleared conflicts as the log tells them."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards import events


@dataclass(slots=True)
class Clearance:
    """Two versions said to be both right, the hash of what they said, and whether that still stands."""

    first_version_id: int
    second_version_id: int
    contents_hash: str
    stands: bool = True


@dataclass(slots=True)
class OfficeWordHistory:
    """A word of the office with its suggestion, as a hash, and whether it stands."""

    number: int
    words_hash: str
    stands: bool = True


@dataclass(slots=True)
class FindingHistory:
    """Searches in vain by what became of them (empty: open), and what else was noted about finding."""

    not_found: dict[int, str] = field(default_factory=dict)
    synonyms: dict[int, str] = field(default_factory=dict)
    office_words: dict[int, OfficeWordHistory] = field(default_factory=dict)
    lessons: dict[int, str] = field(default_factory=dict)
    clearances: dict[int, Clearance] = field(default_factory=dict)


def apply(history: FindingHistory, fact: Fact) -> None:
    match fact:
        case events.StandardNotFound():
            history.not_found[fact.query_id] = ""
        case events.NotFoundSettled():
            history.not_found[fact.query_id] = fact.outcome
        case events.SynonymAdded():
            history.synonyms[fact.synonym_id] = fact.words_hash
        case events.SynonymRemoved():
            del history.synonyms[fact.synonym_id]
        case events.OfficeWordAdded():
            history.office_words[fact.word_id] = OfficeWordHistory(fact.number, fact.words_hash)
        case events.OfficeWordWithdrawn():
            history.office_words[fact.word_id].stands = False
        case events.LearnedFromUse():
            history.lessons[fact.lesson_id] = fact.content_hash
        case events.ConflictCleared():
            history.clearances[fact.clearance_id] = Clearance(
                fact.first_version_id, fact.second_version_id, fact.contents_hash
            )
        case events.ConflictReopened():
            history.clearances[fact.clearance_id].stands = False
        case events.DraftDiscarded():
            history.clearances = {
                pk: one
                for pk, one in history.clearances.items()
                if fact.version_id not in (one.first_version_id, one.second_version_id)
            }
