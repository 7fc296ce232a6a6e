"""Does a table give exactly one answer to every contact that may come?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from gijun.standards.rules.decisions.asking import mattering
from gijun.standards.rules.decisions.axes import Space
from gijun.standards.rules.decisions.boxes import (
    Allowance,
    Box,
    TooManyPiecesError,
    overlap,
    replaced,
    uncovered,
)
from gijun.standards.rules.decisions.judging import Failed, run_examples
from gijun.standards.rules.decisions.problems import UNPLACEABLE, Problem, problems_of
from gijun.standards.rules.decisions.standing import standing_after
from gijun.standards.rules.decisions.table import Condition, Table, Values
from gijun.standards.terms.decisions import DecisionProblem

PIECES = 20_000
MOST_GAPS = 40
"""So many gaps are listed; a person mends a few and checks again."""


class Gap(NamedTuple):
    """Contacts no case covers: one of them, and the conditions under which all of them are left out."""

    values: Values
    conditions: tuple[tuple[str, Condition], ...]


class Meeting(NamedTuple):
    """Two cases, by their places in the table, that apply to the same contact, and such a contact."""

    first: int
    second: int
    values: Values


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be said about a table.

    ``overlaps`` are pairs of cases that give the same answer where they meet; ``dead`` are cases no contact
    can reach; ``idle_facts`` are the keys of questions whose answers never change anything;
    ``idle_otherwise`` says that the other cases leave nothing to the one for everything else. Unless
    ``complete`` there may be more than is listed.
    """

    problems: tuple[Problem, ...] = ()
    gaps: tuple[Gap, ...] = ()
    contradictions: tuple[Meeting, ...] = ()
    overlaps: tuple[Meeting, ...] = ()
    dead: tuple[int, ...] = ()
    idle_facts: tuple[str, ...] = ()
    idle_otherwise: bool = False
    complete: bool = True

    @property
    def sound(self) -> bool:
        """May the table be agreed on? It is certain to give one answer to every contact."""
        return self.complete and not (self.problems or self.gaps or self.contradictions)


def check(table: Table) -> Findings:
    """Everything that is wrong with a table, with a contact at which each fault shows."""
    problems = problems_of(table)
    if any(problem.code in UNPLACEABLE for problem in problems):
        return Findings(tuple(problems), complete=False)
    standing = standing_after(table, {})
    space = standing.space
    boxes = [space.box(case.conditions) for case in table.cases]
    holes, all_found = holes_between(boxes, space, most=1 if table.otherwise else MOST_GAPS)
    meetings = meetings_of(boxes, space)
    matter = mattering(standing)
    gaps = [] if table.otherwise else [Gap(space.example(hole), space.conditions(hole)) for hole in holes]
    return Findings(
        problems=(*problems, *map(_failing, run_examples(table))),
        gaps=tuple(gaps),
        contradictions=tuple(meeting for meeting in meetings if not _agree(table, meeting)),
        overlaps=tuple(meeting for meeting in meetings if _agree(table, meeting)),
        dead=tuple(place for place, box in enumerate(boxes) if not all(box)),
        idle_facts=tuple(one.fact.key for axis, one in enumerate(space.axes) if axis not in matter),
        idle_otherwise=table.otherwise is not None and all_found and not holes,
        complete=table.otherwise is not None or all_found,
    )


def holes_between(boxes: Sequence[Box], space: Space, most: int) -> tuple[list[Box], bool]:
    """What no case touches, in boxes that one case each would fill, and whether they are all there is."""
    holes: list[Box] = []
    allowance = Allowance(PIECES)
    try:
        while (hole := uncovered(space.whole, [*boxes, *holes], allowance)) is not None:
            if len(holes) == most:
                return holes, False
            holes.append(grown(hole, [*boxes, *holes], space))
    except TooManyPiecesError:
        return holes, False
    return holes, True


def grown(hole: Box, boxes: Sequence[Box], space: Space) -> Box:
    """The hole as one case can describe it, as large along each axis as the boxes allow."""
    box = tuple(axis.run(cells, cells) for axis, cells in zip(space.axes, hole, strict=True))
    for place, axis in enumerate(space.axes):
        taken = 0
        for other in boxes:
            if overlap(replaced(box, place, axis.full), other) is not None:
                taken |= other[place]
        box = replaced(box, place, axis.run(axis.full & ~taken, box[place]))
    return box


def meetings_of(boxes: Sequence[Box], space: Space) -> list[Meeting]:
    """Every two boxes that have a point in common."""
    pairs = combinations(enumerate(boxes), 2)
    return [
        Meeting(first, second, space.example(common))
        for (first, one), (second, other) in pairs
        if (common := overlap(one, other)) is not None
    ]


def _agree(table: Table, meeting: Meeting) -> bool:
    return table.cases[meeting.first].answer == table.cases[meeting.second].answer


def _failing(failed: Failed) -> Problem:
    example = failed.example
    if failed.verdict is None:
        return Problem(
            DecisionProblem.EXAMPLE_REFUSED, example=example.name, parameters={"refusal": failed.refusal}
        )
    return Problem(
        DecisionProblem.EXAMPLE_FAILS,
        example=example.name,
        parameters={"expected": example.expected.label, "verdict": failed.verdict.label},
    )
