"""Figures in Korean sentences: 7일 이내, 영업일 3~5일, 3만 원, 50%, 일주일 안에."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gijun.standards.terms.consistency import Bound, Measure

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_TO = r"\s*(?:~|∼|〜|～|–|-|에서)\s*"
_TIME_UNIT = r"영업일|일|주일|주|개월|달|년|시간|분"
_TIME = re.compile(
    rf"(?P<business>영업일\s*(?:로|기준(?:으로)?)?\s*(?:최대|약|보통|평균)?\s*)?"
    rf"(?:(?P<low>{_NUMBER})\s*(?:{_TIME_UNIT})?{_TO})?(?P<high>{_NUMBER})\s*(?P<unit>{_TIME_UNIT})"
    r"(?!일?[차자부반정]|[기의할문]|\s*\d+\s*[회번])"
)
_WORDS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7,
    "일주일": 7, "여드레": 8, "열흘": 10, "보름": 15, "이 주": 14, "두 주": 14,
}  # fmt: skip
_MONTH_WORDS = {"한 달": 1, "두 달": 2, "세 달": 3, "석 달": 3, "반년": 6}
_IN_WORDS = re.compile(
    rf"(?<![가-힣\d])(?P<word>{'|'.join([*_WORDS, *_MONTH_WORDS])})"
    r"(?=\s*(?:이내|안에|내에|내로|뒤|후|까지|동안|이후|정도|지나|만에|이 걸|가 걸))"
)
_MONEY = re.compile(
    rf"(?P<man>{_NUMBER})\s*만\s*(?:(?P<cheon>\d)\s*천)?\s*원|(?P<thousand>{_NUMBER})\s*천\s*원|(?P<won>{_NUMBER})\s*원"
)
_PERCENT = re.compile(rf"(?P<percent>{_NUMBER})\s*(?:%|퍼센트|프로(?![가-힣]))")
_TIMES = re.compile(rf"(?P<times>{_NUMBER})\s*회(?![차원])")

_AFTER_FIGURE = (
    (re.compile(r"\s*전(?:까지|에)?(?![가-힣])"), Bound.BEFORE),
    (re.compile(r"\s*(?:이내|안에|안으로|까지|내(?=에|로|[\s.,)]|$))"), Bound.WITHIN),
    (re.compile(r"\s*(?:[이가을를]\s*)?(?:이후|후|뒤|지나|지난|경과|넘)"), Bound.AFTER),
    (re.compile(r"\s*(?:이상|초과)"), Bound.AT_LEAST),
    (re.compile(r"\s*(?:이하|미만)"), Bound.AT_MOST),
)
_BASE = {
    "영업일": (Measure.BUSINESS_DAYS, 1),
    "일": (Measure.DAYS, 1),
    "주": (Measure.DAYS, 7),
    "주일": (Measure.DAYS, 7),
    "개월": (Measure.MONTHS, 1),
    "달": (Measure.MONTHS, 1),
    "년": (Measure.MONTHS, 12),
    "시간": (Measure.MINUTES, 60),
    "분": (Measure.MINUTES, 1),
}
DAYS_IN = {Measure.DAYS: 1, Measure.BUSINESS_DAYS: 1, Measure.MONTHS: 30, Measure.MINUTES: 1 / 1440}


@dataclass(frozen=True, slots=True)
class Figure:
    """From ``low`` to ``high`` of a measure; both the same where one number stands."""

    measure: Measure
    low: float
    high: float
    bound: Bound

    @property
    def name(self) -> str:
        """When it ends, with its measure: what makes two figures the same."""
        return str(self.measure.label % {"count": f"{self.high:g}"})

    @property
    def is_time(self) -> bool:
        return self.measure in DAYS_IN

    def agrees_with(self, other: "Figure") -> bool:
        """May both be true of the same thing? Times are compared by when they end.

        Business days and days never agree: over a holiday one of the two promises is broken.
        """
        if not self.is_time:
            return (self.low, self.high) == (other.low, other.high)
        if self.measure == other.measure:
            return self.high == other.high
        if Measure.BUSINESS_DAYS in (self.measure, other.measure):
            return False
        return abs(self.days - other.days) <= self.slack_days + other.slack_days

    @property
    def days(self) -> float:
        """When a time ends, in days of 24 hours, a month having thirty of them."""
        return self.high * DAYS_IN[self.measure]

    @property
    def slack_days(self) -> float:
        """How far months may be from thirty days each."""
        return self.high if self.measure == Measure.MONTHS else 0.0


def figures(text: str) -> Iterator[tuple[Figure, int, int]]:
    """Every figure of a text with where it begins and ends, its bound included."""
    yield from _times(text)
    yield from _times_in_words(text)
    yield from _counts(text)


def _times(text: str) -> Iterator[tuple[Figure, int, int]]:
    for match in _TIME.finditer(text):
        if _is_date(text[: match.start()]):
            continue
        unit = match["unit"]
        measure, factor = _BASE["영업일" if match["business"] and unit == "일" else unit]
        high = _number(match["high"]) * factor
        low = _number(match["low"]) * factor if match["low"] else high
        bound, end = _bound(text, match.end())
        yield Figure(measure, low, high, bound), match.start(), end


def _times_in_words(text: str) -> Iterator[tuple[Figure, int, int]]:
    for match in _IN_WORDS.finditer(text):
        word = match["word"]
        days = word in _WORDS
        count = _WORDS[word] if days else _MONTH_WORDS[word]
        bound, end = _bound(text, match.end())
        yield Figure(Measure.DAYS if days else Measure.MONTHS, count, count, bound), match.start(), end


def _counts(text: str) -> Iterator[tuple[Figure, int, int]]:
    for pattern, measure in ((_MONEY, Measure.WON), (_PERCENT, Measure.PERCENT), (_TIMES, Measure.TIMES)):
        for match in pattern.finditer(text):
            value = _won(match) if measure == Measure.WON else _number(match[1])
            bound, end = _bound(text, match.end())
            yield Figure(measure, value, value, bound), match.start(), end


def _won(match: re.Match[str]) -> float:
    if match["man"]:
        return _number(match["man"]) * 10_000 + int(match["cheon"] or 0) * 1_000
    return _number(match["thousand"]) * 1_000 if match["thousand"] else _number(match["won"])


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _is_date(before: str) -> bool:
    """Is the number that follows a day of a month, as in 11월 25일?"""
    return re.search(r"\d\s*월\s*$", before) is not None


def _bound(text: str, end: int) -> tuple[Bound, int]:
    for pattern, bound in _AFTER_FIGURE:
        if match := pattern.match(text, end):
            return bound, match.end()
    return Bound.EXACTLY, end
