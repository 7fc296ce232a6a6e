"""Amounts and durations as people type them."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from unicodedata import normalize

from gijun.standards.terms.decisions import Unit

LONGEST = 100
"""Signs; whatever is longer is no quantity."""
MOST = 10**15

NUMERAL = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
DIGITS = {sign: Fraction(number) for number, sign in enumerate("일이삼사오육칠팔구", start=1)}
TENS = {"천": 1000, "백": 100, "십": 10}
MYRIADS = {"조": 10**12, "억": 10**8, "만": 10**4}
CURRENCY = re.compile(r"^(?:₩|krw(?![a-z]))\s*|\s*(?:원|won|krw)$")

MINUTES = {Unit.MINUTES: 1, Unit.HOURS: 60, Unit.DAYS: 24 * 60}
LENGTHS = {
    1: ("분", "m", "min", "mins", "minute", "minutes"),
    60: ("시간", "h", "hr", "hrs", "hour", "hours"),
    24 * 60: ("일", "일간", "d", "day", "days"),
    7 * 24 * 60: ("주", "주일", "주간", "w", "week", "weeks"),
}
LENGTH_OF = {name: minutes for minutes, names in LENGTHS.items() for name in names}
NATIVE_DAYS = ("하루", "이틀", "사흘", "나흘", "닷새", "엿새", "이레", "여드레", "아흐레", "열흘")
DAYS_OF = {word: days for days, word in enumerate(NATIVE_DAYS, start=1)} | {"일주일": 7, "보름": 15}
PART = re.compile(rf"({NUMERAL})\s*({'|'.join(sorted(LENGTH_OF, key=len, reverse=True))})(?![a-z가-힣])\s*")


def plain(text: str) -> str:
    """The text without what keyboards and habits add: wide signs, capitals, doubled blanks."""
    return " ".join(normalize("NFKC", text).casefold().split())


def read_amount(text: str) -> int | None:
    """Whole won: 30,000원, 3만, 1만 5천원, 1.5만, 삼만 원, ₩30000; ``None``: it is no such amount."""
    amount = CURRENCY.sub("", plain(text))
    if not amount or len(amount) > LONGEST:
        return None
    return _whole(_sum(amount, MYRIADS, lambda part: _sum(part, TENS, _single)))


def read_duration(text: str, unit: Unit) -> int | None:
    """A whole number of the unit: 7, 7일, 2주, 1시간 30분, 이틀; ``None``: it is no such duration.

    A number alone counts the unit. Months and years have no fixed length and are not read.
    """
    duration = plain(text)
    if len(duration) > LONGEST:
        return None
    if re.fullmatch(NUMERAL, duration):
        return _whole(_single(duration))
    if duration in DAYS_OF:
        return _whole(Fraction(DAYS_OF[duration] * MINUTES[Unit.DAYS], MINUTES[unit]))
    parts = PART.findall(duration)
    lengths = [LENGTH_OF[name] for _, name in parts]
    if not parts or PART.sub("", duration) or lengths != sorted(set(lengths), reverse=True):
        return None
    numbers = [Fraction(number.replace(",", "")) for number, _ in parts]
    minutes = sum(number * length for number, length in zip(numbers, lengths, strict=True))
    return _whole(Fraction(minutes, MINUTES[unit]))


def _sum(text: str, units: Mapping[str, int], read: Callable[[str], Fraction | None]) -> Fraction | None:
    """A number put together of units, the largest first: 3천5백, 1만 5천; ``None``: it is none.

    A unit alone counts once. What follows a unit is smaller than one of it.
    """
    signs = "".join(units)
    pattern = "".join(rf"(?:([^{signs}]*){sign})?" for sign in units) + rf"([^{signs}]*)"
    parts = re.fullmatch(pattern, text)
    if parts is None:
        return None
    total, room = Fraction(0), None
    for part, unit in zip(parts.groups(), (*units.values(), 1), strict=True):
        if part is None or (unit == 1 and not part.strip()):
            continue
        number = read(part.strip()) if part.strip() else Fraction(1)
        if number is None or (room is not None and number * unit >= room):
            return None
        total, room = total + number * unit, unit
    return total


def _single(text: str) -> Fraction | None:
    """A number in digits, or one Korean digit."""
    if re.fullmatch(NUMERAL, text):
        return Fraction(text.replace(",", ""))
    return DIGITS.get(text)


def _whole(number: Fraction | None) -> int | None:
    if number is None or number.denominator != 1 or number > MOST:
        return None
    return number.numerator
