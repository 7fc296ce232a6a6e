"""What time between two activities is, which edges stand in the map, and where contacts are lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from gijun.measures.process.terms import Activity, Phase, Stage

Pair: TypeAlias = tuple[str, str]
ASKS = {Activity.CONSULT, Activity.APPROVAL, Activity.ESCALATED, Activity.PARKED}
UNTAKEN = {Activity.CONTACT, Activity.QUEUED, Activity.RELEASED, Activity.REOPENED}
ENDS = {Activity.SOLVED, Activity.CLOSED, Activity.MERGED}
FROM_OTHERS = {Activity.WRITTEN, Activity.CONTACT}


def phase_of(before: str, after: str) -> Phase:
    """What the time between two activities is.

    In the queue until somebody takes it; after a reply it waits for the customer, after asking somebody for
    their answer; everything else between taking and solving is work.
    """
    if before in ENDS:
        return Phase.OVER
    if after == Activity.ASSIGNED or before in UNTAKEN:
        return Phase.QUEUE
    if before in ASKS or (before == Activity.REPLY and after in FROM_OTHERS | {Activity.REOPENED}):
        return Phase.PENDING
    return Phase.WORK


def phases(codes: Sequence[str]) -> list[tuple[str, str, str]]:
    """Every pair of activities with what the time between them is."""
    return [(before, after, str(phase_of(before, after))) for before, after in product(codes, repeat=2)]


def levels(edges: Mapping[Pair, int]) -> dict[Pair, int]:
    """From which share of edges on, in percent, each edge is shown: the most frequent ones first.

    The most frequent way into each activity and out of it is always shown, so that none hangs in the air.
    """
    ranked = sorted(edges, key=lambda pair: (-edges[pair], pair))
    heaviest_out = {start: (start, end) for start, end in reversed(ranked) if start != end}
    heaviest_in = {end: (start, end) for start, end in reversed(ranked) if start != end}
    always = {*heaviest_out.values(), *heaviest_in.values()}
    return {
        pair: 0 if pair in always else -(-100 * place // len(ranked))
        for place, pair in enumerate(ranked, start=1)
    }


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the funnel. ``lost``: how many of the stage before did not come here, or not yet."""

    stage: Stage
    reached: int
    skipped: int  # came further without it
    lost: int
    out_of: int  # of the stage before

    @property
    def lost_share(self) -> float | None:
        return self.lost / self.out_of if self.out_of else None


def funnel(opened: int, counts: Iterable[tuple[int, int]]) -> list[Step]:
    """Stages in order. ``counts``: of each later stage how many did it, and how many reached it."""
    told = [(opened, opened), *counts]
    steps = [Step(Stage.OPENED, opened, 0, 0, 0)]
    for stage, ((_own, before), (own, reached)) in zip(list(Stage)[1:], pairwise(told), strict=True):
        steps.append(Step(stage, reached, reached - own, before - reached, before))
    return steps
