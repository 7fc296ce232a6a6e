"""What is still possible after some of a table's questions were answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from gijun.standards.rules.decisions.axes import Space, space_of
from gijun.standards.rules.decisions.boxes import Box, overlap, without
from gijun.standards.rules.decisions.problems import unplaceable
from gijun.standards.rules.decisions.table import (
    Case,
    DecisionError,
    FactDefinition,
    Table,
    Value,
    Values,
)
from gijun.standards.terms.decisions import DecisionRefusal, FactKind

Outcome = tuple[object, ...]

NO_CASE: Outcome = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A place among the possible answers at which a case applies."""

    index: int
    box: Box
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """The answers that are still possible, the cases among them, and the questions not yet answered."""

    space: Space
    box: Box
    regions: tuple[Region, ...]
    otherwise: Outcome
    unanswered: tuple[int, ...]


def standing_after(table: Table, values: Values) -> Standing:
    """What these answers leave possible.

    Raises:
        DecisionError: an answer is unknown or of the wrong type, or problems of the table leave open what
        it says.
    """
    if problem := unplaceable(table):
        raise DecisionError(DecisionRefusal.UNSOUND, problem=problem)
    for key, value in values.items():
        check_value(table.fact(key), value)
    space = space_of(table.facts, (pair for case in table.cases for pair in case.conditions))
    box = space.region(values)
    return Standing(
        space,
        box,
        tuple(regions_in(box, table, space)),
        outcome(table.otherwise),
        tuple(axis for axis, one in enumerate(space.axes) if one.fact.key not in values),
    )


def regions_in(box: Box, table: Table, space: Space) -> Iterator[Region]:
    """Where in the box each case applies.

    Where cases overlap that say the same for another reason, the first one applies alone.
    """
    before: list[tuple[Case, Box]] = []
    for index, case in enumerate(table.cases):
        inside = overlap(box, space.box(case.conditions))
        if inside is None:
            continue
        shadows = [
            shadow
            for earlier, shadow in before
            if earlier.answer == case.answer and outcome(earlier) != outcome(case)
        ]
        for piece in without(inside, shadows):
            yield Region(index, piece, outcome(case))
        before.append((case, inside))


def outcome(case: Case | None) -> Outcome:
    """All a person gets to see of a case; cases with the same outcome need not be told apart."""
    return NO_CASE if case is None else (*case.answer, case.reason, case.reason_en)


def check_value(fact: FactDefinition, value: Value) -> None:
    """Raises a ``DecisionError`` unless this is an answer to the question."""
    asked = fact.question or fact.key
    match fact.kind:
        case FactKind.BOOLEAN:
            right = isinstance(value, bool)
        case FactKind.CHOICE:
            right = isinstance(value, str)
        case FactKind.DATE:
            right = isinstance(value, date) and not isinstance(value, datetime)
        case _:
            right = isinstance(value, int) and not isinstance(value, bool)
    if not right:
        raise DecisionError(DecisionRefusal.WRONG_TYPE, fact=asked, key=fact.key, value=value)
    if fact.kind == FactKind.CHOICE and all(choice.code != value for choice in fact.choices):
        raise DecisionError(DecisionRefusal.UNKNOWN_CHOICE, fact=asked, key=fact.key, value=value)
    if isinstance(value, int) and value < 0:
        raise DecisionError(DecisionRefusal.BELOW_ZERO, fact=asked, key=fact.key)
