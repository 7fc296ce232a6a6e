"""What changed between two versions of a table."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from gijun.standards.rules.decisions.standing import outcome
from gijun.standards.rules.decisions.table import Case, Example, FactDefinition, Table
from gijun.standards.terms.decisions import DecisionChange, DecisionPart

Part = Case | FactDefinition | Example
Some = TypeVar("Some", Case, FactDefinition, Example)


@dataclass(frozen=True, slots=True)
class Change:
    """A part of the table that came, went or changed, with its places before and after.

    ``changed`` names the fields that differ. The case for everything else has no place.
    """

    part: DecisionPart
    kind: DecisionChange
    before: Part | None = None
    after: Part | None = None
    place_before: int | None = None
    place_after: int | None = None
    changed: tuple[str, ...] = ()


def differences(before: Table, after: Table) -> list[Change]:
    """What changed; of every part first what went, then what changed or came.

    A case is known again by its conditions, otherwise by what it says. The order of cases, and of the
    conditions in one, has no meaning and is no change.
    """
    return [
        *_between(DecisionPart.FACT, before.facts, after.facts, lambda fact: fact.key),
        *_between(DecisionPart.CASE, before.cases, after.cases, _all, _conditions, outcome),
        *_of_otherwise(before.otherwise, after.otherwise),
        *_between(DecisionPart.EXAMPLE, before.tests, after.tests, lambda example: example.name),
    ]


def paired(
    before: Sequence[Some], after: Sequence[Some], likenesses: Sequence[Callable[[Some], Hashable]]
) -> list[tuple[int | None, int | None]]:
    """The places of what is alike, by the first likeness that finds a partner; alone where none does."""
    left: dict[int, Some] = dict(enumerate(before))
    partner: dict[int, int] = {}
    for likeness in likenesses:
        waiting: dict[Hashable, list[int]] = {}
        for place, one in left.items():
            waiting.setdefault(likeness(one), []).append(place)
        for place, one in enumerate(after):
            if place not in partner and waiting.get(likeness(one)):
                partner[place] = waiting[likeness(one)].pop(0)
                del left[partner[place]]
    return [*((place, None) for place in left), *((partner.get(place), place) for place in range(len(after)))]


def _between(
    part: DecisionPart,
    before: Sequence[Some],
    after: Sequence[Some],
    *likenesses: Callable[[Some], Hashable],
) -> Iterator[Change]:
    for earlier, later in paired(before, after, likenesses):
        old = None if earlier is None else before[earlier]
        new = None if later is None else after[later]
        if old is None:
            yield Change(part, DecisionChange.ADDED, after=new, place_after=later)
        elif new is None:
            yield Change(part, DecisionChange.REMOVED, before=old, place_before=earlier)
        elif changed := _changed(old, new):
            yield Change(part, DecisionChange.CHANGED, old, new, earlier, later, changed)


def _of_otherwise(before: Case | None, after: Case | None) -> Iterator[Change]:
    old, new = [[case] if case else [] for case in (before, after)]
    for change in _between(DecisionPart.OTHERWISE, old, new, type):
        yield replace(change, place_before=None, place_after=None)


def _conditions(case: Case) -> Hashable:
    return frozenset(case.conditions)


def _all(case: Case) -> Hashable:
    return _conditions(case), outcome(case)


def _changed(old: Some, new: Some) -> tuple[str, ...]:
    """The names of the fields that differ in more than the order of conditions."""
    changed = [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]
    if isinstance(old, Case) and isinstance(new, Case) and _conditions(old) == _conditions(new):
        return tuple(name for name in changed if name != "conditions")
    return tuple(changed)
