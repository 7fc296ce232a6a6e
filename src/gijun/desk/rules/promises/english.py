"""Days and times as English sentences name them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from gijun.desk.rules.promises.hours import last_working_day, working_day_after
from gijun.desk.rules.promises.speech import Clock, Named, Said, month_and_day, next_weekday

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10,
}  # fmt: skip
COUNT = rf"(?:(?:\d{{1,3}}|{'|'.join(NUMBERS)})\s*(?:-|–|to)\s*)?(?P<count>\d{{1,3}}|{'|'.join(NUMBERS)})"
MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
IN = r"(?:within|in)\s+(?:the\s+next\s+)?"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


def _count(found: re.Match[str]) -> int:
    told = found["count"].lower()
    return int(told) if told.isdigit() else NUMBERS[told]


def _month_day(found: re.Match[str], said: Said) -> date | None:
    return month_and_day(said.today, MONTHS.index(found["month"].lower()) + 1, int(found["date"]))


def _weekday(found: re.Match[str], said: Said) -> date:
    day = WEEKDAYS.index(found["day"].lower())
    if (found["which"] or "").lower() == "next":
        return said.monday + timedelta(weeks=1, days=day)
    return next_weekday(said.today, day)


def _week(found: re.Match[str], said: Said) -> date:
    weeks = 1 if (found["which"] or "").lower() == "next" else 0
    return last_working_day(said.calendar, said.monday + timedelta(weeks=weeks))


def _month_end(_found: re.Match[str], said: Said) -> date:
    return said.today.replace(day=monthrange(said.today.year, said.today.month)[1])


DAYS = (
    Named(
        _words(rf"(?:{IN})?{COUNT}\s*(?:business|working)\s+days?"),
        lambda found, said: working_day_after(said.calendar, said.today, _count(found)),
    ),
    Named(_words(rf"{IN}{COUNT}\s*days?"), lambda found, said: said.today + timedelta(days=_count(found))),
    Named(_words(rf"{IN}{COUNT}\s*weeks?"), lambda found, said: said.today + timedelta(weeks=_count(found))),
    Named(_words(rf"{MONTH}\s+(?P<date>\d{{1,2}})(?:st|nd|rd|th)?"), _month_day),
    Named(_words(rf"(?P<date>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}"), _month_day),
    Named(_words(rf"(?:(?P<which>this|next|by|on)\s+)?(?P<day>{'|'.join(WEEKDAYS)})"), _weekday),
    Named(_words(r"end\s+of\s+(?:the\s+)?month"), _month_end),
    Named(_words(r"(?:end\s+of\s+)?(?P<which>this|next|the)\s+week"), _week),
    Named(_words(r"day\s+after\s+tomorrow"), lambda _found, said: said.today + timedelta(days=2)),
    Named(_words(r"tomorrow"), lambda _found, said: said.today + timedelta(days=1)),
    Named(_words(r"today|tonight|end\s+of\s+(?:the\s+)?day|eod|cob"), lambda _found, said: said.today),
)
MINUTES = (
    Named(_words(rf"{IN}{COUNT}\s*(?:hours?|hrs?)"), lambda found, _said: _count(found) * 60),
    Named(_words(rf"{IN}{COUNT}\s*(?:minutes?|mins?)"), lambda found, _said: _count(found)),
    Named(_words(rf"{IN}half\s+an\s+hour"), lambda _found, _said: 30),
)


def _hour(found: re.Match[str], _said: Said) -> Clock | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    afternoon = found["part"].lower().startswith("p")
    return Clock((hour % 12 + 12 * afternoon) * 60 + minute, sure=True)


TIMES = (
    Named(
        re.compile(r"\b(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?\s*(?P<part>[ap])\.?m\b\.?", re.IGNORECASE),
        _hour,
    ),
    Named(_words(r"noon|midday"), lambda _found, _said: Clock(12 * 60, sure=True)),
)
