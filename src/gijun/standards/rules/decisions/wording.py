"""Conditions and answers in words that can be read back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gijun.standards.rules.decisions.reading import ANYTHING, code_of, read_condition
from gijun.standards.rules.decisions.table import (
    Between,
    Choice,
    Condition,
    DecisionError,
    Is,
    OneOf,
    Value,
    Within,
    nothing_meets,
    unit_of,
)
from gijun.standards.terms import Language
from gijun.standards.terms.decisions import FactKind, Unit

NOTHING = "∅"


@dataclass(frozen=True, slots=True)
class Words:
    """How a language says ranges; ``{}`` stands for what they are about."""

    yes: str
    no: str
    no_choice: str
    units: dict[Unit, tuple[str, str]]  # of one, of several
    at_least: str
    more: str
    at_most: str
    within: str
    less: str
    since: str
    until: str
    numbers: str
    days: str
    joint: str


KOREAN = Words(
    yes="예",
    no="아니요",
    no_choice="{} 아님",
    units={
        Unit.WON: ("{}원", "{}원"),
        Unit.DAYS: ("{}일", "{}일"),
        Unit.HOURS: ("{}시간", "{}시간"),
        Unit.MINUTES: ("{}분", "{}분"),
    },
    at_least="{} 이상",
    more="{} 초과",
    at_most="{} 이하",
    within="{} 이내",
    less="{} 미만",
    since="{}부터",
    until="{}까지",
    numbers="{}~{}",
    days="{}~{}",
    joint=" ",
)
ENGLISH = Words(
    yes="yes",
    no="no",
    no_choice="not {}",
    units={
        Unit.WON: ("{} won", "{} won"),
        Unit.DAYS: ("{} day", "{} days"),
        Unit.HOURS: ("{} hour", "{} hours"),
        Unit.MINUTES: ("{} minute", "{} minutes"),
    },
    at_least="{} or more",
    more="more than {}",
    at_most="{} or less",
    within="within {}",
    less="under {}",
    since="from {}",
    until="until {}",
    numbers="{}–{}",
    days="{} to {}",
    joint=", ",
)


def write_condition(
    kind: FactKind,
    condition: Condition | None,
    choices: Sequence[Choice],
    language: str,
    *,
    unit: str = "",
) -> str:
    """The condition as a cell shows it; ``read_condition`` reads it back.

    Not read back is what no table that was checked holds: "∅" for a condition that nothing meets, codes
    that are no choices, and years before 1900 or after 2999.
    """
    words = _words(language)
    if condition is None or condition in {Within(), Between()}:
        return ANYTHING
    if nothing_meets(condition):
        return NOTHING
    match condition:
        case Is(value):
            return words.yes if value else words.no
        case OneOf(codes):
            return _choices(codes, choices, language)
        case Within(low, high):
            return _numbers(low, high, unit_of(kind, unit) or Unit.WON, words)
        case Between(since, before):
            return _dates(since, before, words)


def written_value(
    kind: FactKind, value: Value, choices: Sequence[Choice], language: str, *, unit: str = ""
) -> str:
    """An answer as a person reads it and may type it; ``read_value`` reads it back."""
    words = _words(language)
    match value:
        case bool():
            return words.yes if value else words.no
        case date():
            return value.isoformat()
        case int():
            return _number(value, unit_of(kind, unit) or Unit.WON, words)
        case _:
            labels = (_label(choice, language) for choice in choices if choice.code == value)
            return next((label for label in labels if code_of(label, choices) == value), value)


def _words(language: str) -> Words:
    return ENGLISH if language == Language.ENGLISH else KOREAN


def _label(choice: Choice, language: str) -> str:
    return (choice.label_en or choice.label) if language == Language.ENGLISH else choice.label


def _choices(codes: frozenset[str], choices: Sequence[Choice], language: str) -> str:
    """The shortest of the ways to name them that is read back: what is excluded, labels, codes."""
    words = _words(language)
    named = [choice for choice in choices if choice.code in codes]
    others = [choice for choice in choices if choice.code not in codes]
    ways = [", ".join(_label(choice, language) for choice in named)]
    if len(others) == 1 and len(named) > 1:
        ways.insert(0, words.no_choice.format(_label(others[0], language)))
    return next((way for way in ways if _means(way, codes, choices)), ", ".join(sorted(codes)))


def _means(text: str, codes: frozenset[str], choices: Sequence[Choice]) -> bool:
    try:
        return read_condition(FactKind.CHOICE, text, choices) == OneOf(codes)
    except DecisionError:
        return False


def _number(number: int, unit: Unit, words: Words) -> str:
    one, several = words.units[unit]
    return (one if number == 1 else several).format(f"{number:,}")


def _numbers(low: int | None, high: int | None, unit: Unit, words: Words) -> str:
    if low is not None and high == low + 1:
        return _number(low, unit, words)
    if unit == Unit.WON:
        ends = (_lowest_amount(low, words), _highest_amount(high, words))
        return words.joint.join(end for end in ends if end)
    if high is None:
        return words.at_least.format(_number(low or 0, unit, words))
    if low is None:
        return words.within.format(_number(high - 1, unit, words))
    return words.numbers.format(f"{low:,}", _number(high - 1, unit, words))


def _lowest_amount(low: int | None, words: Words) -> str:
    """Said with the rounder of the two numbers that mean the same; nothing without a bound."""
    if low is None:
        return ""
    if low > 0 and _zeros(low - 1) > _zeros(low):
        return words.more.format(_number(low - 1, Unit.WON, words))
    return words.at_least.format(_number(low, Unit.WON, words))


def _highest_amount(high: int | None, words: Words) -> str:
    """Said with the rounder of the two numbers that mean the same; nothing without a bound."""
    if high is None:
        return ""
    if _zeros(high - 1) > _zeros(high):
        return words.at_most.format(_number(high - 1, Unit.WON, words))
    return words.less.format(_number(high, Unit.WON, words))


def _zeros(number: int) -> int:
    """How round a number is: the zeros it ends in."""
    digits = str(number)
    return len(digits) - len(digits.rstrip("0"))


def _dates(since: date | None, before: date | None, words: Words) -> str:
    last = before and before - timedelta(days=1)
    if last is None:
        return words.since.format(since)
    if since is None:
        return words.until.format(last)
    return f"{since}" if since == last else words.days.format(since, last)
