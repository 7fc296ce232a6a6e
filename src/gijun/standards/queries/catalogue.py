"""Every standard that is or will be in force, held in memory for searching.

Each process builds its own and builds it anew when the log tells of a change, so all processes give the same
answers. What is in force is decided when somebody asks, never when the catalogue is built.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Lock

import numpy as np
import numpy.typing as npt
from django.db.models import Max, Q

from gijun.events import log
from gijun.events.models import Event
from gijun.science.search import Document, Index
from gijun.standards.events import ReasonChanged, StandardChanged, VersionPublished, VersionSuperseded
from gijun.standards.models import ChecklistItem, ContactReason, StandardVersion
from gijun.standards.rules.content import Said
from gijun.standards.rules.reasons import in_order

CHANGES = [kind.name for kind in (StandardChanged, VersionPublished, VersionSuperseded, ReasonChanged)]
WEIGHTS = {"title": 1.5, "questions": 1.5, "reason": 0.5, "sentences": 1.0, "explanation": 0.3}
LOOK_BACK = timedelta(days=1)  # askers' clocks may differ: what ended just before is still there
FOREVER = np.iinfo(np.int64).max

Stamp = tuple[int, int]  # position and recording time of the last fact that changed what can be found


@dataclass(frozen=True, slots=True)
class Step:
    item_id: int
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as it can be found."""

    version_id: int
    standard_id: int
    code: str
    title: str
    number: int
    team_id: int
    reason_id: int | None
    sentences: tuple[Said, ...]
    steps: tuple[Step, ...]
    valid_from: datetime
    valid_to: datetime | None
    review_on: date | None


class Catalogue:
    """Versions by id, with an index over their words."""

    def __init__(self, entries: Sequence[Entry], index: Index, *, stamp: Stamp, since: datetime) -> None:
        self.entries = {one.version_id: one for one in entries}
        self.index = index
        self.stamp = stamp
        self.since = since  # versions that ended before are left out
        self._ids = _array(one.version_id for one in entries)
        self._from_ms = _array(log.to_ms(one.valid_from) for one in entries)
        self._to_ms = _array(log.to_ms(one.valid_to) if one.valid_to else FOREVER for one in entries)
        self._team_ids = _array(one.team_id for one in entries)
        self._reason_ids = _array(one.reason_id or 0 for one in entries)

    def in_force(
        self, at: datetime, team_ids: Iterable[int], reason_ids: Iterable[int] | None = None
    ) -> frozenset[int]:
        """Ids of versions in force at ``at`` for these teams (and about one of these reasons)."""
        now_ms = log.to_ms(at)
        mask = (self._from_ms <= now_ms) & (now_ms < self._to_ms) & np.isin(self._team_ids, _array(team_ids))
        if reason_ids is not None:
            mask &= np.isin(self._reason_ids, _array(reason_ids))
        return frozenset(self._ids[mask].tolist())


def _array(numbers: Iterable[int]) -> npt.NDArray[np.int64]:
    return np.fromiter(numbers, dtype=np.int64)


class _Kept:
    catalogue: Catalogue | None = None
    lock = Lock()


def catalogue(at: datetime) -> Catalogue:
    """The catalogue as the log has it now, good for questions about ``at`` and later."""
    kept = _Kept.catalogue
    if kept and kept.since <= at and _is_fresh(kept.stamp):
        return kept
    with _Kept.lock:
        kept = _Kept.catalogue
        if not (kept and kept.since <= at and _is_fresh(kept.stamp)):
            kept = _Kept.catalogue = _built(at)
    return kept


def _is_fresh(stamp: Stamp) -> bool:
    """Is the fact the catalogue was built after still the last one? Also false on another database."""
    facts = Event.objects.filter(name__in=CHANGES, position__gte=stamp[0]).order_by("position")
    return list(facts.values_list("position", "recorded_at_ms")[:2]) == [stamp]


def _stamp() -> Stamp:
    last = Event.objects.filter(name__in=CHANGES).aggregate(last=Max("position"))["last"] or 0
    return Event.objects.filter(pk=last).values_list("position", "recorded_at_ms").first() or (0, 0)


def _built(at: datetime) -> Catalogue:
    stamp = _stamp()  # read before the rows: what is published meanwhile is noticed next time
    since = at - LOOK_BACK
    ways = {
        node.reason_id: " ".join(node.way)
        for node in in_order(
            [(row.pk, row.parent_id, f"{row.name_ko} {row.name_en}") for row in ContactReason.objects.all()]
        )
    }
    rows = (
        StandardVersion.objects.published()
        .filter(Q(valid_to=None) | Q(valid_to__gt=since))
        .select_related("standard")
        .prefetch_related("sentences", "checklist")
        .order_by("id")
    )
    entries, documents = list[Entry](), list[Document]()
    for row in rows:
        entries.append(_entry(row))
        documents.append(Document(row.pk, _fields(row, ways)))
    return Catalogue(entries, Index.build(documents, WEIGHTS), stamp=stamp, since=since)


def _entry(row: StandardVersion) -> Entry:
    steps: Iterable[ChecklistItem] = row.checklist.all()
    span = row.span()
    return Entry(
        version_id=row.pk,
        standard_id=row.standard_id,
        code=row.standard.code,
        title=row.standard.title,
        number=row.number,
        team_id=row.standard.team_id,
        reason_id=row.standard.reason_id,
        sentences=row.content().sentences,
        steps=tuple(Step(step.pk, step.text) for step in steps),
        valid_from=span.valid_from,
        valid_to=span.valid_to,
        review_on=row.review_on,
    )


def _fields(row: StandardVersion, ways: dict[int, str]) -> dict[str, str]:
    """The words a version is found by, by field."""
    return {
        "title": f"{row.standard.title} {row.standard.code}",
        "questions": row.standard.example_questions,
        "reason": ways.get(row.standard.reason_id or 0, ""),
        "sentences": "\n".join(one.text for one in row.sentences.all()),
        "explanation": row.explanation,
    }
