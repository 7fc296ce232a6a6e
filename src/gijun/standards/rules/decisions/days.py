"""Dates as people type them."""

import re
from datetime import date

from gijun.standards.rules.decisions.quantities import plain

YEARS = range(1900, 3000)
"""Whatever lies outside is a slip of the keyboard."""

FULL = (
    re.compile(r"([0-9]{4})\s*([-./])\s*([0-9]{1,2})\s*\2\s*([0-9]{1,2})\.?"),
    re.compile(r"([0-9]{4})(년)\s*([0-9]{1,2})월\s*([0-9]{1,2})일"),
    re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})"),
)
WITHOUT_YEAR = re.compile(r"([0-9]{1,2})(?:\s*[-/]\s*|월\s*)([0-9]{1,2})일?")
AGO = re.compile(r"([0-9]{1,5})\s*(?:일\s*전|days? ago)")
DAYS_AGO = {
    plain(word): days
    for days, words in {
        0: ("오늘", "today"),
        1: ("어제", "yesterday"),
        2: ("그제", "그저께", "엊그제"),
        -1: ("내일", "tomorrow"),
    }.items()
    for word in words
}


def read_day(text: str) -> date | None:
    """2026-12-31, 2026.12.31., 2026/12/31, 2026년 12월 31일, 20261231; ``None``: it is no such date."""
    for form in FULL:
        if match := form.fullmatch(plain(text)):
            year, _, month, day = match.groups()
            return _date(int(year), int(month), int(day))
    return None


def read_day_from(text: str, today: date) -> date | None:
    """A date as above, or one told from today: 어제, 3일 전, 12/31 in the nearest year."""
    day = plain(text)
    if day in DAYS_AGO:
        return _before(today, DAYS_AGO[day])
    if match := AGO.fullmatch(day):
        return _before(today, int(match[1]))
    if match := WITHOUT_YEAR.fullmatch(day):
        years = (today.year, today.year - 1, today.year + 1)
        days = [found for year in years if (found := _date(year, int(match[1]), int(match[2])))]
        return min(days, key=lambda found: abs(found - today), default=None)
    return read_day(day)


def _before(today: date, days: int) -> date | None:
    then = today.toordinal() - days
    return date.fromordinal(then) if then > 0 else None


def _date(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
