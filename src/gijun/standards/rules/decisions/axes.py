"""A fact as an axis: its answers cut into cells wherever a condition of the table begins or ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gijun.standards.rules.decisions.boxes import Box
from gijun.standards.rules.decisions.table import (
    Condition,
    FactDefinition,
    Is,
    OneOf,
    Value,
    Values,
    Within,
    between_days,
    bounds,
)
from gijun.standards.terms.decisions import FactKind

A_DATE = date(2026, 1, 1)  # the example of a date that may be any
AN_AMOUNT = 10_000  # the example of an amount that may be any
A_DURATION = 1


@dataclass(frozen=True, slots=True)
class Named:
    """Answers that are told apart by name: yes and no, or choices. Every answer is a cell."""

    fact: FactDefinition
    answers: tuple[bool | str, ...]

    @property
    def full(self) -> int:
        return (1 << len(self.answers)) - 1

    def cells(self, condition: Condition) -> int:
        """The cells in which a condition holds."""
        match condition:
            case Is(value):
                named: frozenset[bool | str] = frozenset({value})
            case OneOf(codes):
                named = frozenset(codes)
            case _:
                named = frozenset()
        return sum(1 << cell for cell, answer in enumerate(self.answers) if answer in named)

    def cell(self, value: Value) -> int:
        """The cell an answer lies in."""
        return 1 << self.answers.index(value) if isinstance(value, bool | str) else 0

    def run(self, cells: int, _within: int) -> int:
        """As many of the cells as one condition can name: all."""
        return cells

    def example(self, cells: int) -> Value:
        """An answer out of these cells."""
        return self.answers[lowest(cells)]

    def condition(self, cells: int) -> Condition | None:
        """The condition that holds in exactly these cells; ``None``: in all."""
        if cells == self.full:
            return None
        named = [answer for cell, answer in enumerate(self.answers) if cells >> cell & 1]
        if self.fact.kind == FactKind.BOOLEAN:
            return Is(value=named == [True])
        return OneOf(frozenset(str(code) for code in named))


@dataclass(frozen=True, slots=True)
class Ordered:
    """Answers on a line. A cell reaches from its edge to the next one, the last cell to the end of all."""

    fact: FactDefinition
    edges: tuple[int, ...]

    @property
    def full(self) -> int:
        return (1 << len(self.edges)) - 1

    def cells(self, condition: Condition) -> int:
        """The cells in which a condition holds."""
        low, high = bounds(condition)
        first = 0 if low is None else bisect_left(self.edges, low)
        end = len(self.edges) if high is None else bisect_left(self.edges, high)
        return (1 << end) - (1 << first) if first < end else 0

    def cell(self, value: Value) -> int:
        """The cell an answer lies in."""
        return 1 << bisect_right(self.edges, position(value)) - 1

    def run(self, cells: int, within: int) -> int:
        """Of the cells those that lie in one piece with the lowest of ``within``, itself one of them."""
        first = end = lowest(within)
        while first and cells >> first - 1 & 1:
            first -= 1
        while cells >> end & 1:
            end += 1
        return (1 << end) - (1 << first)

    def span(self, cells: int) -> tuple[int | None, int | None]:
        """From where to where the lowest cells in one piece reach; ``None``: without a bound."""
        run = self.run(cells, cells)
        first, end = lowest(run), run.bit_length()
        return (
            self.edges[first] if first else None,
            self.edges[end] if end < len(self.edges) else None,
        )

    def example(self, cells: int) -> Value:
        """An answer out of the lowest of these cells, close to a bound and easy to think of."""
        low, high = self.span(cells)
        if self.fact.kind == FactKind.DATE:
            return example_date(low, high)
        if low is not None:
            return low
        if self.fact.kind == FactKind.AMOUNT:
            return AN_AMOUNT if high is None else round_amount(high)
        return A_DURATION if high is None else high - 1

    def condition(self, cells: int) -> Condition | None:
        """The condition that holds in exactly these cells, which lie in one piece; ``None``: in all."""
        low, high = self.span(cells)
        if low is None and high is None:
            return None
        if self.fact.kind == FactKind.DATE:
            return between_days(low, high)
        return Within(low, high)


Axis = Named | Ordered


@dataclass(frozen=True, slots=True)
class Space:
    """Every way in which the questions of a table can be answered."""

    axes: tuple[Axis, ...]

    @property
    def whole(self) -> Box:
        return tuple(axis.full for axis in self.axes)

    def box(self, conditions: Iterable[tuple[str, Condition]]) -> Box:
        """Where all of these conditions hold."""
        asked = list(conditions)
        box = []
        for axis in self.axes:
            cells = axis.full
            for key, condition in asked:
                if key == axis.fact.key:
                    cells &= axis.cells(condition)
            box.append(cells)
        return tuple(box)

    def region(self, values: Values) -> Box:
        """Where these answers were given, whatever the others will be."""
        return tuple(
            axis.cell(values[axis.fact.key]) if axis.fact.key in values else axis.full for axis in self.axes
        )

    def example(self, box: Box) -> dict[str, Value]:
        """One point of a box."""
        return {axis.fact.key: axis.example(cells) for axis, cells in zip(self.axes, box, strict=True)}

    def conditions(self, box: Box) -> tuple[tuple[str, Condition], ...]:
        """The conditions that hold in exactly this box, whose ordered axes lie in one piece."""
        pairs = [(axis.fact.key, axis.condition(cells)) for axis, cells in zip(self.axes, box, strict=True)]
        return tuple((key, condition) for key, condition in pairs if condition is not None)


def space_of(facts: Sequence[FactDefinition], conditions: Iterable[tuple[str, Condition]]) -> Space:
    """The space of these facts, cut wherever one of the conditions begins or ends."""
    asked = list(conditions)
    return Space(
        tuple(axis_of(fact, [condition for key, condition in asked if key == fact.key]) for fact in facts)
    )


def axis_of(fact: FactDefinition, conditions: Iterable[Condition]) -> Axis:
    """The axis of a fact, cut by these conditions."""
    if fact.kind == FactKind.BOOLEAN:
        return Named(fact, (False, True))
    if fact.kind == FactKind.CHOICE:
        return Named(fact, tuple(choice.code for choice in fact.choices))
    least = date.min.toordinal() if fact.kind == FactKind.DATE else 0
    cuts = {edge for condition in conditions for edge in bounds(condition) if edge is not None}
    return Ordered(fact, (least, *sorted(edge for edge in cuts if edge > least)))


def position(value: Value) -> int:
    """Where an answer lies on its line."""
    if isinstance(value, date):
        return value.toordinal()
    return value if isinstance(value, int) else 0


def lowest(cells: int) -> int:
    """The number of the lowest of these cells."""
    return (cells & -cells).bit_length() - 1


def example_date(low: int | None, high: int | None) -> date:
    """The first day, or the last one where there is no first."""
    if low is not None:
        return date.fromordinal(low)
    return A_DATE if high is None else date.fromordinal(high - 1)


def round_amount(below: int) -> int:
    """The largest of 0, 1, 10, 100 … won that lies below ``below``, which is more than 0."""
    return 0 if below == 1 else 10 ** (len(str(below - 1)) - 1)
