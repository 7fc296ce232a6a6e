"""Standards that contradict each other: found among everything in force, told to whoever may see both.

What contradicts is read from sentences and tables, so it is kept in memory and built anew when the log tells
of a change. What somebody declared compatible is read from the rows every time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import ClassVar

from django.db.models import Max, Q

from gijun.events.models import Event
from gijun.organisation import authority
from gijun.organisation.events import TeamChanged
from gijun.organisation.models import Person
from gijun.standards import events
from gijun.standards.models import ConflictClearance, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.reasons import parents
from gijun.standards.rules.content import Said, hash_of
from gijun.standards.rules.contradictions import (
    Contradiction,
    Scope,
    Text,
    contradictions,
    products_named,
)
from gijun.standards.rules.reasons import below
from gijun.standards.rules.variables import render

CHANGES = [
    kind.name
    for kind in (
        events.StandardChanged,
        events.VersionPublished,
        events.VersionSuperseded,
        events.ReasonAdded,
        events.ReasonChanged,
        TeamChanged,
    )
]
MOST_KEPT = 200_000  # pairs of texts whose differences are remembered
LOOK_BACK = timedelta(days=1)  # askers' clocks may differ

Stamp = tuple[int, int]  # position and recording time of the last fact that changed what may contradict


@dataclass(frozen=True, slots=True)
class Compared:
    """A version as it is compared with others."""

    version_id: int
    standard_id: int
    reason_id: int | None
    scope: Scope
    text: Text
    text_hash: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two versions that contradict each other, the older first, and while both are in force."""

    first: Compared
    second: Compared
    points: tuple[Contradiction, ...]

    @property
    def version_ids(self) -> tuple[int, int]:
        return self.first.version_id, self.second.version_id

    @property
    def begins(self) -> datetime:
        return max(self.first.scope.valid_from, self.second.scope.valid_from)

    def is_over(self, at: datetime) -> bool:
        ends = [one.scope.valid_to for one in (self.first, self.second) if one.scope.valid_to is not None]
        return any(end <= at for end in ends)

    @property
    def contents_hash(self) -> str:
        return hash_of(self.first.text_hash, self.second.text_hash)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction as people see it; ``clearance`` says why it is none after all."""

    first: StandardVersion
    second: StandardVersion
    points: tuple[Contradiction, ...]
    begins: datetime
    contents_hash: str
    clearance: ConflictClearance | None = None

    @property
    def is_open(self) -> bool:
        return self.clearance is None

    def other(self, version_id: int) -> StandardVersion:
        """The version that contradicts this one."""
        return self.second if self.first.pk == version_id else self.first


@dataclass(frozen=True, slots=True)
class Known:
    """Every pair as the log had it after one fact; versions that ended before ``since`` are left out."""

    pairs: tuple[Pair, ...]
    stamp: Stamp
    since: datetime


class _Kept:
    known: Known | None = None
    points: ClassVar[dict[tuple[str, str], tuple[Contradiction, ...]]] = {}  # by hashes of both texts
    lock = Lock()


def conflicts(person: Person, at: datetime) -> list[Conflict]:
    """Contradictions between standards in force at ``at`` or scheduled, where the person sees both.

    Open ones first, then the earliest.
    """
    seen = visible.teams(person)
    pairs = [
        pair
        for pair in all_pairs(at)
        if not pair.is_over(at) and {pair.first.scope.lineage[-1], pair.second.scope.lineage[-1]} <= seen
    ]
    return sorted(_told(pairs), key=lambda one: (not one.is_open, one.begins, one.first.pk, one.second.pk))


def conflicts_of(version: StandardVersion, at: datetime, *, starts: datetime | None = None) -> list[Conflict]:
    """What contradicts one version: published, or a draft in force from ``starts`` on (none: from ``at``)."""
    if not version.is_draft:
        return _told([one for one in all_pairs(at) if version.pk in one.version_ids and not one.is_over(at)])
    above, lineages = parents(), _lineages([version])
    own = _compared(version, above, lineages, valid_from=starts or at)
    found = (_pair(other, own) for other in published(at) if other.standard_id != own.standard_id)
    return _told([pair for pair in found if pair is not None])


def _told(pairs: Sequence[Pair]) -> list[Conflict]:
    """Pairs with their versions and what was said of them, in two more queries."""
    if not pairs:
        return []
    ids = {pk for pair in pairs for pk in pair.version_ids}
    versions = StandardVersion.objects.select_related(
        "standard__team", "standard__reason", "standard__owner"
    ).in_bulk(ids)
    rows = ConflictClearance.objects.filter(reopened_at=None, first__in=ids, second__in=ids)
    cleared = {
        (row.first_id, row.second_id, row.contents_hash): row
        for row in rows.select_related("cleared_by").order_by("id")
    }
    return [
        Conflict(
            first=versions[pair.first.version_id],
            second=versions[pair.second.version_id],
            points=pair.points,
            begins=pair.begins,
            contents_hash=pair.contents_hash,
            clearance=cleared.get((*pair.version_ids, pair.contents_hash)),
        )
        for pair in pairs
        if pair.first.version_id in versions and pair.second.version_id in versions
    ]


def all_pairs(at: datetime) -> tuple[Pair, ...]:
    """Every contradiction as the log has it now, good for questions about ``at`` and later."""
    kept = _Kept.known
    if kept and kept.since <= at and _is_fresh(kept.stamp):
        return kept.pairs
    with _Kept.lock:
        kept = _Kept.known
        if not (kept and kept.since <= at and _is_fresh(kept.stamp)):
            kept = _Kept.known = _found(at)
    return kept.pairs


def _found(at: datetime) -> Known:
    stamp = last_change()  # read before the rows: what is published meanwhile is noticed next time
    pairs = (_pair(one, other) for one, other in _neighbours(published(at)))
    return Known(tuple(pair for pair in pairs if pair is not None), stamp, since=at - LOOK_BACK)


def _neighbours(versions: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Pairs whose reasons may meet, each once: the same, one above the other, or none at all."""
    by_reason: dict[int | None, list[Compared]] = {}
    for one in versions:
        by_reason.setdefault(one.reason_id, []).append(one)
    for one in versions:
        for reason_id in one.scope.reasons or by_reason.keys():
            for other in by_reason.get(reason_id, ()):
                if reason_id != one.reason_id or one.version_id < other.version_id:
                    yield one, other


def _is_fresh(stamp: Stamp) -> bool:
    """Is the fact the pairs were found after still the last one? Also false on another database."""
    facts = Event.objects.filter(name__in=CHANGES, position__gte=stamp[0]).order_by("position")
    return list(facts.values_list("position", "recorded_at_ms")[:2]) == [stamp]


def last_change() -> Stamp:
    """Position and recording time of the last fact that changed what may contradict."""
    last = Event.objects.filter(name__in=CHANGES).aggregate(last=Max("position"))["last"] or 0
    return Event.objects.filter(pk=last).values_list("position", "recorded_at_ms").first() or (0, 0)


def published(at: datetime) -> list[Compared]:
    """Versions in force at ``at`` or later, the oldest first."""
    rows = list(
        StandardVersion.objects.published()
        .filter(Q(valid_to=None) | Q(valid_to__gt=at - LOOK_BACK))
        .select_related("standard__team")
        .prefetch_related("sentences")
        .order_by("id")
    )
    above, lineages = parents(), _lineages(rows)
    return [_compared(row, above, lineages) for row in rows]


def _lineages(rows: Iterable[StandardVersion]) -> dict[int, tuple[int, ...]]:
    teams = {row.standard.team_id: row.standard.team for row in rows}
    return {pk: team.lineage for pk, team in teams.items()}


def _compared(
    row: StandardVersion,
    above: dict[int, int | None],
    lineages: dict[int, tuple[int, ...]],
    *,
    valid_from: datetime | None = None,
) -> Compared:
    standard = row.standard
    starts = valid_from or row.valid_from
    if starts is None:
        raise ValueError(f"{row} is a draft and begins at no time.")
    reasons = below(standard.reason_id, above) if standard.reason_id in above else frozenset()
    text = Text(standard.title, _as_said(row), row.exceptions)
    return Compared(
        version_id=row.pk,
        standard_id=row.standard_id,
        reason_id=standard.reason_id,
        scope=Scope(
            reasons=frozenset(reasons),
            products=products_named(standard.products),
            lineage=lineages[standard.team_id],
            valid_from=starts,
            valid_to=row.valid_to,
        ),
        text=text,
        text_hash=text.hash(),
    )


def _as_said(row: StandardVersion) -> tuple[Said, ...]:
    """Its sentences with nothing known of the customer."""
    return tuple(Said(one.channel, one.language, render(one.text, {}).text) for one in row.sentences.all())


def _pair(one: Compared, other: Compared) -> Pair | None:
    if one.standard_id == other.standard_id or not one.scope.overlaps(other.scope):
        return None
    first, second = sorted((one, other), key=lambda compared: compared.version_id)
    points = _points(first, second)
    return Pair(first, second, points) if points else None


def _points(first: Compared, second: Compared) -> tuple[Contradiction, ...]:
    """On what two versions differ, worked out once for the same words."""
    key = (first.text_hash, second.text_hash)
    points = _Kept.points.get(key)
    if points is None:
        if len(_Kept.points) >= MOST_KEPT:
            _Kept.points.clear()
        points = _Kept.points[key] = tuple(contradictions(first.text, second.text))
    return points


def may_decide(person: Person, conflict: Conflict) -> bool:
    """May the person say of a contradiction that both are right?"""
    teams = {conflict.first.standard.team_id, conflict.second.standard.team_id}
    return all(authority.allows(person, "standards.publish", team_id=team_id) for team_id in teams)
