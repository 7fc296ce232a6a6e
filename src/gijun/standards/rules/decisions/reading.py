"""What people type: conditions into the cells of a table, answers to its questions."""

import re
from collections.abc import Sequence
from datetime import date

from gijun.standards.rules.decisions.days import read_day, read_day_from
from gijun.standards.rules.decisions.quantities import plain, read_amount, read_duration
from gijun.standards.rules.decisions.ranges import (
    RangeError,
    of_amounts,
    of_dates,
    of_durations,
    read_range,
)
from gijun.standards.rules.decisions.table import (
    Choice,
    Condition,
    DecisionError,
    Is,
    OneOf,
    Value,
    Within,
    between_days,
    nothing_meets,
    unit_of,
)
from gijun.standards.terms.decisions import DecisionRefusal, FactKind, Unit

ANYTHING = "-"
ANY = {"", "-", "–", "—", "*"}
ANY_WORDS = {plain(word) for word in ("모두", "무관", "상관없음", "상관 없음", "any", "all")}

# ㅛ and ㅜ are what the keys Y and N write on a Korean keyboard.
YES = {plain(word) for word in ("예", "네", "응", "ㅇ", "ㅇㅇ", "ㅛ", "o", "y", "yes", "true", "맞음", "○")}
NO = {
    plain(word)
    for word in ("아니오", "아니요", "아뇨", "아님", "ㄴ", "ㄴㄴ", "ㅜ", "x", "n", "no", "not", "false", "×")
}
NOT = re.compile(
    r"(?:!\s*|not\s+|except\s+|아님\s+)(?P<before>.+)|(?P<after>.+?)\s+(?:아님|제외)", re.IGNORECASE
)
BETWEEN_NAMES = re.compile(r"\s*[,，、;；\n]\s*|\s+(?:또는|혹은|or)\s+", re.IGNORECASE)
SINCE = re.compile(r"(.+?)\s*(?:전| ago)")


def read_condition(
    kind: FactKind, text: str, choices: Sequence[Choice] = (), *, unit: str = ""
) -> Condition | None:
    """The condition a cell means; ``None``: the fact may be anything. ``unit`` is that of the fact.

    Raises:
        DecisionError: the text is not understood; its sentence repeats it and says what is.
    """
    if plain(text) in ANY:
        return None
    if kind == FactKind.CHOICE:
        return _one_of(text, choices)
    if plain(text) in ANY_WORDS:
        return None
    if kind == FactKind.BOOLEAN:
        return Is(_yes_or_no(text))
    condition = _range_of(kind, text, _counted_in(unit))
    if nothing_meets(condition):
        raise DecisionError(DecisionRefusal.RANGE_REVERSED, text=text)
    return condition


def read_value(kind: FactKind, text: str, choices: Sequence[Choice], today: date, *, unit: str = "") -> Value:
    """The answer a person typed. A duration in days may be typed as the day it began.

    Raises:
        DecisionError: the text is not understood; its sentence repeats it and says what is.
    """
    match kind:
        case FactKind.BOOLEAN:
            return _yes_or_no(text)
        case FactKind.CHOICE:
            code = code_of(text, choices)
            if code is None:
                raise _not_a_choice(text, choices)
            return code
        case FactKind.DATE:
            value: Value | None = read_day_from(text, today)
            refusal = DecisionRefusal.NOT_A_DATE
        case FactKind.AMOUNT:
            value = read_amount(text)
            refusal = DecisionRefusal.NOT_AN_AMOUNT
        case FactKind.DURATION:
            value = _passed(text, _counted_in(unit), today)
            refusal = DecisionRefusal.NOT_A_DURATION
    if value is None:
        raise DecisionError(refusal, text=text, unit=_counted_in(unit).label)
    return value


def _yes_or_no(text: str) -> bool:
    word = plain(text)
    negated = NOT.fullmatch(word)
    if negated and (negated["before"] or negated["after"]) in YES | NO:
        return (negated["before"] or negated["after"]) in NO
    if word not in YES | NO:
        raise DecisionError(DecisionRefusal.NOT_YES_OR_NO, text=text)
    return word in YES


def _one_of(text: str, choices: Sequence[Choice]) -> Condition | None:
    """The choices that are named, or all but those that are excluded."""
    codes = _codes(text, choices)
    if codes is not None:
        return OneOf(codes)
    if plain(text) in ANY_WORDS:
        return None
    negated = NOT.fullmatch(text.strip())
    excluded = _codes(negated["before"] or negated["after"], choices) if negated else None
    left = frozenset(choice.code for choice in choices) - (excluded or frozenset())
    if excluded is None or not left:
        raise _not_a_choice(text, choices)
    return OneOf(left)


def _codes(text: str, choices: Sequence[Choice]) -> frozenset[str] | None:
    """The choices a list names; a name may hold what else parts names. ``None``: one is unknown."""
    whole = code_of(text, choices)
    if whole is not None:
        return frozenset({whole})
    codes = [code_of(name, choices) for name in BETWEEN_NAMES.split(text)]
    known = frozenset(code for code in codes if code is not None)
    return None if None in codes else known


def code_of(name: str, choices: Sequence[Choice]) -> str | None:
    """The choice with this code or label; ``None``: there is none, or more than one."""
    if any(choice.code == name.strip() for choice in choices):
        return name.strip()
    similar = {choice.code for choice in choices if plain(name) in _names(choice)}
    return similar.pop() if len(similar) == 1 else None


def _names(choice: Choice) -> set[str]:
    return {plain(name) for name in (choice.code, choice.label, choice.label_en) if name.strip()}


def _not_a_choice(text: str, choices: Sequence[Choice]) -> DecisionError:
    labels = ", ".join(choice.label for choice in choices)
    return DecisionError(DecisionRefusal.NOT_A_CHOICE, text=text, choices=labels)


def _range_of(kind: FactKind, text: str, unit: Unit) -> Condition:
    match kind:
        case FactKind.DATE:
            grammar, refusal = of_dates(_read_ordinal), DecisionRefusal.NOT_A_DATE_RANGE
        case FactKind.AMOUNT:
            grammar, refusal = of_amounts(read_amount), DecisionRefusal.NOT_AN_AMOUNT_RANGE
        case _:
            grammar = of_durations(lambda one: read_duration(one, unit))
            refusal = DecisionRefusal.NOT_A_DURATION_RANGE
    try:
        found = read_range(text, grammar)
    except RangeError as error:
        raise DecisionError(error.code, text=text) from None
    if found is None:
        raise DecisionError(refusal, text=text, unit=unit.label)
    return between_days(*found) if kind == FactKind.DATE else Within(*found)


def _read_ordinal(text: str) -> int | None:
    day = read_day(text)
    return None if day is None else day.toordinal()


def _counted_in(unit: str) -> Unit:
    """The unit of a duration; without one it counts days."""
    return unit_of(FactKind.DURATION, unit) or Unit.DAYS


def _passed(text: str, unit: Unit, today: date) -> int | None:
    """A duration, or the days since the date typed."""
    ago = SINCE.fullmatch(plain(text))
    passed = read_duration(ago[1] if ago else text, unit)
    if passed is not None and read_day(text) is None:
        return passed
    day = read_day_from(text, today) if unit == Unit.DAYS else None
    if day is not None and day > today:
        raise DecisionError(DecisionRefusal.NOT_YET, text=text)
    return None if day is None else (today - day).days
