"""Times named in Korean and English sentences, read from the moment they are said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.promises.dates import when_said
from gijun.desk.rules.promises.hours import next_working_time, usual_due
from gijun.science.worktime import Calendar, windows_on

SEOUL = ZoneInfo("Asia/Seoul")
WEEK = tuple(window for weekday in range(5) for window in windows_on(weekday, "09:00–18:00"))
HOLIDAY = date(2026, 12, 4)  # a Friday on which the centre does not open
CALENDAR = Calendar("Asia/Seoul", WEEK)
WITH_HOLIDAY = Calendar("Asia/Seoul", WEEK, {HOLIDAY: ()})
WEDNESDAY = datetime(2026, 11, 25, 14, 0, tzinfo=SEOUL)


def said(text, at=WEDNESDAY, calendar=CALENDAR):
    found = when_said(text, at, calendar)
    return found and found.due.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("오늘 중으로 연락드리겠습니다", "2026-11-25 18:00"),
        ("금일 처리해 드리겠습니다", "2026-11-25 18:00"),
        ("내일까지 답변드리겠습니다", "2026-11-26 18:00"),
        ("내일 오전 10시에 전화드리겠습니다", "2026-11-26 10:00"),
        ("내일 오전까지 회신드리겠습니다", "2026-11-26 12:00"),
        ("내일 오후 중으로 회신드리겠습니다", "2026-11-26 18:00"),
        ("모레 3시 반까지 연락드릴게요", "2026-11-27 15:30"),
        ("내일모레 방문 예정입니다", "2026-11-27 18:00"),
        ("글피 정오까지", "2026-11-28 12:00"),
        ("이번 주 금요일까지 환불해 드리겠습니다", "2026-11-27 18:00"),
        ("다음 주 월요일에 환불됩니다", "2026-11-30 18:00"),
        ("다음주 화요일 오후 2시까지", "2026-12-01 14:00"),
        ("차주 수요일까지", "2026-12-02 18:00"),
        ("월요일에 환불 처리됩니다", "2026-11-30 18:00"),
        ("수요일까지 보내드리겠습니다", "2026-12-02 18:00"),  # said on a Wednesday: who means today says so
        ("이번 주 안에 처리하겠습니다", "2026-11-27 18:00"),
        ("다음 주 중으로 발송 예정입니다", "2026-12-04 18:00"),
        ("이번 달 말까지 입금됩니다", "2026-11-30 18:00"),
        ("12월 3일까지 환불됩니다", "2026-12-03 18:00"),
        ("12월 3일 17시까지", "2026-12-03 17:00"),
        ("1월 5일까지 안내드리겠습니다", "2027-01-05 18:00"),
        ("2026-12-03까지", "2026-12-03 18:00"),
        ("2026. 12. 3. 까지", "2026-12-03 18:00"),
        ("12/3까지 입금됩니다", "2026-12-03 18:00"),
        ("30일까지 입금됩니다", "2026-11-30 18:00"),
        ("3일까지 입금됩니다", "2026-12-03 18:00"),
        ("영업일 2일 이내 연락드리겠습니다", "2026-11-27 18:00"),
        ("영업일 기준 3~5일 안에 환불됩니다", "2026-12-02 18:00"),
        ("3영업일 이내에 답변드리겠습니다", "2026-11-30 18:00"),
        ("3일 이내 답변드리겠습니다", "2026-11-28 18:00"),
        ("2~3일 정도 걸릴 예정입니다", "2026-11-28 18:00"),
        ("이틀 안에 회신드리겠습니다", "2026-11-27 18:00"),
        ("일주일 이내로 환불해 드리겠습니다", "2026-12-02 18:00"),
        ("2주 안에 처리해 드리겠습니다", "2026-12-09 18:00"),
        ("2시간 이내에 연락드리겠습니다", "2026-11-25 16:00"),
        ("30분 뒤에 전화드리겠습니다", "2026-11-25 14:30"),
        ("3시까지 연락드리겠습니다", "2026-11-25 15:00"),
        ("3시 30분까지 연락드리겠습니다", "2026-11-25 15:30"),
        ("17:30까지 회신드리겠습니다", "2026-11-25 17:30"),
        ("1시까지 연락드리겠습니다", "2026-11-26 13:00"),  # one o'clock has passed
        ("오전 9시까지 연락드리겠습니다", "2026-11-26 09:00"),
        ("퇴근 전까지 연락드리겠습니다", "2026-11-25 18:00"),
        ("오늘 접수하여 내일까지 환불해 드리겠습니다", "2026-11-26 18:00"),
        ("today", "2026-11-25 18:00"),
        ("by tomorrow", "2026-11-26 18:00"),
        ("tomorrow at 3pm", "2026-11-26 15:00"),
        ("by 3:30 p.m. tomorrow", "2026-11-26 15:30"),
        ("the day after tomorrow", "2026-11-27 18:00"),
        ("by Friday", "2026-11-27 18:00"),
        ("next Monday", "2026-11-30 18:00"),
        ("by the end of the week", "2026-11-27 18:00"),
        ("next week", "2026-12-04 18:00"),
        ("by end of day", "2026-11-25 18:00"),
        ("by the end of the month", "2026-11-30 18:00"),
        ("on December 3", "2026-12-03 18:00"),
        ("by Dec 3rd at noon", "2026-12-03 12:00"),
        ("by 3 December", "2026-12-03 18:00"),
        ("within 2 business days", "2026-11-27 18:00"),
        ("in 3-5 working days", "2026-12-02 18:00"),
        ("within two days", "2026-11-27 18:00"),
        ("in a week", "2026-12-02 18:00"),
        ("within 2 hours", "2026-11-25 16:00"),
        ("in half an hour", "2026-11-25 14:30"),
        ("확인하고 연락드리겠습니다", None),
        ("환불 규정 제3조 2항", None),
        ("13월 40일까지", None),
        ("상품 3개를 보내드립니다", None),
        ("", None),
    ],
)
def test_a_time_is_read_from_when_it_is_said(text, due):
    assert said(text) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("영업일 7일 이내", "2026-12-07 18:00"),  # 4 December is no working day
        ("다음 주 안에", "2026-12-03 18:00"),
        ("within 7 business days", "2026-12-07 18:00"),
    ],
)
def test_working_days_are_those_of_the_calendar(text, due):
    assert said(text, calendar=WITH_HOLIDAY) == due


def test_today_after_closing_ends_at_midnight():
    assert said("오늘 중으로", WEDNESDAY.replace(hour=20)) == "2026-11-25 23:59"


def test_a_day_is_the_centres_not_the_servers():
    assert said("내일까지", datetime(2026, 11, 25, 16, 0, tzinfo=UTC)) == "2026-11-27 18:00"  # 01:00 in Seoul


@pytest.mark.parametrize(
    ("at", "soon", "due"),
    [
        (WEDNESDAY, True, "2026-11-25 14:30"),
        (WEDNESDAY, False, "2026-11-25 18:00"),
        (WEDNESDAY.replace(hour=16, minute=1), False, "2026-11-26 18:00"),
        (WEDNESDAY.replace(hour=17, minute=45), True, "2026-11-26 09:15"),
        (datetime(2026, 11, 27, 17, 0, tzinfo=SEOUL), False, "2026-11-30 18:00"),
    ],
)
def test_without_a_time_it_is_the_usual_one(at, soon, due):
    found = usual_due(CALENDAR, at, soon=soon).astimezone(SEOUL)

    assert found.strftime("%Y-%m-%d %H:%M") == due


@pytest.mark.parametrize(
    ("due", "offered"),
    [
        (WEDNESDAY, None),
        (WEDNESDAY.replace(hour=18), None),  # until we close is a fair promise
        (WEDNESDAY.replace(hour=19), "2026-11-26 09:00"),
        (datetime(2026, 11, 28, 12, 0, tzinfo=SEOUL), "2026-11-30 09:00"),
    ],
)
def test_outside_working_hours_the_next_working_time_is_offered(due, offered):
    found = next_working_time(CALENDAR, due)

    assert (found and found.astimezone(SEOUL).strftime("%Y-%m-%d %H:%M")) == offered


WORDS = [
    "내일",
    "3시까지",
    "12월 3일",
    "영업일 2일 이내",
    "by Friday",
    "오늘",
    "30분 뒤",
    "99월 99일",
    "25:99",
    "31일까지",
]


@given(
    words=st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=6),
    minutes=st.integers(0, 800 * 1440),
)
def test_whatever_is_written_gives_a_time_within_reach_or_none(words, minutes):
    text = " ".join(words)
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)

    found = when_said(text, at, CALENDAR)

    if found:
        assert text[found.start : found.end]
        assert found.due.tzinfo
