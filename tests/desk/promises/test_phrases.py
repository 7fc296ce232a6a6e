"""Sentences that promise something, and those that only sound like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.promises.phrases import promises_in
from tests.desk.promises.test_dates import CALENDAR, SEOUL, WEDNESDAY


def found(text, **more):
    return [
        (one.kind.value, one.due.astimezone(SEOUL).strftime("%m-%d %H:%M"), one.dated)
        for one in promises_in(text, WEDNESDAY, CALENDAR, **more)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "due", "dated"),
    [
        ("확인하고 연락드리겠습니다.", "answer_by", "11-25 18:00", False),
        ("확인 후 안내해 드리겠습니다.", "answer_by", "11-25 18:00", False),
        ("담당 부서에 문의하여 답변드리겠습니다.", "answer_by", "11-25 18:00", False),
        ("잠시만 기다려 주세요.", "answer_by", "11-25 14:30", False),
        ("잠시만 기다려 주시겠어요.", "answer_by", "11-25 14:30", False),
        ("내일까지 회신드리겠습니다.", "answer_by", "11-26 18:00", True),
        ("한번 알아보겠습니다.", "answer_by", "11-25 18:00", False),
        ("내일 오전 10시에 전화드리겠습니다.", "callback", "11-26 10:00", True),
        ("30분 뒤에 다시 전화 드릴게요", "callback", "11-25 14:30", True),
        ("월요일에 환불됩니다.", "refund_by", "11-30 18:00", True),
        ("영업일 3~5일 안에 환불됩니다.", "refund_by", "12-02 18:00", True),
        ("12월 3일까지 입금될 예정입니다.", "refund_by", "12-03 18:00", True),
        ("금요일에 기사님이 방문할 예정입니다.", "visit", "11-27 18:00", True),
        ("내일까지 발송해 드리겠습니다.", "other", "11-26 18:00", True),
        ("모레 배송됩니다.", "other", "11-27 18:00", True),
        ("I'll get back to you by tomorrow.", "answer_by", "11-26 18:00", True),
        ("We will look into it.", "answer_by", "11-25 18:00", False),
        ("One moment, please.", "answer_by", "11-25 14:30", False),
        ("I will call you back at 4pm.", "callback", "11-25 16:00", True),
        ("Your refund will arrive within 2 business days.", "refund_by", "11-27 18:00", True),
        ("A technician will visit on Friday.", "visit", "11-27 18:00", True),
        ("We'll ship it by Dec 3.", "other", "12-03 18:00", True),
    ],
)
def test_a_promise_is_found_with_its_kind_and_time(text, kind, due, dated):
    assert found(text) == [(kind, due, dated)]


@pytest.mark.parametrize(
    "text",
    [
        "안내해 드리겠습니다. 반품은 7일 이내에 신청하실 수 있습니다.",
        "내일까지 회신해 주시면 바로 처리해 드리겠습니다.",
        "12월 3일까지 신청하셔야 합니다.",
        "언제 환불되나요?",
        "내일까지 환불해 드리면 될까요?",
        "전화 주셔서 감사합니다.",
        "불편을 드려 죄송합니다.",
        "어제 환불해 드렸습니다.",
        "> 내일까지 연락드리겠습니다.",
        "If you send it back by Friday, we will refund you.",
        "You can return it within 7 days.",
        "Thank you for calling.",
        "",
    ],
)
def test_what_promises_nothing_is_left_alone(text):
    assert found(text) == []


def test_contact_on_the_phone_is_a_call():
    assert found("확인하고 연락드리겠습니다.", by_phone=True) == [("callback", "11-25 18:00", False)]


def test_a_time_that_has_passed_is_no_promise():
    assert found("11월 20일까지 연락드리겠습니다.") == []


def test_of_the_same_kind_the_one_that_says_when_is_suggested():
    text = "확인하고 연락드리겠습니다. 늦어도 내일까지 답변드리겠습니다. 금요일에 환불됩니다."

    assert found(text) == [("answer_by", "11-26 18:00", True), ("refund_by", "11-27 18:00", True)]


def test_at_most_three_are_suggested():
    text = " ".join(f"{day}요일까지 발송해 드리겠습니다." for day in "월화목금토")

    assert len(found(text)) == 3


@given(st.text(alphabet="내일까지 연락드리겠습니다.환불3일?>\n by will call you", max_size=200))
def test_any_text_gives_promises_ahead_and_no_more_than_three(text):
    suggestions = promises_in(text, WEDNESDAY, CALENDAR)

    assert len(suggestions) <= 3
    assert all(one.due > WEDNESDAY for one in suggestions)
