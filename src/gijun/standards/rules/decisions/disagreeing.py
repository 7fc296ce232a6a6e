"""Where two tables, of two different standards, say different things about the same contact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from gijun.standards.rules.decisions.axes import Space, space_of
from gijun.standards.rules.decisions.boxes import Allowance, Box, TooManyPiecesError, overlap, uncovered
from gijun.standards.rules.decisions.judging import Judgement, judge
from gijun.standards.rules.decisions.problems import unplaceable
from gijun.standards.rules.decisions.table import (
    Case,
    Condition,
    DecisionError,
    FactDefinition,
    Table,
    Value,
    Values,
    unit_of,
)
from gijun.standards.terms.decisions import DecisionRefusal, Verdict

PIECES = 100_000


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A contact two tables decide differently.

    ``values`` are the answers both ask for; ``first`` and ``second`` are what the tables say with all of
    theirs.
    """

    values: Values
    first_values: Values
    second_values: Values
    first: Judgement
    second: Judgement


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict of a table: where it is given, except where another case contradicts it."""

    verdict: Verdict
    box: Box
    contradicted: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two tables, its facts named so that only the shared ones meet in the common space."""

    table: Table
    owner: str
    shared: frozenset[str]

    def name(self, key: str) -> str:
        return f"{'both' if key in self.shared else self.owner} {key}"

    def own_facts(self) -> list[FactDefinition]:
        """The facts the other table does not ask."""
        facts = (fact for fact in self.table.facts if fact.key not in self.shared)
        return [replace(fact, key=self.name(fact.key)) for fact in facts]

    def conditions(self, case: Case) -> list[tuple[str, Condition]]:
        """The conditions of a case on the facts as they are named here."""
        return [(self.name(key), condition) for key, condition in case.conditions]

    def values(self, point: Mapping[str, Value]) -> dict[str, Value]:
        """A point of the common space as answers to the table's questions."""
        return {fact.key: point[self.name(fact.key)] for fact in self.table.facts}

    def sayings(self, space: Space) -> Iterator[Said]:
        """All that the table says, in the common space."""
        boxes = [space.box(self.conditions(case)) for case in self.table.cases]
        placed = list(zip(self.table.cases, boxes, strict=True))
        for case, box in placed:
            others = tuple(other for against, other in placed if against.answer != case.answer)
            yield Said(case.verdict, box, others)
        if self.table.otherwise is not None:
            yield Said(self.table.otherwise.verdict, space.whole, tuple(boxes))


def disagreement(first: Table, second: Table) -> Disagreement | None:
    """A contact to which two tables give different verdicts, or ``None`` where there is none.

    A fact is shared when key, kind and unit are the same; of its choices those count that both tables have.
    Facts only one of the tables asks may be anything. Tables that share no fact speak of different matters
    and do not disagree; nor do they where one of them gives no verdict.

    Raises:
        DecisionError: problems of a table leave open what it says, or the tables are too intricate to be
        certain.
    """
    for table in (first, second):
        if problem := unplaceable(table):
            raise DecisionError(DecisionRefusal.UNSOUND, problem=problem)
    shared = shared_facts(first, second)
    if not shared:
        return None
    keys = frozenset(fact.key for fact in shared)
    one, other = Side(first, "first", keys), Side(second, "second", keys)
    facts = [replace(fact, key=one.name(fact.key)) for fact in shared] + one.own_facts() + other.own_facts()
    space = space_of(
        facts, [pair for side in (one, other) for case in side.table.cases for pair in side.conditions(case)]
    )
    box = differing(list(one.sayings(space)), list(other.sayings(space)))
    if box is None:
        return None
    point = space.example(box)
    first_values, second_values = one.values(point), other.values(point)
    return Disagreement(
        {fact.key: first_values[fact.key] for fact in shared},
        first_values,
        second_values,
        judge(first, first_values),
        judge(second, second_values),
    )


def shared_facts(first: Table, second: Table) -> list[FactDefinition]:
    """The facts both tables ask, each with the choices both know."""
    theirs = {fact.key: fact for fact in second.facts}
    shared = []
    for fact in first.facts:
        other = theirs.get(fact.key)
        if other is not None and _measure(fact) == _measure(other):
            codes = {choice.code for choice in other.choices}
            choices = tuple(choice for choice in fact.choices if choice.code in codes)
            shared.append(replace(fact, choices=choices))
    return shared


def differing(first: Sequence[Said], second: Sequence[Said]) -> Box | None:
    """Points at which different verdicts are given, or ``None`` where there are none."""
    allowance = Allowance(PIECES)
    for one, other in product(first, second):
        if one.verdict == other.verdict or (common := overlap(one.box, other.box)) is None:
            continue
        try:
            found = uncovered(common, [*one.contradicted, *other.contradicted], allowance)
        except TooManyPiecesError:
            raise DecisionError(DecisionRefusal.TOO_INTRICATE) from None
        if found is not None:
            return found
    return None


def _measure(fact: FactDefinition) -> tuple[str, str | None]:
    """What answers of two facts must have in common to be compared."""
    return fact.kind, unit_of(fact.kind, fact.unit)
