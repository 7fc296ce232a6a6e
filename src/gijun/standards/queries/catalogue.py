"""Every standard that is or will be in force, held in memory for searching.

The log says what changed, so all processes give the same answers at once: each looks at the last facts before
it answers and takes in the standards they name. The words stand in an index on disk that the worker keeps;
what has changed since it was written is searched beside it. What is in force is decided when somebody asks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.db.models import Max

from gijun.events import log
from gijun.events.models import Event
from gijun.science.search import Library, Synonyms
from gijun.science.search.reader import Reader
from gijun.standards import events
from gijun.standards.models import ClauseStandard, Synonym
from gijun.standards.queries import shelf
from gijun.standards.queries.documents import WEIGHTS, Entry, Findable, findable
from gijun.standards.rules.review import Review

OF_A_STANDARD = [
    events.StandardChanged.name,
    events.VersionPublished.name,
    events.VersionSuperseded.name,
    events.VersionVerified.name,
    events.ClauseMapped.name,
    events.ClauseUnmapped.name,
]
OF_A_DOCUMENT = [events.PolicyDocumentReplaced.name]  # also clauses that are gone void what was verified
OF_WORDS = [events.SynonymAdded.name, events.SynonymRemoved.name]
CHANGES = [*OF_A_STANDARD, *OF_A_DOCUMENT, *OF_WORDS, events.ReasonChanged.name]
LOOK_BACK = timedelta(days=1)  # askers' clocks may differ: what ended just before is still there
FOREVER = np.iinfo(np.int64).max

Stamp: TypeAlias = tuple[int, int]  # position and recording time of a fact
Ids: TypeAlias = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Catalogue:
    """Versions by id, and an index over their words."""

    findable: Mapping[int, Findable]
    reader: Reader
    synonyms: Synonyms
    stamp: Stamp
    moment: tuple[int, int] | None  # of the index on disk
    since: datetime  # versions that ended before are left out

    @cached_property
    def _columns(self) -> dict[str, Ids]:
        entries = [one.entry for one in self.findable.values()]
        return {
            "ids": _array(one.version_id for one in entries),
            "from_ms": _array(log.to_ms(one.valid_from) for one in entries),
            "to_ms": _array(log.to_ms(one.valid_to) if one.valid_to else FOREVER for one in entries),
            "team_ids": _array(one.team_id for one in entries),
            "reason_ids": _array(one.reason_id or 0 for one in entries),
            "review_days": _array(_review_day(one.review) for one in entries),
        }

    def entry(self, version_id: int) -> Entry:
        return self.findable[version_id].entry

    def in_force(self, at: datetime, team_ids: Iterable[int], reason_ids: Iterable[int] | None = None) -> Ids:
        """Ids of versions in force at ``at`` for these teams (and about one of these reasons)."""
        columns = self._columns
        now_ms = log.to_ms(at)
        mask = (columns["from_ms"] <= now_ms) & (now_ms < columns["to_ms"])
        mask &= np.isin(columns["team_ids"], _array(team_ids))
        if reason_ids is not None:
            mask &= np.isin(columns["reason_ids"], _array(reason_ids))
        return columns["ids"][mask]

    def overdue(self, day: int) -> Ids:
        """Ids of versions whose review was due before a day, given as its ordinal, or is void already."""
        return self._columns["ids"][self._columns["review_days"] < day]


def _review_day(review: Review) -> int:
    """The ordinal of the day that has to pass; 0, long past, where a clause changed."""
    if review.is_void:
        return 0
    return review.day.toordinal() if review.day else FOREVER


def _array(numbers: Iterable[int]) -> Ids:
    return np.fromiter(numbers, dtype=np.int64)


class _Kept:
    catalogue: Catalogue | None = None
    library: Library | None = None
    lock = Lock()


def catalogue(at: datetime) -> Catalogue:
    """The catalogue as the log has it now, good for questions about ``at`` and later."""
    kept = _Kept.catalogue
    if kept and _is_good(kept, at):
        return kept
    with _Kept.lock:
        kept = _Kept.catalogue
        if not (kept and _is_good(kept, at)):
            kept = _Kept.catalogue = _renewed(kept, at)
    return kept


def _is_good(kept: Catalogue, at: datetime) -> bool:
    return kept.since <= at and kept.moment == _moment() and _is_fresh(kept.stamp)


def _moment() -> tuple[int, int] | None:
    return shelf.moment_of(Path(settings.SEARCH))


def _is_fresh(stamp: Stamp) -> bool:
    """Is the fact the catalogue was built after still the last one? Also false on another database."""
    facts = Event.objects.filter(name__in=CHANGES, position__gte=stamp[0]).order_by("position")
    return list(facts.values_list("position", "recorded_at_ms")[:2]) == [stamp]


def last_change() -> Stamp:
    """Position and recording time of the last fact that changed what can be found."""
    last = Event.objects.filter(name__in=CHANGES).aggregate(last=Max("position"))["last"] or 0
    return Event.objects.filter(pk=last).values_list("position", "recorded_at_ms").first() or (0, 0)


def changed_standards(after: Stamp) -> frozenset[int] | None:
    """Standards that facts after a stamp name; none: everything may have changed."""
    if after[0] and not Event.objects.filter(pk=after[0], recorded_at_ms=after[1]).exists():
        return None
    later = Event.objects.filter(name__in=CHANGES, position__gt=after[0])
    if after[0] == 0 or later.filter(name=events.ReasonChanged.name).exists():
        return None
    named = later.filter(name__in=OF_A_STANDARD).values_list("data", flat=True)
    replaced = later.filter(name__in=OF_A_DOCUMENT).values_list("data", flat=True)
    return frozenset(data["standard_id"] for data in named) | _said_in(
        {data["document_id"] for data in replaced}
    )


def _said_in(document_ids: Collection[int]) -> frozenset[int]:
    """Standards that say clauses of these documents."""
    pairs = ClauseStandard.objects.filter(clause__document__in=document_ids)
    return frozenset(pairs.values_list("standard", flat=True)) if document_ids else frozenset()


def _renewed(kept: Catalogue | None, at: datetime) -> Catalogue:
    moment, stamp = (
        _moment(),
        last_change(),
    )  # read before the rows: what comes meanwhile is noticed next time
    changed = changed_standards(kept.stamp) if kept and kept.since <= at else None
    since = kept.since if kept and changed is not None else at - LOOK_BACK
    known = _findable(kept, changed, since)
    return Catalogue(known, _reader(known), _synonyms(), stamp, moment, since)


def _findable(
    kept: Catalogue | None, changed: Collection[int] | None, since: datetime
) -> dict[int, Findable]:
    if kept is None or changed is None:
        return {one.entry.version_id: one for one in findable(since)}
    stays = {pk: one for pk, one in kept.findable.items() if one.entry.standard_id not in changed}
    fresh = {one.entry.version_id: one for one in findable(since, changed)} if changed else {}
    return dict(sorted((stays | fresh).items()))


def _reader(known: Mapping[int, Findable]) -> Reader:
    """The index on disk with what changed since it was written; everything anew where there is none."""
    folder = Path(settings.SEARCH)
    written = shelf.written(folder)
    changed = changed_standards(written.stamp) if written else None
    if changed is None:
        return Library.open(folder / "none").with_changes(
            [one.document for one in known.values()], (), WEIGHTS
        )
    if _Kept.library is None or _Kept.library.folder != shelf.index_of(folder):
        _Kept.library = Library.open(shelf.index_of(folder))
    _Kept.library.refresh()
    fresh = [one.document for one in known.values() if one.entry.standard_id in changed]
    ids = _Kept.library.reader.ids
    gone = ids[~np.isin(ids, _array(known))].tolist()
    return _Kept.library.with_changes(fresh, gone, WEIGHTS)


def _synonyms() -> Synonyms:
    meanings: dict[str, list[str]] = defaultdict(list)
    for word, means in Synonym.objects.values_list("word", "means"):
        meanings[word].append(means)
    return Synonyms.of(meanings)
