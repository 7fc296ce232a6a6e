from dataclasses import replace
from datetime import date

import pytest

from gijun.standards.rules.decisions import (
    FactKind,
    Is,
    OneOf,
    Table,
    Verdict,
    Within,
    explain,
    judge,
)
from tests.standards.decisions.tables import case, fact

DAYS = fact("days", FactKind.DURATION, label="수령 후", label_en="since delivery")
STATE = fact("state", FactKind.CHOICE)
PAID = fact("paid", FactKind.AMOUNT)
VIP = replace(fact("vip", FactKind.BOOLEAN), question="우수 고객입니까?", question_en="VIP?")
OPENED = fact("opened", FactKind.BOOLEAN, label="개봉")
BOUGHT = fact("bought", FactKind.DATE, label="구매일", label_en="bought on")

RETURNS = Table(
    (DAYS, STATE, PAID, VIP, OPENED, BOUGHT),
    (
        case(days=Within(None, 8), state=OneOf(frozenset({"unused"})), paid=Within(None, 50_000)),
        case(Verdict.DENIED, state=OneOf(frozenset({"used"})), opened=Is(value=True), vip=Is(value=False)),
    ),
    otherwise=case(Verdict.DENIED),
)
VALUES = {
    "days": 6,
    "state": "unused",
    "paid": 30_000,
    "vip": False,
    "opened": True,
    "bought": date(2026, 3, 1),
}


@pytest.mark.parametrize(
    ("changed", "korean", "english"),
    [
        ({}, "수령 후 6일 · 미사용 · 30,000원", "since delivery 6 days · unused · 30,000 won"),
        ({"days": 1}, "수령 후 1일 · 미사용 · 30,000원", "since delivery 1 day · unused · 30,000 won"),
        (
            {"state": "used"},
            "사용 · 우수 고객입니까? 아니요 · 개봉 예",
            "used · VIP? no · 개봉 yes",
        ),
        (
            {"state": "faulty"},
            "수령 후 6일 · 불량 · 30,000원 · 우수 고객입니까? 아니요 · 개봉 예 · 구매일 2026-03-01",
            "since delivery 6 days · faulty · 30,000 won · VIP? no · 개봉 yes · bought on 2026-03-01",
        ),
    ],
)
def test_a_verdict_is_explained_by_the_answers_its_case_asks_for(changed, korean, english):
    values = VALUES | changed
    judgement = judge(RETURNS, values)

    assert explain(judgement, RETURNS, values, "ko") == korean
    assert explain(judgement, RETURNS, values, "en") == english


def test_the_authors_reason_line_goes_first_and_in_korean_where_there_is_no_other():
    written = replace(RETURNS.cases[0], reason="이레 안의 미사용")
    table = replace(RETURNS, cases=(written, RETURNS.cases[1]))
    both = replace(table, cases=(replace(written, reason_en="unused, within a week"), RETURNS.cases[1]))

    assert explain(judge(table, VALUES), table, VALUES, "ko") == "이레 안의 미사용"
    assert explain(judge(table, VALUES), table, VALUES, "en") == "이레 안의 미사용"
    assert explain(judge(both, VALUES), both, VALUES, "en") == "unused, within a week"
    assert explain(judge(both, VALUES), both, VALUES, "ko") == "이레 안의 미사용"


def test_a_verdict_that_was_certain_early_is_explained_by_what_was_answered():
    table = Table(
        (DAYS, OPENED),
        (case(days=Within(None, 8)), case(days=Within(8, None), opened=Is(value=True))),
        otherwise=case(Verdict.DENIED),
    )

    assert explain(judge(table, {"opened": True}), table, {"opened": True}, "ko") == "개봉 예"
    assert explain(judge(table, {"days": 3}), table, {"days": 3}, "ko") == "수령 후 3일"


def test_answers_that_made_it_certain_are_told_even_if_the_first_case_does_not_ask_for_them():
    table = Table(
        (VIP, OPENED, DAYS),
        (
            case(days=Within(None, 8), opened=Is(value=True)),
            case(days=Within(8, None), opened=Is(value=True), vip=Is(value=True)),
        ),
        otherwise=case(Verdict.DENIED),
    )
    values = {"opened": True, "vip": True}

    assert explain(judge(table, values), table, values, "ko") == "우수 고객입니까? 예 · 개봉 예"
