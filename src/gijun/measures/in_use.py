"""Standards in use: read, found in 20 seconds, said, followed or not, and what came after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from gijun.measures import compute
from gijun.measures.compute import ASKED, Question
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.measures.rules.uncertainty import wilson

GOAL = 0.8  # share found within 20 seconds
LEAST_SEARCHES = 5  # below that a share says too little to put a standard on the work list
LEAST_CONTACTS = 5  # of a reason, for the report of what hangs on few people
FEW = 2


@dataclass(frozen=True, slots=True)
class Share:
    """A share in [0, 1] with its 95 % interval; none where there is nothing to divide by."""

    part: int
    n: int

    @property
    def value(self) -> float | None:
        return self.part / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float] | None:
        return wilson(self.part, self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class InUse:
    """One standard over a period. Times in milliseconds, percentiles by nearest rank.

    ``read``: of the people who had to read the version in force at the end of the period, who did by then.
    """

    standard_id: int
    uses: int
    people: int  # who said it
    edited_share: float | None  # mean share of the sentence that was changed; none: never said
    read: Share
    median_ms: int | None
    p80_ms: int | None
    in_time: Share  # found within 20 seconds, of those found by search
    said: Share  # contacts about its matter in which it was said
    came_again: Share  # within 7 days, of contacts with it that are 7 days old
    followed: Share  # steps of the checklist done, of those due
    satisfied: Share  # ratings of 4 or 5, of those given of tickets in which it was said
    went_up: Share  # contacts that went up the tree, of those in which it was said

    @property
    def fails(self) -> bool:
        """Is it found too slowly, on enough searches to say so?"""
        share = self.in_time.value
        return share is not None and self.in_time.n >= LEAST_SEARCHES and share < GOAL


@dataclass(frozen=True, slots=True)
class HangsOnFew:
    """A contact reason and who answers it; ``by_two``: the share of the two busiest."""

    reason_id: int
    contacts: int
    people: int
    by_two: Share


def standards_in_use(
    opened: Lake,
    question: Question,
    *,
    scope: Mapping[int, Iterable[int]],
    steps: Mapping[int, int],
    lineages: Mapping[int, Iterable[int]],
) -> list[InUse]:
    """Every standard said in the period, those found too slowly first, then by uses.

    With them, those in force that nobody said, where their matter came up or people had to read them. The
    lake is prepared for the question (``compute.prepare``).

    Args:
        scope: standard → contact reasons it is about, with those below.
        steps: version → number of steps of its checklist.
        lineages: team → itself and the teams above it.
    """
    pairs = [(standard_id, reason_id) for standard_id, ids in scope.items() for reason_id in ids]
    compute.put(opened.duck, "scope", [("standard_id", pa.int64()), ("reason_id", pa.int64())], pairs)
    compute.put(opened.duck, "steps", [("version_id", pa.int64()), ("steps", pa.int64())], steps.items())
    above = [(team_id, above_id) for team_id, ids in lineages.items() for above_id in ids]
    compute.put(opened.duck, "lineages", [("team_id", pa.int64()), ("above_id", pa.int64())], above)
    until_ms = max((one.end_ms for one in question.team_days), default=opened.manifest.as_of_ms)
    found = asked_report(opened, question, "standards_in_use", {"until_ms": until_ms})
    rows = [_in_use(*row) for row in found]
    return sorted(rows, key=lambda one: (not one.fails, -one.uses, one.standard_id))


def _in_use(
    standard_id: int,
    uses: int,
    people: int,
    edited: float | None,
    should_read: int,
    did_read: int,
    found: int,
    median_ms: int | None,
    p80_ms: int | None,
    in_time: int,
    contacts: int,
    with_it: int,
    mature: int,
    came_again: int,
    steps_due: int,
    steps_done: int,
    rated: int,
    satisfied: int,
    spoken: int,
    escalated: int,
) -> InUse:
    return InUse(
        standard_id=standard_id,
        uses=uses,
        people=people,
        edited_share=edited,
        read=Share(did_read, should_read),
        median_ms=median_ms,
        p80_ms=p80_ms,
        in_time=Share(in_time, found),
        said=Share(with_it, contacts),
        came_again=Share(came_again, mature),
        followed=Share(steps_done, steps_due),
        satisfied=Share(satisfied, rated),
        went_up=Share(escalated, spoken),
    )


def hangs_on_few(opened: Lake, question: Question) -> list[HangsOnFew]:
    """Reasons of some size that at most two people answer, the fewest people first; on a prepared lake."""
    rows = asked_report(opened, question, "few_answerers", {"least": LEAST_CONTACTS})
    return [
        HangsOnFew(reason_id, contacts, people, Share(by_two, contacts))
        for reason_id, contacts, people, by_two in rows
        if people <= FEW
    ]


def asked_report(opened: Lake, question: Question, name: str, more: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a ``.sql`` file of ``reports`` on a prepared lake."""
    bound = compute.bounds(question) | more
    return opened.duck.execute(sql_of("reports", name).format(asked=ASKED), bound).fetchall()
