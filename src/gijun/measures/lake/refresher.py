"""Copy what is new in the log into the lake, fold the facts, and publish both together."""

import logging
import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa
from django.conf import settings

from gijun.events import log
from gijun.measures.lake import duck, folding, lease, manifest, parts, source
from gijun.measures.lake.lease import Held
from gijun.measures.lake.manifest import BEGUN, PUBLISHED, Manifest
from gijun.measures.lake.rules import DayRules

logger = logging.getLogger(__name__)
CHUNK = 100_000  # facts read at once
NIGHT_ENDS_AT = timedelta(hours=3)  # by the installation's clock; then yesterday's files are put together
COPY_LEASE_S = 120.0  # a chunk takes seconds
FOLD_LEASE_S = 1800.0  # a fold of a large log takes minutes

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a refresh has come."""

    position: int
    head: int


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did."""

    manifest: Manifest
    copied: int  # facts


def nobody_listens(_progress: Progress) -> None:
    """For callers that do not show progress."""


def never() -> bool:
    return False


def refresh(
    clock: Clock,
    *,
    anew: bool = False,
    tell: Callable[[Progress], None] = nobody_listens,
    is_stopped: Callable[[], bool] = never,
) -> Refreshed | None:
    """Bring the lake up to the head of the log.

    Facts are folded again where something new touches them: ``bench/measures_scale.py`` says what that takes.

    Args:
        clock: the time now, aware; asked again while it works.
        anew: build everything from the first fact; one that was interrupted goes on where it was.
        tell: called after each chunk.
        is_stopped: asked after each chunk; when it says yes the rest waits for the next refresh.

    Returns:
        What was done; none when another process is at it or it was stopped before it could publish.

    Raises:
        LeaseLostError: it was silent for too long and another process took over; nothing was published.
    """
    held = lease.take(clock(), for_s=COPY_LEASE_S)
    if held is None:
        return None
    root = Path(settings.LAKE)
    try:
        with closing(duck.connect(root)) as connection:
            return _Refresher(root, clock, held, connection).run(anew, tell, is_stopped)
    finally:
        held.give_back()


@dataclass(frozen=True, slots=True)
class _Refresher:
    """One refresh, by the process that holds the lease."""

    root: Path
    clock: Clock
    held: Held
    duck: duckdb.DuckDBPyConnection

    def run(
        self, anew: bool, tell: Callable[[Progress], None], is_stopped: Callable[[], bool]
    ) -> Refreshed | None:
        published = self._published()
        begun = _begin(self.root, published, anew=anew)
        copied = 0
        while True:
            asked_at = self.clock()
            facts = source.chunk_after(begun.position, most=CHUNK)
            if facts.num_rows:
                begun = self._copied(begun, facts)
                copied += facts.num_rows
                tell(Progress(begun.position, log.head()))
            if facts.num_rows < CHUNK:
                break
            if is_stopped():
                return None
        begun = self._tidied(replace(begun, as_of_ms=log.to_ms(asked_at)))
        begun = self._folded(begun, published)
        self._publish(begun)
        if begun.ahead > (published.ahead if published else 0):
            logger.warning("%d facts are dated later than now and are not counted until then.", begun.ahead)
        parts.sweep(self.root, set(begun.paths()), before_ms=begun.as_of_ms)
        return Refreshed(begun, copied)

    def _published(self) -> Manifest | None:
        """What readers see now; none when a file of it is gone, so that it is built again."""
        published = manifest.read(self.root)
        return published if published and published.is_whole(self.root) else None

    def _copied(self, begun: Manifest, facts: pa.Table) -> Manifest:
        further = begun.with_parts(parts.write(self.duck, self.root, begun, facts))
        self.held.prolong(self.clock(), for_s=COPY_LEASE_S)
        manifest.write(self.root, further, BEGUN)
        return further

    def _tidied(self, begun: Manifest) -> Manifest:
        """Once a night, give each day that is over one file."""
        today = _night_of(begun.as_of_ms)
        if begun.tidied == today.isoformat():
            return begun
        self.held.prolong(self.clock(), for_s=FOLD_LEASE_S)
        whole = parts.tidied(self.duck, self.root, begun, until=today)
        return replace(whole, tidied=today.isoformat())

    def _folded(self, begun: Manifest, published: Manifest | None) -> Manifest:
        """Fold the facts, unless nothing happened since they were folded last."""
        same = published and (published.generation, published.position) == (begun.generation, begun.position)
        if published and same and published.facts and not published.ahead:
            return replace(begun, facts=published.facts)
        self.held.prolong(self.clock(), for_s=FOLD_LEASE_S)
        return folding.fold(self.duck, self.root, begun, published, DayRules.now())

    def _publish(self, begun: Manifest) -> None:
        replaced = manifest.read(self.root)
        if replaced is not None:
            parts.retire(self.root, set(replaced.paths()) - set(begun.paths()), at_ms=begun.as_of_ms)
        aside = manifest.write_aside(self.root, begun, PUBLISHED)

        def move() -> None:
            os.replace(aside, self.root / PUBLISHED)
            (self.root / BEGUN).unlink(missing_ok=True)

        self.held.publish(move, self.clock(), for_s=COPY_LEASE_S)


def _begin(root: Path, published: Manifest | None, *, anew: bool) -> Manifest:
    """Where to go on: an interrupted refresh, what is published, or the first fact."""
    begun = manifest.read(root, BEGUN)
    if begun is not None and begun.is_whole(root):
        if published is None or begun.generation > published.generation:
            return begun
        if begun.position > published.position and not anew:
            return begun
    if published is None or anew:
        return Manifest(generation=parts.newest_generation(root) + 1)
    return published


def _night_of(ms: int) -> date:
    """The day whose night was over last at ``ms``."""
    return (log.from_ms(ms).astimezone(ZoneInfo(settings.TIME_ZONE)) - NIGHT_ENDS_AT).date()
