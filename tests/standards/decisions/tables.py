"""Tables small enough to try every contact, and what they say according to a plain reading of their cases."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Between,
    Case,
    Choice,
    Condition,
    FactDefinition,
    FactKind,
    Is,
    OneOf,
    Table,
    Value,
    Verdict,
    Within,
)

FIRST = date(2026, 3, 1)
LAST_BOUND = 3  # conditions begin and end at 0 … 3, so that 3 stands for everything above
STATES = (
    Choice("unused", "미사용", "unused"),
    Choice("used", "사용", "used"),
    Choice("faulty", "불량", "faulty"),
)


def fact(key: str, kind: FactKind, **given) -> FactDefinition:
    choices = STATES if kind == FactKind.CHOICE else ()
    return FactDefinition(key, kind, f"{key}?", **{"choices": choices, **given})


def case(verdict: Verdict = Verdict.ALLOWED, sentence: str = "말씀", **conditions: Condition) -> Case:
    approval = "실장" if verdict == Verdict.APPROVAL else ""
    return Case(tuple(conditions.items()), verdict, sentence, approval=approval)


def values_of(one: FactDefinition) -> list[Value]:
    """Every answer that a small table can tell apart."""
    match one.kind:
        case FactKind.BOOLEAN:
            return [False, True]
        case FactKind.CHOICE:
            return [choice.code for choice in one.choices]
        case FactKind.DATE:
            return [FIRST + timedelta(days=days) for days in range(-1, LAST_BOUND + 1)]
        case _:
            return list(range(LAST_BOUND + 1))


def points(table: Table) -> Iterator[dict[str, Value]]:
    """Every contact."""
    keys = [one.key for one in table.facts]
    for values in product(*map(values_of, table.facts)):
        yield dict(zip(keys, values, strict=True))


def holds(condition: Condition, value: Value) -> bool:
    """Does a condition hold for an answer? Read off its definition."""
    match condition:
        case Is(wanted):
            return value is wanted
        case OneOf(codes):
            return value in codes
        case Within(low, high) | Between(low, high):
            return (low is None or low <= value) and (high is None or value < high)


def applying(table: Table, point: Mapping[str, Value]) -> list[int]:
    """The places of the cases that apply to a contact."""
    return [
        place
        for place, one in enumerate(table.cases)
        if all(holds(condition, point[key]) for key, condition in one.conditions)
    ]


def said(table: Table, point: Mapping[str, Value]) -> Case | str:
    """The case that decides a contact, or why none does."""
    cases = [table.cases[place] for place in applying(table, point)]
    if not cases:
        return table.otherwise or "no_case"
    return cases[0] if len({one.answer for one in cases}) == 1 else "several_cases"


def shown(decided: Case | str) -> object:
    """What a person sees of it."""
    return decided if isinstance(decided, str) else (decided.answer, decided.reason)


@st.composite
def bounds(draw) -> tuple[int | None, int | None]:
    low = draw(st.none() | st.integers(0, LAST_BOUND - 1))
    high = draw(st.none() | st.integers((low or 0) + 1, LAST_BOUND))
    return low, high


def conditions(one: FactDefinition) -> st.SearchStrategy[Condition]:
    """A condition that some answer meets."""
    match one.kind:
        case FactKind.BOOLEAN:
            return st.builds(Is, st.booleans())
        case FactKind.CHOICE:
            codes = [choice.code for choice in one.choices]
            return st.builds(OneOf, st.frozensets(st.sampled_from(codes), min_size=1))
        case FactKind.DATE:
            return bounds().map(lambda ends: Between(*(day_of(end) for end in ends)))
        case _:
            return bounds().map(lambda ends: Within(*ends))


def day_of(end: int | None) -> date | None:
    return None if end is None else FIRST + timedelta(days=end)


@st.composite
def questions(draw, most: int = 3) -> tuple[FactDefinition, ...]:
    kinds = draw(st.lists(st.sampled_from(list(FactKind)), max_size=most))
    return tuple(fact(f"f{place}", kind) for place, kind in enumerate(kinds))


@st.composite
def cases_for(draw, facts: tuple[FactDefinition, ...]) -> Case:
    asked = {one.key: draw(conditions(one)) for one in facts if draw(st.booleans())}
    return Case(tuple(asked.items()), **draw(answers()))


@st.composite
def answers(draw) -> dict[str, object]:
    verdict = draw(st.sampled_from(list(Verdict)))
    return {
        "verdict": verdict,
        "sentence": draw(st.sampled_from(["하나", "둘"])),
        "reason": draw(st.sampled_from(["", "까닭"])),
        "approval": "실장" if verdict == Verdict.APPROVAL else "",
    }


@st.composite
def any_tables(draw) -> Table:
    """Tables as they are while somebody writes them: with gaps, contradictions and overlaps."""
    facts = draw(questions())
    otherwise = Case((), **draw(answers())) if draw(st.booleans()) else None
    return Table(facts, tuple(draw(st.lists(cases_for(facts), max_size=5))), otherwise)


@st.composite
def whole_tables(draw) -> Table:
    """Tables that give every contact exactly one case: one case, divided again and again."""
    facts = draw(questions().filter(bool))
    leaves: list[dict[str, Condition]] = [{}]
    for _ in range(draw(st.integers(0, 6))):
        leaf = leaves.pop(draw(st.integers(0, len(leaves) - 1)))
        one = draw(st.sampled_from(facts))
        leaves += [leaf | {one.key: part} for part in divided(one, leaf.get(one.key), draw)] or [leaf]
    order = draw(st.permutations(leaves))
    return Table(facts, tuple(Case(tuple(leaf.items()), **draw(answers())) for leaf in order))


def divided(one: FactDefinition, condition: Condition | None, draw) -> list[Condition]:
    """Two conditions that share out what one admits; none where it admits a single answer."""
    left = [value for value in values_of(one) if condition is None or holds(condition, value)]
    if len(left) < 2:
        return []
    at = draw(st.integers(1, len(left) - 1))
    match one.kind:
        case FactKind.BOOLEAN:
            return [Is(False), Is(True)]
        case FactKind.CHOICE:
            return [OneOf(frozenset(left[:at])), OneOf(frozenset(left[at:]))]
        case FactKind.DATE:
            ends = condition or Between()
            return [Between(ends.since, left[at]), Between(left[at], ends.before)]
        case _:
            ends = condition or Within()
            return [Within(ends.at_least, left[at]), Within(left[at], ends.below)]


tables = st.one_of(any_tables(), whole_tables())
