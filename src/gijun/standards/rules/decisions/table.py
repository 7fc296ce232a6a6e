"""Exceptions as a decision table over typed facts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gijun.standards.rules.steps import Step
from gijun.standards.terms import CODE_LENGTH
from gijun.standards.terms.decisions import DecisionRefusal, FactKind, Unit, Verdict

Value = bool | str | int | date
Values = Mapping[str, Value]

KEY = re.compile(rf"[A-Za-z0-9_][A-Za-z0-9_.\-]{{0,{CODE_LENGTH - 1}}}")
UNITS = {
    FactKind.AMOUNT: (Unit.WON,),
    FactKind.DURATION: (Unit.DAYS, Unit.HOURS, Unit.MINUTES),
}


class DecisionError(ValueError):
    """A rule of decisions says no; read as text it is the translated sentence for the person."""

    def __init__(self, code: DecisionRefusal, **parameters: object) -> None:
        super().__init__(code.value, parameters)
        self.code = code
        self.parameters = parameters

    def __str__(self) -> str:
        return str(self.code.label % self.parameters)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to a question that has several."""

    code: str
    label: str
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """What an agent is asked.

    Amounts are whole won; durations are whole numbers of ``unit`` (without one: days). ``label`` is what
    stands before the answer in a reason line: "수령 후" makes "수령 후 6일".
    """

    key: str
    kind: FactKind
    question: str
    question_en: str = ""
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    label: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Is:
    """Yes, or no."""

    value: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of these choices."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Within:
    """Amounts and durations from ``at_least`` (included) to ``below`` (excluded)."""

    at_least: int | None = None
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """Dates from ``since`` (included) to ``before`` (excluded)."""

    since: date | None = None
    before: date | None = None


Condition = Is | OneOf | Within | Between

CONDITION_OF = {
    FactKind.BOOLEAN: Is,
    FactKind.CHOICE: OneOf,
    FactKind.DATE: Between,
    FactKind.AMOUNT: Within,
    FactKind.DURATION: Within,
}


@dataclass(frozen=True, slots=True)
class Case:
    """Where all conditions hold, this is the answer; a fact without a condition may be anything.

    ``reason`` is the one line that says why, ``steps`` are added to the standard's checklist, and
    ``approval`` says who has to approve.
    """

    conditions: tuple[tuple[str, Condition], ...]
    verdict: Verdict
    sentence: str
    sentence_en: str = ""
    reason: str = ""
    steps: tuple[Step, ...] = ()
    approval: str = ""
    reason_en: str = ""

    @property
    def answer(self) -> tuple[Verdict, str, str, tuple[Step, ...], str]:
        """What is said to the customer and done for them; the reason line is neither."""
        return self.verdict, self.sentence, self.sentence_en, self.steps, self.approval

    def condition(self, key: str) -> Condition | None:
        """What the case asks of a fact; ``None``: it may be anything."""
        return next((condition for fact, condition in self.conditions if fact == key), None)


@dataclass(frozen=True, slots=True)
class Example:
    """A contact as it may come, and the verdict that was agreed for it."""

    name: str
    values: Values
    expected: Verdict


@dataclass(frozen=True, slots=True)
class Table:
    """Exceptions of a standard: exactly one case applies to every contact, or ``otherwise`` does."""

    facts: tuple[FactDefinition, ...]
    cases: tuple[Case, ...]
    otherwise: Case | None = None
    tests: tuple[Example, ...] = ()

    def fact(self, key: str) -> FactDefinition:
        """The question with this key.

        Raises:
            DecisionError: the table does not ask it.
        """
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise DecisionError(DecisionRefusal.UNKNOWN_FACT, fact=key)

    def placed_cases(self) -> Iterator[tuple[int | None, Case]]:
        """Every case with its place in the table, at last the one for everything else (``None``)."""
        yield from enumerate(self.cases)
        if self.otherwise is not None:
            yield None, self.otherwise


def unit_of(kind: FactKind, unit: str) -> Unit | None:
    """What numbers of this kind count; ``None``: they are no numbers, or the unit is none of theirs."""
    units = UNITS.get(kind, ())
    if not unit:
        return units[0] if units else None
    return next((one for one in units if one == unit), None)


def bounds(condition: Condition) -> tuple[int | None, int | None]:
    """From where (included) to where (excluded) a condition reaches; days are counted from 0001-01-01 as 1.

    ``None``: it has no bound on that side.
    """
    match condition:
        case Within(low, high):
            return low, high
        case Between(since, before):
            return (
                None if since is None else since.toordinal(),
                None if before is None else before.toordinal(),
            )
        case _:
            return None, None


def between_days(low: int | None, high: int | None) -> Between:
    """The condition on dates with these bounds, counted as ``bounds`` counts them."""
    return Between(
        None if low is None else date.fromordinal(low),
        None if high is None else date.fromordinal(high),
    )


def nothing_meets(condition: Condition) -> bool:
    """Is there no answer at all for which the condition holds?"""
    if isinstance(condition, OneOf):
        return not condition.codes
    low, high = bounds(condition)
    least = 1 if isinstance(condition, Between) else 0
    return high is not None and high <= max(least if low is None else low, least)
