"""Ranges as people type them into a cell: 7일 이내, 3만원 초과, 3~7, 2026-12-01부터."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from gijun.standards.rules.decisions.quantities import LONGEST, NUMERAL, plain
from gijun.standards.terms.decisions import DecisionRefusal

Range = tuple[int | None, int | None]
"""Whole numbers from the first (included) to the second (excluded); ``None``: without a bound."""


class RangeError(ValueError):
    """What is typed cannot be taken for one range; ``code`` says why."""

    def __init__(self, code: DecisionRefusal) -> None:
        super().__init__(code.value)
        self.code = code


class Side(Enum):
    """On which side of a number the range lies."""

    AT_LEAST = auto()
    MORE = auto()
    AT_MOST = auto()
    LESS = auto()
    EXACTLY = auto()


LOW = {Side.AT_LEAST, Side.MORE}
HIGH = {Side.AT_MOST, Side.LESS}

SIGNS = {
    ">=": Side.AT_LEAST,
    "≥": Side.AT_LEAST,
    "<=": Side.AT_MOST,
    "≤": Side.AT_MOST,
    ">": Side.MORE,
    "<": Side.LESS,
    "=": Side.EXACTLY,
}
NUMBER_BEFORE = SIGNS | {
    "at least ": Side.AT_LEAST,
    "no less than ": Side.AT_LEAST,
    "from ": Side.AT_LEAST,
    "more than ": Side.MORE,
    "longer than ": Side.MORE,
    "over ": Side.MORE,
    "above ": Side.MORE,
    "at most ": Side.AT_MOST,
    "no more than ": Side.AT_MOST,
    "up to ": Side.AT_MOST,
    "within ": Side.AT_MOST,
    "less than ": Side.LESS,
    "fewer than ": Side.LESS,
    "under ": Side.LESS,
    "below ": Side.LESS,
}
NUMBER_AFTER = {
    "이상": Side.AT_LEAST,
    "부터": Side.AT_LEAST,
    " or more": Side.AT_LEAST,
    " or longer": Side.AT_LEAST,
    "초과": Side.MORE,
    "이하": Side.AT_MOST,
    "이내": Side.AT_MOST,
    "까지": Side.AT_MOST,
    " or less": Side.AT_MOST,
    " or fewer": Side.AT_MOST,
    "미만": Side.LESS,
}
DATE_BEFORE = SIGNS | {
    "from ": Side.AT_LEAST,
    "since ": Side.AT_LEAST,
    "on or after ": Side.AT_LEAST,
    "after ": Side.MORE,
    "until ": Side.AT_MOST,
    "on or before ": Side.AT_MOST,
    "before ": Side.LESS,
}
DATE_AFTER = {
    "부터": Side.AT_LEAST,
    "이후": Side.AT_LEAST,
    " or later": Side.AT_LEAST,
    "까지": Side.AT_MOST,
    "이전": Side.AT_MOST,
    " or earlier": Side.AT_MOST,
    "전": Side.LESS,
}
NOT_BEFORE = ("!", "not ", "아님 ")
NOT_AFTER = (" 아님", " 제외")

FROM_TO = (
    re.compile(r"between (.+) and (.+)"),
    re.compile(r"(.*?)\s*[~〜–—]\s*(.*)"),
    re.compile(r"(.+?)\s+(?:to|-)\s+(.+)"),
)
DASH = re.compile(r"(.+?)-(.+)")
GAP = re.compile(r",?\s+(?:and\s+)?|(?<=이상)(?=\S)|(?<=초과)(?=\S)|(?<=부터)(?=\S)")
FIRST_NUMERAL = re.compile(rf"[^0-9]*{NUMERAL}(.*)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How ranges of a kind are typed.

    ``shares_unit``: in "3~7주" the unit at the end counts for both numbers.
    """

    read: Callable[[str], int | None]
    before: Mapping[str, Side]
    after: Mapping[str, Side]
    from_to: tuple[re.Pattern[str], ...]
    shares_unit: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a range as it was typed."""

    side: Side
    text: str
    number: int

    @property
    def bare(self) -> bool:
        """Is it a number without a unit?"""
        return re.fullmatch(NUMERAL, self.text) is not None

    def range(self) -> Range:
        """The range that this end alone makes."""
        return {
            Side.AT_LEAST: (self.number, None),
            Side.MORE: (self.number + 1, None),
            Side.AT_MOST: (None, self.number + 1),
            Side.LESS: (None, self.number),
            Side.EXACTLY: (self.number, self.number + 1),
        }[self.side]


def of_amounts(read: Callable[[str], int | None]) -> Grammar:
    return Grammar(read, NUMBER_BEFORE, NUMBER_AFTER, (*FROM_TO, DASH))


def of_durations(read: Callable[[str], int | None]) -> Grammar:
    return Grammar(read, NUMBER_BEFORE, NUMBER_AFTER, (*FROM_TO, DASH), shares_unit=True)


def of_dates(read: Callable[[str], int | None]) -> Grammar:
    """Dates have dashes of their own, so a dash between two of them stands alone."""
    return Grammar(read, DATE_BEFORE, DATE_AFTER, FROM_TO)


def read_range(text: str, grammar: Grammar) -> Range | None:
    """The range a text means; ``None``: it is not understood.

    Raises:
        RangeError: it can be read in two ways, leaves nothing between its bounds, or is not one range.
    """
    typed = plain(text)
    if len(typed) > LONGEST:
        return None
    for sign in NOT_BEFORE:
        if typed.startswith(sign):
            return _others(_range(typed.removeprefix(sign).strip(), grammar))
    for sign in NOT_AFTER:
        if typed.endswith(sign):
            return _others(_range(typed.removesuffix(sign).strip(), grammar))
    return _range(typed, grammar)


def _range(text: str, grammar: Grammar) -> Range | None:
    for form in grammar.from_to:
        if (match := form.fullmatch(text)) and (found := _from_to(match[1], match[2], grammar)):
            return found
    if bound := _bound(text, grammar):
        return bound.range()
    return _one_after_the_other(text, grammar)


def _bound(text: str, grammar: Grammar) -> Bound | None:
    """One end of a range; ``None``: it is not understood."""
    side, quantity = Side.EXACTLY, text
    before = next((word for word in _longest(grammar.before) if text.startswith(word)), None)
    after = next((word for word in _longest(grammar.after) if text.endswith(word)), None)
    if before:
        side, quantity = grammar.before[before], text.removeprefix(before).strip()
    elif after:
        side, quantity = grammar.after[after], text.removesuffix(after).strip()
    number = grammar.read(quantity)
    return None if number is None else Bound(side, quantity, number)


def _from_to(start: str, end: str, grammar: Grammar) -> Range | None:
    """A range from one text to another, both included unless they say otherwise; one may be missing."""
    low, high = _bound(start, grammar), _bound(end, grammar)
    if (start and low is None) or (end and high is None):
        return None
    if low is not None and low.side is Side.EXACTLY:
        low = replace(low, side=Side.AT_LEAST)
    if high is not None and high.side is Side.EXACTLY:
        high = replace(high, side=Side.AT_MOST)
    if low is not None and high is not None and grammar.shares_unit:
        low = _sharing_unit(low, high, grammar)
    return _joined(low, high, grammar)


def _one_after_the_other(text: str, grammar: Grammar) -> Range | None:
    """Two ends that each say on which side they lie: 3일 이상 7일 미만."""
    for gap in GAP.finditer(text):
        one, other = _bound(text[: gap.start()], grammar), _bound(text[gap.end() :], grammar)
        if one is not None and other is not None:
            low, high = (one, other) if one.side in LOW else (other, one)
            return _joined(low, high, grammar)
    return None


def _joined(low: Bound | None, high: Bound | None, grammar: Grammar) -> Range | None:
    """The range between two ends; ``None``: they do not lie on the sides they have to."""
    if (low is not None and low.side not in LOW) or (high is not None and high.side not in HIGH):
        return None
    if low is None or high is None:
        end = low or high
        return None if end is None else end.range()
    _refuse_two_readings(low, high, grammar)
    least, end_before = low.range()[0], high.range()[1]
    if least is not None and end_before is not None and least >= end_before:
        raise RangeError(DecisionRefusal.RANGE_REVERSED)
    return least, end_before


def _sharing_unit(low: Bound, high: Bound, grammar: Grammar) -> Bound:
    """The lower end, a number alone, with the unit of the upper one."""
    number = _with_unit_of(high, low, grammar)
    return low if number is None else Bound(low.side, f"{low.text}{_unit(high)}", number)


def _refuse_two_readings(low: Bound, high: Bound, grammar: Grammar) -> None:
    """Is "3~7만원" from 3 won or from 30,000? Where both make a range, nobody knows.

    Raises:
        RangeError: both do.
    """
    lower, upper = _with_unit_of(high, low, grammar), _with_unit_of(low, high, grammar)
    if lower is not None and lower != low.number and lower <= high.number:
        raise RangeError(DecisionRefusal.AMBIGUOUS_RANGE)
    if grammar.shares_unit and upper is not None and upper != high.number:
        raise RangeError(DecisionRefusal.AMBIGUOUS_RANGE)


def _with_unit_of(one: Bound, bare: Bound, grammar: Grammar) -> int | None:
    """A number alone, read with the unit of the other end; ``None``: it has its own, or there is none."""
    return grammar.read(f"{bare.text}{_unit(one)}") if bare.bare and not one.bare else None


def _unit(bound: Bound) -> str:
    """What follows the first number of an end."""
    match = FIRST_NUMERAL.fullmatch(bound.text)
    return match[1] if match else ""


def _others(found: Range | None) -> Range | None:
    """What a range leaves over.

    Raises:
        RangeError: that is not one range.
    """
    if found is None:
        return None
    low, high = found
    if low is None or (low == 0 and high is not None):
        return high, None
    if high is None:
        return None, low
    raise RangeError(DecisionRefusal.NOT_ONE_RANGE)


def _longest(words: Mapping[str, Side]) -> list[str]:
    """Longer words first, for they may begin or end with shorter ones."""
    return sorted(words, key=len, reverse=True)
