"""What is wrong with a table as it is written, before asking what its cases leave over."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gijun.standards.rules.decisions.quantities import plain
from gijun.standards.rules.decisions.table import (
    CONDITION_OF,
    KEY,
    Case,
    Choice,
    Condition,
    FactDefinition,
    OneOf,
    Table,
    Within,
    bounds,
    nothing_meets,
    unit_of,
)
from gijun.standards.terms.decisions import (
    MOST_CASES,
    MOST_FACTS,
    CasePlace,
    DecisionProblem,
    FactKind,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that keeps a table from being agreed on; read as text it is a translated sentence.

    ``case`` is the place of the case in the table, ``fact`` the key of the question, ``example`` the name
    of the example it concerns, where it concerns one.
    """

    code: DecisionProblem
    case: int | None = None
    fact: str = ""
    example: str = ""
    parameters: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.code.label % {"place": self.place, "example": self.example, **self.parameters})

    @property
    def place(self) -> str:
        """The case it concerns, in words."""
        if self.case is None:
            return str(CasePlace.OTHERWISE.label)
        return str(CasePlace.NUMBERED.label % {"number": self.case + 1})


UNPLACEABLE = {
    DecisionProblem.TOO_MANY_CASES,
    DecisionProblem.FACT_TWICE,
    DecisionProblem.NO_CHOICES,
    DecisionProblem.CHOICE_TWICE,
    DecisionProblem.UNKNOWN_FACT,
    DecisionProblem.WRONG_CONDITION,
}
"""Problems that leave open what the table says at all."""


def problems_of(table: Table) -> list[Problem]:
    """Everything wrong with the questions, cases and names of examples, in the order of the table."""
    return [*_of_facts(table), *_of_cases(table), *_of_examples(table)]


def unplaceable(table: Table) -> Problem | None:
    """The first problem for which nothing can be decided by this table."""
    problems = [*_of_facts(table), *_of_cases(table)]
    return next((problem for problem in problems if problem.code in UNPLACEABLE), None)


def _of_facts(table: Table) -> Iterator[Problem]:
    if len(table.facts) > MOST_FACTS:
        yield Problem(
            DecisionProblem.TOO_MANY_FACTS, parameters={"number": len(table.facts), "most": MOST_FACTS}
        )
    for key in _twice(fact.key for fact in table.facts):
        yield Problem(DecisionProblem.FACT_TWICE, fact=key, parameters={"fact": key})
    for fact in table.facts:
        if not KEY.fullmatch(fact.key):
            yield Problem(DecisionProblem.NOT_A_KEY, fact=fact.key, parameters={"fact": fact.key})
        if not fact.question.strip():
            yield Problem(DecisionProblem.NO_QUESTION, fact=fact.key, parameters={"fact": fact.key})
        yield from _of_choices(fact)
        if fact.unit and unit_of(fact.kind, fact.unit) is None:
            yield _of_fact(DecisionProblem.WRONG_UNIT, fact, unit=fact.unit)


def _of_choices(fact: FactDefinition) -> Iterator[Problem]:
    if fact.kind != FactKind.CHOICE:
        if fact.choices:
            yield _of_fact(DecisionProblem.CHOICES_UNASKED, fact)
        return
    if not fact.choices:
        yield _of_fact(DecisionProblem.NO_CHOICES, fact)
    for code in _twice(choice.code for choice in fact.choices):
        yield _of_fact(DecisionProblem.CHOICE_TWICE, fact, choice=code)
    for label in _twice(label for choice in fact.choices for label in _labels(choice)):
        yield _of_fact(DecisionProblem.LABEL_TWICE, fact, label=label)
    for choice in fact.choices:
        yield from _of_choice(fact, choice)


def _of_choice(fact: FactDefinition, choice: Choice) -> Iterator[Problem]:
    if not KEY.fullmatch(choice.code):
        yield _of_fact(DecisionProblem.NOT_A_CODE, fact, choice=choice.code)
    if not choice.label.strip():
        yield _of_fact(DecisionProblem.NO_LABEL, fact, choice=choice.code)


def _of_cases(table: Table) -> Iterator[Problem]:
    if not table.cases and table.otherwise is None:
        yield Problem(DecisionProblem.NO_CASES)
    if len(table.cases) > MOST_CASES:
        yield Problem(
            DecisionProblem.TOO_MANY_CASES, parameters={"number": len(table.cases), "most": MOST_CASES}
        )
    facts = {fact.key: fact for fact in table.facts}
    for place, case in table.placed_cases():
        yield from _of_answer(place, case)
        if place is None:
            if case.conditions:
                yield Problem(DecisionProblem.OTHERWISE_CONDITIONAL)
            continue
        for key in _twice(key for key, _ in case.conditions):
            yield _of_condition(DecisionProblem.CONDITION_TWICE, place, facts.get(key, key))
        for key, condition in case.conditions:
            if key not in facts:
                yield _of_condition(DecisionProblem.UNKNOWN_FACT, place, key)
            else:
                yield from _of_bounds(place, facts[key], condition)


def _of_answer(place: int | None, case: Case) -> Iterator[Problem]:
    if not case.sentence.strip():
        yield Problem(DecisionProblem.NO_SENTENCE, place)
    if case.verdict == Verdict.APPROVAL and not case.approval.strip():
        yield Problem(DecisionProblem.NO_APPROVAL, place)
    if case.verdict != Verdict.APPROVAL and case.approval.strip():
        yield Problem(DecisionProblem.APPROVAL_UNASKED, place)


def _of_bounds(place: int, fact: FactDefinition, condition: Condition) -> Iterator[Problem]:
    if not isinstance(condition, CONDITION_OF[fact.kind]):
        yield _of_condition(DecisionProblem.WRONG_CONDITION, place, fact)
        return
    if isinstance(condition, OneOf):
        if not condition.codes:
            yield _of_condition(DecisionProblem.NO_CODES, place, fact)
        for code in sorted(condition.codes - {choice.code for choice in fact.choices}):
            yield _of_condition(DecisionProblem.UNKNOWN_CODE, place, fact, choice=code)
        return
    low, high = bounds(condition)
    if isinstance(condition, Within) and min(low or 0, high or 0) < 0:
        yield _of_condition(DecisionProblem.BELOW_ZERO, place, fact)
    elif nothing_meets(condition):
        yield _of_condition(DecisionProblem.BOUNDS_REVERSED, place, fact)


def _of_examples(table: Table) -> Iterator[Problem]:
    if any(not example.name.strip() for example in table.tests):
        yield Problem(DecisionProblem.EXAMPLE_UNNAMED)
    for name in _twice(example.name for example in table.tests):
        if name.strip():
            yield Problem(DecisionProblem.EXAMPLE_TWICE, example=name)


def _of_fact(code: DecisionProblem, fact: FactDefinition, **parameters: object) -> Problem:
    return Problem(code, fact=fact.key, parameters={"fact": fact.question or fact.key, **parameters})


def _of_condition(
    code: DecisionProblem, place: int, fact: FactDefinition | str, **parameters: object
) -> Problem:
    if isinstance(fact, str):
        return Problem(code, place, fact, parameters={"fact": fact, **parameters})
    return Problem(code, place, fact.key, parameters={"fact": fact.question or fact.key, **parameters})


def _labels(choice: Choice) -> set[str]:
    """What the choice is called in any language, as a person would type it."""
    return {plain(label) for label in (choice.label, choice.label_en) if label.strip()}


def _twice(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
