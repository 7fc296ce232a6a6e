"""Days and times as Korean sentences name them."""

import re
from calendar import monthrange
from datetime import date, timedelta

from gijun.desk.rules.promises.hours import last_working_day, working_day_after
from gijun.desk.rules.promises.speech import Clock, Named, Said, day_of_month, month_and_day, next_weekday

WITHIN = r"(?:이내|안에|안으로|안|내에|내로|내|후|뒤|정도|까지|걸|소요)"
SOON = r"(?:이내|안에|안으로|안|내에|내로|내|후|뒤|정도)"
RANGE = r"(?:\d{1,3}\s*일?\s*(?:~|∼|～|–|-|에서)\s*)?"
WEEKDAYS = "월화수목금토일"
WEEKS = {"이번": 0, "금": 0, "다음": 1, "차": 1, "다다음": 2}
NEAR = {"오늘": 0, "금일": 0, "내일": 1, "명일": 1, "익일": 1, "내일모레": 2, "모레": 2, "글피": 3}
SPANS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "일주일": 7, "열흘": 10, "보름": 15,
}  # fmt: skip
MIDDAY_HOURS = range(1, 8)  # "3시" said in a centre is in the afternoon


def _near(found: re.Match[str], said: Said) -> date:
    return said.today + timedelta(days=NEAR[found["word"]])


def _weekday_of_week(found: re.Match[str], said: Said) -> date:
    return said.monday + timedelta(weeks=WEEKS[found["week"]], days=WEEKDAYS.index(found["day"]))


def _weekday(found: re.Match[str], said: Said) -> date:
    return next_weekday(said.today, WEEKDAYS.index(found["day"]))


def _week(found: re.Match[str], said: Said) -> date:
    return last_working_day(said.calendar, said.monday + timedelta(weeks=WEEKS[found["week"]]))


def _month_end(_found: re.Match[str], said: Said) -> date:
    return said.today.replace(day=monthrange(said.today.year, said.today.month)[1])


def _dated(found: re.Match[str], said: Said) -> date | None:
    return month_and_day(said.today, int(found["month"]), int(found["date"]))


def _business(found: re.Match[str], said: Said) -> date:
    return working_day_after(said.calendar, said.today, int(found["count"]))


def _days(found: re.Match[str], said: Said) -> date:
    return said.today + timedelta(days=int(found["count"]))


def _span(found: re.Match[str], said: Said) -> date:
    return said.today + timedelta(days=SPANS[found["word"]])


def _weeks(found: re.Match[str], said: Said) -> date:
    return said.today + timedelta(weeks=int(found["count"]))


def _bare(found: re.Match[str], said: Said) -> date | None:
    return day_of_month(said.today, int(found["date"]))


DAYS = (
    Named(re.compile(r"(?P<month>\d{1,2})\s*월\s*(?P<date>\d{1,2})\s*일"), _dated),
    Named(
        re.compile(
            rf"(?:영업일|평일|근무일)\s*(?:기준(?:으로)?)?\s*(?:최대|약)?\s*{RANGE}(?P<count>\d{{1,2}})\s*일"
        ),
        _business,
    ),
    Named(re.compile(rf"{RANGE}(?P<count>\d{{1,2}})\s*영업일"), _business),
    Named(re.compile(rf"{RANGE}(?P<count>\d{{1,3}})\s*일\s*{WITHIN}(?<!까지)"), _days),
    Named(re.compile(rf"(?<![가-힣])(?P<word>{'|'.join(SPANS)})\s*{WITHIN}"), _span),
    Named(re.compile(rf"(?P<count>\d{{1,2}})\s*주일?\s*{WITHIN}"), _weeks),
    Named(
        re.compile(r"(?P<week>다다음|이번|금|다음|차)\s*주\s*(?P<day>[월화수목금토일])요일"), _weekday_of_week
    ),
    Named(re.compile(r"(?<![가-힣])(?P<day>[월화수목금토일])요일"), _weekday),
    Named(re.compile(r"(?P<week>다다음|이번|금|다음|차)\s*주\s*(?:중|안|내|까지)"), _week),
    Named(re.compile(r"(?:이번|이)\s*달\s*(?:말|안|내|중|까지)|월말"), _month_end),
    Named(re.compile(r"(?P<word>내일모레|오늘|금일|내일|명일|익일|모레|글피)"), _near),
    Named(re.compile(r"(?<![\d~∼–/.-])(?P<date>\d{1,2})\s*일\s*(?:까지|날|에(?!서))"), _bare),
)
MINUTES = (
    Named(
        re.compile(rf"(?P<count>\d{{1,2}})\s*시간\s*{SOON}"), lambda found, _said: int(found["count"]) * 60
    ),
    Named(
        re.compile(rf"(?<![\d시])(?<!시 )(?P<count>\d{{1,3}})\s*분\s*{SOON}"),
        lambda found, _said: int(found["count"]),
    ),
)


def _hour(found: re.Match[str], _said: Said) -> Clock | None:
    hour, half = int(found["hour"]), found["half"]
    minute = 30 if half else int(found["minute"] or 0)
    part = found["part"] or ""
    if hour > 24 or minute > 59:
        return None
    if part in {"오후", "저녁", "밤", "낮"} and hour < 12:
        hour += 12
    elif part in {"오전", "새벽", "아침"}:
        hour %= 12
    elif not part and hour in MIDDAY_HOURS:
        hour += 12
    return Clock(min(hour * 60 + minute, 24 * 60 - 1), sure=bool(part) or hour > 12)


TIMES = (
    Named(
        re.compile(
            r"(?P<part>오전|오후|저녁|밤|아침|낮|새벽)?\s*(?P<hour>\d{1,2})\s*시(?!간)\s*"
            r"(?:(?P<minute>\d{1,2})\s*분|(?P<half>반))?"
        ),
        _hour,
    ),
    Named(re.compile(r"정오"), lambda _found, _said: Clock(12 * 60, sure=True)),
    Named(re.compile(r"오전\s*(?:중|까지|안)"), lambda _found, _said: Clock(12 * 60, sure=True)),
    Named(
        re.compile(r"오후\s*(?:중|까지|안)|(?:업무|근무|영업|운영)\s*시간\s*(?:내|안|중)|퇴근\s*전"),
        lambda _found, _said: Clock(None, sure=True),
    ),
)
