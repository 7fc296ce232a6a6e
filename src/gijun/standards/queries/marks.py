"""Which versions the finder marks as contradicted, without comparing anything while somebody types.

The worker compares what changed and keeps the pairs on disk, seconds after a change. Until then the finder
marks what it knew; where no worker has kept anything, or none keeps up, the pairs are found here.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from gijun.events import log
from gijun.events.models import Event
from gijun.organisation.models import Person
from gijun.standards.models import ConflictClearance
from gijun.standards.queries import visible
from gijun.standards.queries.consistency import CHANGES, Pair, Stamp, all_pairs

FILE = "contradictions.json"
LAG = timedelta(minutes=1)  # a worker further behind than that is not waited for


@dataclass(frozen=True, slots=True)
class Mark:
    """Two versions that contradict each other, as far as the finder has to know."""

    first_id: int
    second_id: int
    first_team: int
    second_team: int
    from_ms: int  # both are in force from then on
    to_ms: int | None  # none: until superseded
    contents_hash: str

    @classmethod
    def of(cls, pair: Pair) -> "Mark":
        ends = [one.scope.valid_to for one in (pair.first, pair.second) if one.scope.valid_to is not None]
        return cls(
            *pair.version_ids,
            pair.first.scope.lineage[-1],
            pair.second.scope.lineage[-1],
            log.to_ms(pair.begins),
            log.to_ms(min(ends)) if ends else None,
            pair.contents_hash,
        )

    def is_at(self, now_ms: int) -> bool:
        return self.from_ms <= now_ms and (self.to_ms is None or now_ms < self.to_ms)


@dataclass(frozen=True, slots=True)
class Written:
    """What the worker keeps: marks as the log had them after one fact."""

    stamp: Stamp
    since_ms: int  # versions that ended before are left out
    marks: tuple[Mark, ...]


class _Kept:
    last: tuple[tuple[Path, int, int], Written | None] | None = None  # which file, and what it says


def contradicted(person: Person, at: datetime) -> frozenset[int]:
    """Ids of versions in force at ``at`` that another one contradicts without a note why both are right."""
    seen, now_ms = visible.teams(person), log.to_ms(at)
    now = [one for one in _marks(at) if one.is_at(now_ms) and {one.first_team, one.second_team} <= seen]
    if not now:
        return frozenset()
    ids = {pk for one in now for pk in (one.first_id, one.second_id)}
    rows = ConflictClearance.objects.filter(reopened_at=None, first__in=ids, second__in=ids)
    cleared = set(rows.values_list("first", "second", "contents_hash"))
    marked = [one for one in now if (one.first_id, one.second_id, one.contents_hash) not in cleared]
    return frozenset(pk for one in marked for pk in (one.first_id, one.second_id))


def _marks(at: datetime) -> Iterable[Mark]:
    kept = written(Path(settings.SEARCH))
    if kept and kept.since_ms <= log.to_ms(at) and _is_close(kept.stamp, at):
        return kept.marks
    return map(Mark.of, all_pairs(at))


def _is_close(stamp: Stamp, at: datetime) -> bool:
    """Has nothing changed since, or so lately that the worker will say so? False on another database too."""
    facts = Event.objects.filter(name__in=CHANGES, position__gte=stamp[0]).order_by("position")
    found = list(facts.values_list("position", "recorded_at_ms")[:2])
    if found[:1] != [stamp]:
        return False
    return len(found) == 1 or log.to_ms(at - LAG) < found[1][1]


def written(folder: Path) -> Written | None:
    """What the worker keeps, read again only when it was written anew; none: nothing to trust."""
    path = folder / FILE
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    which = (path, about.st_ino, about.st_mtime_ns)
    kept = _Kept.last
    if kept is None or kept[0] != which:
        kept = _Kept.last = (which, _read(path))
    return kept[1]


def _read(path: Path) -> Written | None:
    try:
        content = json.loads(path.read_bytes())
        stamp = (int(content["position"]), int(content["recorded_at_ms"]))
        return Written(stamp, int(content["since_ms"]), tuple(Mark(*row) for row in content["marks"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def to_keep(stamp: Stamp, since: datetime, marks: Iterable[Mark]) -> bytes:
    """The content of the file, which ``written`` reads back."""
    content = {
        "position": stamp[0],
        "recorded_at_ms": stamp[1],
        "since_ms": log.to_ms(since),
        "marks": [astuple(one) for one in marks],
    }
    return json.dumps(content).encode()
