from datetime import date

import pytest

from gijun.standards.rules.decisions import (
    Between,
    Choice,
    DecisionError,
    DecisionRefusal,
    FactKind,
    Is,
    OneOf,
    Within,
    read_condition,
    read_value,
)
from gijun.standards.rules.decisions.wording import NOTHING
from tests.standards.decisions.tables import STATES

YES = ("예", "네", "ㅇ", "ㅇㅇ", "y", "Yes", " YES ", "ｙ", "o", "ㅛ", "맞음", "아님 no")
NO = ("아니오", "아니요", "ㄴ", "n", "No", "x", "ㅜ", "아님", "not yes", "예 아님")
TODAY = date(2026, 11, 25)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "*", "모두", "상관없음", "상관 없음", "Any"])
@pytest.mark.parametrize("kind", FactKind)
def test_an_empty_cell_leaves_a_fact_open(kind, text):
    assert read_condition(kind, text, STATES) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, True) for text in YES),
        *((text, False) for text in NO),
    ],
)
def test_yes_and_no_are_read_as_they_are_typed(text, value):
    assert read_condition(FactKind.BOOLEAN, text) == Is(value)
    assert read_value(FactKind.BOOLEAN, text, (), TODAY) is value


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("미사용", {"unused"}),
        ("unused", {"unused"}),
        (" Unused ", {"unused"}),
        ("미사용, 불량", {"unused", "faulty"}),
        ("미사용，불량", {"unused", "faulty"}),
        ("미사용、불량", {"unused", "faulty"}),
        ("미사용 또는 불량", {"unused", "faulty"}),
        ("used or faulty", {"used", "faulty"}),
        ("불량; used", {"used", "faulty"}),
        ("아님 사용", {"unused", "faulty"}),
        ("사용 아님", {"unused", "faulty"}),
        ("not used", {"unused", "faulty"}),
        ("Not used", {"unused", "faulty"}),
        ("!used", {"unused", "faulty"}),
        ("사용 제외", {"unused", "faulty"}),
        ("not used, faulty", {"unused"}),
        ("미사용, 사용, 불량", {"unused", "used", "faulty"}),
    ],
)
def test_choices_are_read_by_label_or_code(text, codes):
    assert read_condition(FactKind.CHOICE, text, STATES) == OneOf(frozenset(codes))


def test_a_label_may_hold_what_else_parts_or_excludes_labels():
    choices = (Choice("a", "변심, 단순"), Choice("b", "본인"), Choice("c", "본인 아님"), Choice("d", "모두"))

    assert read_condition(FactKind.CHOICE, "변심, 단순", choices) == OneOf(frozenset("a"))
    assert read_condition(FactKind.CHOICE, "본인 아님", choices) == OneOf(frozenset("c"))
    assert read_condition(FactKind.CHOICE, "본인 아님, 본인", choices) == OneOf(frozenset("bc"))
    assert read_condition(FactKind.CHOICE, "모두", choices) == OneOf(frozenset("d"))


def test_a_code_is_taken_before_a_label_and_one_of_two_equal_labels_by_neither():
    choices = (Choice("a", "b"), Choice("b", "c"), Choice("x", "y"), Choice("z", "y"))

    assert read_condition(FactKind.CHOICE, "b", choices) == OneOf(frozenset("b"))
    with pytest.raises(DecisionError):
        read_condition(FactKind.CHOICE, "y", choices)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("7일 이내", None, 8),
        ("7 이하", None, 8),
        ("<= 7", None, 8),
        ("≤7", None, 8),
        ("７일 이내", None, 8),
        ("7일까지", None, 8),
        ("within 7 days", None, 8),
        ("7 days or less", None, 8),
        ("up to 1 week", None, 8),
        ("~7", None, 8),
        ("7일 미만", None, 7),
        ("< 7", None, 7),
        ("under 7 days", None, 7),
        ("일주일 이내", None, 8),
        ("8일 이상", 8, None),
        ("8 이상", 8, None),
        (">=8", 8, None),
        ("8일부터", 8, None),
        ("8일~", 8, None),
        ("8 days or more", 8, None),
        ("at least 8", 8, None),
        ("7일 초과", 8, None),
        ("> 7", 8, None),
        ("more than 7 days", 8, None),
        ("2주 초과", 15, None),
        ("48시간 이상", 2, None),
        ("3~7", 3, 8),
        ("3~7일", 3, 8),
        ("3일~7일", 3, 8),
        ("3-7", 3, 8),
        ("3 - 7일", 3, 8),
        ("3〜7일", 3, 8),
        ("3～7일", 3, 8),
        ("3–7 days", 3, 8),
        ("3 to 7 days", 3, 8),
        ("between 3 and 7 days", 3, 8),
        ("from 3 to 7 days", 3, 8),
        ("1~2주", 7, 15),
        ("3일 이상 7일 이하", 3, 8),
        ("3일 이상 7일 미만", 3, 7),
        ("3일이상7일미만", 3, 7),
        ("3일부터 7일까지", 3, 8),
        ("3일 초과, 7일 미만", 4, 7),
        ("> 3 and < 7", 4, 7),
        ("under 7 days, at least 3 days", 3, 7),
        ("3일 이상 ~ 7일 미만", 3, 7),
        ("7", 7, 8),
        ("7일", 7, 8),
        ("= 7일", 7, 8),
        ("이틀", 2, 3),
        ("0", 0, 1),
        ("1,000일 이상", 1000, None),
        ("not 7일 이내", 8, None),
        ("8일 이상 아님", None, 8),
        ("아님 0일", 1, None),
    ],
)
def test_ranges_of_days_are_read_as_people_type_them(text, low, high):
    assert read_condition(FactKind.DURATION, text) == Within(low, high)


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("24시간 이내", "hours", None, 25),
        ("1일 이내", "hours", None, 25),
        ("24 이내", "hours", None, 25),
        ("30분 초과", "minutes", 31, None),
        ("1시간 30분 이상", "minutes", 90, None),
        ("1.5시간 이상", "minutes", 90, None),
        ("10m~2h", "minutes", 10, 121),
        ("하루 미만", "hours", None, 24),
        ("1~3시간", "minutes", 60, 181),
    ],
)
def test_durations_are_counted_in_the_unit_of_the_fact(text, unit, low, high):
    assert read_condition(FactKind.DURATION, text, unit=unit) == Within(low, high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3만원 초과", 30_001, None),
        ("30,000원 미만", None, 30_000),
        ("3만원 이하", None, 30_001),
        ("1만 5천원 이상", 15_000, None),
        ("1만5천 이상", 15_000, None),
        ("1만 5천원", 15_000, 15_001),
        ("₩30,000 이하", None, 30_001),
        ("￦30,000 이하", None, 30_001),
        ("KRW 30,000 or less", None, 30_001),
        ("under 30,000 won", None, 30_000),
        ("3만원 이내", None, 30_001),
        ("삼만 원 이상", 30_000, None),
        ("십만원 이상", 100_000, None),
        ("백만원 미만", None, 1_000_000),
        ("만원 이상", 10_000, None),
        ("1.5만원 이상", 15_000, None),
        ("2억 3,000만원 이하", None, 230_000_001),
        ("1만원~3만원", 10_000, 30_001),
        ("1만~3만", 10_000, 30_001),
        ("10,000~30,000", 10_000, 30_001),
        ("10000-30000원", 10_000, 30_001),
        ("10000~3만원", 10_000, 30_001),
        ("1만원 이상 3만원 미만", 10_000, 30_000),
        ("10,000 won or more, under 30,000 won", 10_000, 30_000),
        ("0원", 0, 1),
        ("0원 초과", 1, None),
    ],
)
def test_ranges_of_amounts_are_read_as_people_type_them(text, low, high):
    assert read_condition(FactKind.AMOUNT, text) == Within(low, high)


@pytest.mark.parametrize(
    ("text", "since", "before"),
    [
        ("2026-12-01 이후", day(12, 1), None),
        ("2026-12-01부터", day(12, 1), None),
        ("2026-12-01~", day(12, 1), None),
        (">= 2026-12-01", day(12, 1), None),
        ("from 2026-12-01", day(12, 1), None),
        ("since 2026-12-01", day(12, 1), None),
        ("2026-12-01 or later", day(12, 1), None),
        ("after 2026-12-01", day(12, 2), None),
        ("> 2026-12-01", day(12, 2), None),
        ("2026-11-30 이전", None, day(12, 1)),
        ("2026-11-30까지", None, day(12, 1)),
        ("~2026-11-30", None, day(12, 1)),
        ("until 2026-11-30", None, day(12, 1)),
        ("on or before 2026-11-30", None, day(12, 1)),
        ("2026-12-01 전", None, day(12, 1)),
        ("before 2026-12-01", None, day(12, 1)),
        ("< 2026-12-01", None, day(12, 1)),
        ("2026-12-01", day(12, 1), day(12, 2)),
        ("2026.12.1.", day(12, 1), day(12, 2)),
        ("2026/12/01", day(12, 1), day(12, 2)),
        ("20261201", day(12, 1), day(12, 2)),
        ("2026년 12월 1일", day(12, 1), day(12, 2)),
        ("2026-12-01~2026-12-31", day(12, 1), day(1, 1, 2027)),
        ("2026-12-01 - 2026-12-31", day(12, 1), day(1, 1, 2027)),
        ("2026-12-01 to 2026-12-31", day(12, 1), day(1, 1, 2027)),
        ("2026. 12. 1. ~ 2026. 12. 31.", day(12, 1), day(1, 1, 2027)),
        ("2026년 12월 1일부터 2026년 12월 31일까지", day(12, 1), day(1, 1, 2027)),
        ("2026-12-01 이후 2027-01-01 전", day(12, 1), day(1, 1, 2027)),
        ("아님 2026-12-01 이후", None, day(12, 1)),
    ],
)
def test_ranges_of_dates_are_read_as_people_type_them(text, since, before):
    assert read_condition(FactKind.DATE, text) == Between(since, before)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (FactKind.BOOLEAN, "글쎄", DecisionRefusal.NOT_YES_OR_NO),
        (FactKind.CHOICE, "새것", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.CHOICE, "미사용, 새것", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.CHOICE, "not new", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.CHOICE, "not unused, used, faulty", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.AMOUNT, "조금", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "3,00원", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "3만 2억원", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "3만 20000원", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "30.5원", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "-300", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "원", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "9" * 16, DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "9" * 5000, DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.AMOUNT, "3~7만원", DecisionRefusal.AMBIGUOUS_RANGE),
        (FactKind.AMOUNT, "3 이상 7만원 이하", DecisionRefusal.AMBIGUOUS_RANGE),
        (FactKind.AMOUNT, "3만원~1만원", DecisionRefusal.RANGE_REVERSED),
        (FactKind.AMOUNT, "1만원 초과 1만원 미만", DecisionRefusal.RANGE_REVERSED),
        (FactKind.AMOUNT, "0원 미만", DecisionRefusal.RANGE_REVERSED),
        (FactKind.AMOUNT, "아님 0원 이상", DecisionRefusal.RANGE_REVERSED),
        (FactKind.AMOUNT, "아님 3만원", DecisionRefusal.NOT_ONE_RANGE),
        (FactKind.AMOUNT, "1만원 이하 3만원 이하", DecisionRefusal.NOT_AN_AMOUNT_RANGE),
        (FactKind.DURATION, "한 달 이내", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, "1개월 이내", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, "36시간 이내", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, "1시간 1시간", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, "7일간격", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, "1주~10", DecisionRefusal.AMBIGUOUS_RANGE),
        (FactKind.DURATION, "3 이상 7주 이하", DecisionRefusal.AMBIGUOUS_RANGE),
        (FactKind.DURATION, "7~3일", DecisionRefusal.RANGE_REVERSED),
        (FactKind.DURATION, "~", DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DURATION, NOTHING, DecisionRefusal.NOT_A_DURATION_RANGE),
        (FactKind.DATE, "12월", DecisionRefusal.NOT_A_DATE_RANGE),
        (FactKind.DATE, "2026-02-30부터", DecisionRefusal.NOT_A_DATE_RANGE),
        (FactKind.DATE, "0226-12-01부터", DecisionRefusal.NOT_A_DATE_RANGE),
        (FactKind.DATE, "2026-12.01", DecisionRefusal.NOT_A_DATE_RANGE),
        (FactKind.DATE, "2026-12-31~2026-12-01", DecisionRefusal.RANGE_REVERSED),
    ],
)
def test_a_cell_that_is_not_understood_is_refused_with_its_text(kind, text, code):
    with pytest.raises(DecisionError) as refused:
        read_condition(kind, text, STATES)

    assert refused.value.code == code
    assert text in str(refused.value)


def test_a_refusal_says_what_is_understood():
    with pytest.raises(DecisionError) as choice:
        read_condition(FactKind.CHOICE, "새것", STATES)
    with pytest.raises(DecisionError) as duration:
        read_condition(FactKind.DURATION, "잠깐", unit="hours")

    assert str(choice.value) == "“새것” is not understood. Write one or more of: 미사용, 사용, 불량."
    assert str(duration.value) == (
        "“잠깐” is no number of whole hours. Write for example “7일 이내”, “8일 이상” or “3~7일”."
    )
