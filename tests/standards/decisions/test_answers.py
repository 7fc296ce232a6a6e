from datetime import date

import pytest

from gijun.standards.rules.decisions import (
    DecisionError,
    DecisionRefusal,
    FactKind,
    read_value,
)
from tests.standards.decisions.tables import STATES

TODAY = date(2026, 11, 25)


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("text", "value"),
    [("미사용", "unused"), ("USED", "used"), (" faulty", "faulty"), ("불량", "faulty")],
)
def test_an_answer_is_one_choice(text, value):
    assert read_value(FactKind.CHOICE, text, STATES, TODAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3만", 30_000),
        ("30,000", 30_000),
        ("1만 5천원", 15_000),
        ("0", 0),
        ("오천원", 5_000),
        ("3천5백", 3_500),
        ("5천3만", 50_030_000),
    ],
)
def test_an_answer_is_an_amount(text, value):
    assert read_value(FactKind.AMOUNT, text, (), TODAY) == value


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("6", "days", 6),
        ("6", "", 6),
        ("6일", "days", 6),
        ("일주일", "days", 7),
        ("6일 전", "days", 6),
        ("2주 전", "days", 14),
        ("6 days ago", "days", 6),
        ("2026-11-19", "days", 6),
        ("11/19", "days", 6),
        ("11월 19일", "days", 6),
        ("20261119", "days", 6),
        ("어제", "days", 1),
        ("오늘", "days", 0),
        ("today", "days", 0),
        ("3시간 전", "hours", 3),
        ("1시간 반", "minutes", None),
        ("2026-11-19", "hours", None),
    ],
)
def test_a_duration_may_be_typed_as_the_day_it_began(text, unit, value):
    if value is None:
        with pytest.raises(DecisionError) as refused:
            read_value(FactKind.DURATION, text, (), TODAY, unit=unit)
        assert refused.value.code == DecisionRefusal.NOT_A_DURATION
    else:
        assert read_value(FactKind.DURATION, text, (), TODAY, unit=unit) == value


@pytest.mark.parametrize("text", ["2026-11-26", "내일", "12/1"])
def test_nothing_has_passed_since_a_day_to_come(text):
    with pytest.raises(DecisionError, match="lies in the future"):
        read_value(FactKind.DURATION, text, (), TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-12-01", day(12, 1)),
        ("2026. 12. 1.", day(12, 1)),
        ("오늘", TODAY),
        ("그저께", day(11, 23)),
        ("3일 전", day(11, 22)),
        ("12/1", day(12, 1)),
        ("11-1", day(11, 1)),
        ("1월 3일", day(1, 3, 2027)),
        ("tomorrow", day(11, 26)),
    ],
)
def test_a_date_may_be_told_from_today(text, value):
    assert read_value(FactKind.DATE, text, (), TODAY) == value


def test_a_leap_day_without_a_year_is_the_nearest_there_is():
    assert read_value(FactKind.DATE, "2/29", (), date(2027, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        (FactKind.BOOLEAN, "", DecisionRefusal.NOT_YES_OR_NO),
        (FactKind.CHOICE, "미사용, 사용", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.CHOICE, "", DecisionRefusal.NOT_A_CHOICE),
        (FactKind.AMOUNT, "3만원 이하", DecisionRefusal.NOT_AN_AMOUNT),
        (FactKind.AMOUNT, "", DecisionRefusal.NOT_AN_AMOUNT),
        (FactKind.DURATION, "며칠", DecisionRefusal.NOT_A_DURATION),
        (FactKind.DURATION, "", DecisionRefusal.NOT_A_DURATION),
        (FactKind.DATE, "언젠가", DecisionRefusal.NOT_A_DATE),
        (FactKind.DATE, "2/29", DecisionRefusal.NOT_A_DATE),
        (FactKind.DATE, "99999일 전", None),
        (FactKind.DATE, "", DecisionRefusal.NOT_A_DATE),
    ],
)
def test_an_answer_that_is_not_understood_is_refused_with_its_text(kind, text, code):
    if code is None:
        assert read_value(kind, text, STATES, TODAY) == date.fromordinal(TODAY.toordinal() - 99_999)
        return
    with pytest.raises(DecisionError) as refused:
        read_value(kind, text, STATES, TODAY)

    assert (refused.value.code, refused.value.parameters["text"]) == (code, text)
