"""Find the agreed sentence: a few letters in, the standard in force out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.science.search import Synonyms
from gijun.standards.queries import visible
from gijun.standards.queries.catalogue import Catalogue, catalogue
from gijun.standards.queries.documents import Entry, Step
from gijun.standards.queries.reasons import reasons_below
from gijun.standards.rules.content import words_to_say
from gijun.standards.terms import Language, SentenceChannel

RECENT = timedelta(days=7)
NEWEST = "newest"
OVERDUE = 0.7  # what a match counts where the review is overdue
LONGEST_QUERY = 400  # characters; a customer's message is cut there


@dataclass(frozen=True, slots=True)
class Found:
    """A standard in force with the sentence to say and what to do."""

    standard_id: int
    version_id: int
    code: str
    title: str
    number: int
    sentence: str  # for the channel and language asked for
    steps: tuple[Step, ...]
    valid_from: datetime
    changed_recently: bool  # in force for less than a week
    review_overdue: bool  # its day has passed, or a clause it says changed
    matched_by: str  # how the words were read; "newest" where there were none
    language: str = Language.KOREAN  # of the sentence
    is_other_language: bool = False  # there is none in the language asked for
    has_exceptions: bool = False  # it can be judged by


@dataclass(frozen=True, slots=True)
class Sought:
    """Words somebody searched with, and what the centre's own words make of them."""

    words: str
    synonyms: Synonyms


def sought(words: str, at: datetime) -> Sought:
    """What is marked in the texts that were found."""
    return Sought(words.strip()[:LONGEST_QUERY], catalogue(at).synonyms)


def find(
    person: Person,
    query: str,
    *,
    at: datetime,
    channel: str = SentenceChannel.ANY,
    limit: int = 8,
    language: str = Language.KOREAN,
    team_id: int | None = None,
    reason_id: int | None = None,
) -> list[Found]:
    """Standards in force at ``at`` for the person, the best first.

    Without words: those that changed last. ``team_id`` narrows to what holds for that team, ``reason_id``
    to a contact reason and everything below it.
    """
    known = catalogue(at)
    allowed = known.in_force(
        at, _teams(person, team_id), None if reason_id is None else reasons_below(reason_id)
    )
    words = query.strip()[:LONGEST_QUERY]
    if words:
        hits = known.reader.search(
            words, allowed=allowed, limit=limit, synonyms=known.synonyms, priors=_priors(known, at)
        )
        matches = [(known.entry(hit.id), hit.matched_by.value) for hit in hits]
    else:
        matches = [(entry, NEWEST) for entry in _newest(known, allowed.tolist())[:limit]]
    return [_found(entry, matched_by, at, channel, language) for entry, matched_by in matches]


def _teams(person: Person, team_id: int | None) -> frozenset[int]:
    seen = visible.teams(person)
    if team_id is None:
        return seen
    return seen & frozenset(authority.standing(person).lineages.get(team_id, ()))


def _priors(known: Catalogue, at: datetime) -> dict[int, float]:
    """What is overdue for review stands behind what is not, unless it was asked for by name."""
    return dict.fromkeys(known.overdue(log.business_day(at).toordinal()).tolist(), OVERDUE)


def _newest(known: Catalogue, version_ids: Iterable[int]) -> list[Entry]:
    """The latest change first, equals by code."""
    entries = sorted((known.entry(one) for one in version_ids), key=lambda entry: entry.code)
    return sorted(entries, key=lambda entry: entry.valid_from, reverse=True)


def _found(entry: Entry, matched_by: str, at: datetime, channel: str, language: str) -> Found:
    sentence, spoken = words_to_say(entry.sentences, channel, language)
    return Found(
        standard_id=entry.standard_id,
        version_id=entry.version_id,
        code=entry.code,
        title=entry.title,
        number=entry.number,
        sentence=sentence,
        steps=entry.steps,
        valid_from=entry.valid_from,
        changed_recently=at - entry.valid_from < RECENT,
        review_overdue=_is_overdue(entry, at),
        matched_by=matched_by,
        language=spoken,
        is_other_language=spoken != language,
        has_exceptions=entry.has_exceptions,
    )


def _is_overdue(entry: Entry, at: datetime) -> bool:
    if entry.review.day is None:  # the centre's day need not be asked for
        return entry.review.is_void
    return entry.review.is_overdue(log.business_day(at, entry.team_id))
