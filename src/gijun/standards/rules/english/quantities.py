"""Figures in English sentences: within 7 days, 3-5 business days, a week, 30,000 won or more, 50%."""

import re
from collections.abc import Iterator

from gijun.standards.rules.quantities import Figure
from gijun.standards.terms.consistency import Bound, Measure

_WORDS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_DIGITS = r"\d[\d,]*(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|\b(?:{'|'.join(_WORDS)})\b)"
_TO = r"\s*(?:-|–|~|\bto\b|\band\b|\bor\b)\s*"
_TIME = re.compile(
    rf"(?<![\w.,])(?:(?P<low>{_NUMBER})\s*(?:days?|weeks?|months?|hours?)?{_TO})?(?P<high>{_NUMBER})[\s-]*"
    r"(?P<business>(?:business|working)[\s-]+)?(?:(?:calendar|full|more)\s+)?"
    r"(?P<unit>day|week|month|year|hour|minute)s?\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:\bper|\bonce|\btwice|\btimes|\beach|\bevery)\s*$", re.IGNORECASE)
_MONEY = re.compile(rf"(?:₩|\bKRW)\s*(?P<after>{_DIGITS})|(?P<won>{_DIGITS})\s*(?:won|KRW)\b", re.IGNORECASE)
_PERCENT = re.compile(rf"(?P<percent>{_DIGITS})\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:(?P<once>once|twice)\b(?!\s+(?:a|per|you|we|it|the))|(?P<times>\d+) times\b)", re.IGNORECASE
)
_BASE = {
    "day": (Measure.DAYS, 1),
    "week": (Measure.DAYS, 7),
    "month": (Measure.MONTHS, 1),
    "year": (Measure.MONTHS, 12),
    "hour": (Measure.MINUTES, 60),
    "minute": (Measure.MINUTES, 1),
}
_BEHIND = (
    (re.compile(r"\s*(?:before|prior to|in advance)\b", re.IGNORECASE), Bound.BEFORE),
    (re.compile(r"\s*(?:or more|or over|and over|or longer)\b", re.IGNORECASE), Bound.AT_LEAST),
    (re.compile(r"\s*(?:or less|or under|at most)\b", re.IGNORECASE), Bound.AT_MOST),
)
_AHEAD = (
    (re.compile(r"\b(?:within|in|up to|no later than|by|inside)\s*$", re.IGNORECASE), Bound.WITHIN),
    (re.compile(r"\b(?:at least|more than|over|from|above)\s*$", re.IGNORECASE), Bound.AT_LEAST),
    (re.compile(r"\b(?:at most|less than|under|below|not more than)\s*$", re.IGNORECASE), Bound.AT_MOST),
    (re.compile(r"\bafter\s*$", re.IGNORECASE), Bound.AFTER),
)


def figures(text: str) -> Iterator[tuple[Figure, int, int]]:
    """Every figure of a text with where it begins and ends, its bound included."""
    yield from _times(text)
    yield from _counts(text)


def _times(text: str) -> Iterator[tuple[Figure, int, int]]:
    for match in _TIME.finditer(text):
        if _RATE.search(text[: match.start()]):
            continue
        measure, factor = _BASE[match["unit"].lower()]
        if match["business"] and measure == Measure.DAYS:
            measure = Measure.BUSINESS_DAYS
        high = _number(match["high"]) * factor
        low = _number(match["low"]) * factor if match["low"] else high
        bound, start, end = _bound(text, match)
        yield Figure(measure, low, high, bound), start, end


def _counts(text: str) -> Iterator[tuple[Figure, int, int]]:
    for match in _MONEY.finditer(text):
        yield _counted(text, match, Measure.WON, _number(match["won"] or match["after"]))
    for match in _PERCENT.finditer(text):
        yield _counted(text, match, Measure.PERCENT, _number(match["percent"]))
    for match in _TIMES.finditer(text):
        word = (match["once"] or "").lower()
        value = {"once": 1.0, "twice": 2.0}.get(word) or _number(match["times"])
        yield _counted(text, match, Measure.TIMES, value)


def _counted(text: str, match: re.Match[str], measure: Measure, value: float) -> tuple[Figure, int, int]:
    bound, start, end = _bound(text, match)
    return Figure(measure, value, value, bound), start, end


def _number(text: str) -> float:
    return float(_WORDS.get(text.lower()) or text.replace(",", ""))


def _bound(text: str, match: re.Match[str]) -> tuple[Bound, int, int]:
    """On which side the promise lies, and where the figure with its bound begins and ends."""
    for pattern, bound in _BEHIND:
        if behind := pattern.match(text, match.end()):
            return bound, match.start(), behind.end()
    before = text[: match.start()]
    for pattern, bound in _AHEAD:
        if ahead := pattern.search(before):
            return bound, ahead.start(), match.end()
    return Bound.EXACTLY, match.start(), match.end()
