"""A table as it is typed: read, written back, its rows moved; and findings in words."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from gijun.standards.rules.decisions import (
    Between,
    Case,
    Choice,
    DecisionError,
    FactDefinition,
    FactKind,
    Table,
    Verdict,
    Within,
    judge,
)
from gijun.standards.rules.exceptions import (
    case_steps,
    contact_in_words,
    findings_of,
    is_sound,
    possible_verdicts,
)
from gijun.standards.rules.sheet import (
    CaseRow,
    FactRow,
    Sheet,
    choices_of,
    choices_text,
    read_sheet,
    rearranged,
    sheet_of,
    tried_values,
)
from gijun.standards.terms.exceptions import FindingKind
from tests.standards import tabled

TODAY = date(2026, 11, 25)
PAID = FactDefinition("paid", FactKind.AMOUNT, "얼마를 결제했나요?")
BOUGHT = FactDefinition("bought", FactKind.DATE, "언제 샀나요?")
HOURS = FactDefinition("hours", FactKind.DURATION, "몇 시간 됐나요?", unit="hours")
MIXED = Table(
    (PAID, BOUGHT, HOURS),
    (
        Case(
            (("paid", Within(30_000, None)), ("bought", Between(date(2026, 1, 1), date(2027, 1, 1)))),
            Verdict.DENIED,
            "안 됩니다.",
            reason_en="too much",
        ),
        Case((("hours", Within(None, 25)),), Verdict.APPROVAL, "확인하겠습니다.", approval="실장"),
    ),
)


@pytest.mark.parametrize("table", [tabled.table(), tabled.table(otherwise=None), MIXED, Table((PAID,), ())])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_table_is_read_back_as_it_was_written(table, language):
    read = read_sheet(sheet_of(table, language), language, TODAY)

    assert (read.table, read.errors) == (table, {})


def test_an_empty_sheet_is_no_table():
    assert read_sheet(Sheet(), "ko", TODAY).table is None


def test_a_cell_is_shown_as_it_was_understood():
    sheet = sheet_of(MIXED, "ko")
    cells = ("삼만원 이상", "2026-01-01~2026-12-31", "하루 이내")

    read = read_sheet(replace(sheet, cases=(replace(sheet.cases[0], cells=cells),)), "ko", TODAY)

    assert read.notes == {
        "case-0-0": "30,000원 이상",
        "case-0-1": "2026-01-01~2026-12-31",
        "case-0-2": "24시간 이내",
    }


def test_every_cell_that_is_not_understood_says_so_and_there_is_no_table():
    sheet = sheet_of(tabled.table(), "ko")
    cases = (replace(sheet.cases[0], cells=("불량", "조금", "글쎄")), *sheet.cases[1:])

    read = read_sheet(replace(sheet, cases=cases), "ko", TODAY)

    assert (read.table, set(read.errors)) == (None, {"case-0-0", "case-0-1", "case-0-2"})


def test_an_answer_may_be_told_from_today():
    sheet = replace(sheet_of(tabled.table(), "ko"), tried=("변심", "", ""))
    sheet = replace(sheet, tried=("단순 변심", "그저께", "네"))

    values, read = tried_values(sheet, tabled.table(), "ko", TODAY)

    assert values == {"why": "change", "days": 2, "opened": True}
    assert read.notes["tried-1"] == "2일"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("", ()),
        ("change = 변심", (Choice("change", "변심"),)),
        ("change = 변심 / change of mind\n\n defect=불량 ", (
            Choice("change", "변심", "change of mind"), Choice("defect", "불량"))),
        ("값 = 비쌈", (choices_of("값 = 비쌈")[0],)),
    ],
)  # fmt: skip
def test_choices_stand_one_a_line(text, choices):
    assert choices_of(text) == choices


def test_a_choice_without_a_code_has_the_same_code_wherever_it_stands():
    first, second = choices_of("변심\n불량"), choices_of("불량\n파손")

    assert first[1] == second[0]
    assert choices_text(first) == "변심\n불량"


def test_what_looks_like_a_code_but_is_none_belongs_to_the_label():
    (choice,) = choices_of("값 = 비쌈")

    assert choice.label == "값 = 비쌈"


SHEET = Sheet(
    facts=(FactRow(key="a"), FactRow(key="b")),
    cases=(CaseRow(cells=("1", "2")), CaseRow(cells=("3", "4"))),
    tried=("x", "y"),
)


@pytest.mark.parametrize(
    ("act", "cells"),
    [
        ("add-case", [("1", "2"), ("3", "4"), ("", "")]),
        ("drop-case-0", [("3", "4")]),
        ("copy-case-0", [("1", "2"), ("1", "2"), ("3", "4")]),
        ("up-case-1", [("3", "4"), ("1", "2")]),
        ("up-case-0", [("1", "2"), ("3", "4")]),
        ("drop-case-7", [("1", "2"), ("3", "4")]),
        ("drop-case-x", [("1", "2"), ("3", "4")]),
        ("up-fact-1", [("2", "1"), ("4", "3")]),
        ("drop-fact-0", [("2",), ("4",)]),
        ("add-fact", [("1", "2", ""), ("3", "4", "")]),
        ("sing", [("1", "2"), ("3", "4")]),
    ],
)
def test_a_button_changes_the_rows(act, cells):
    after = rearranged(SHEET, act)

    assert [row.cells for row in after.cases] == cells
    assert {len(row.cells) for row in after.cases} == {len(after.facts)} == {len(after.tried)}


def test_the_case_for_everything_else_comes_and_goes():
    added = rearranged(SHEET, "add-otherwise")

    assert added.otherwise == CaseRow()
    assert rearranged(added, "drop-otherwise").otherwise is None


def every_contact():
    return [
        {"why": why, "days": days, "opened": opened}
        for why, days, opened in product(("change", "defect"), (0, 7, 8, 90), (False, True))
    ]


@pytest.mark.parametrize("answered", [(), ("why",), ("days",), ("opened",), ("why", "opened")])
def test_the_possible_verdicts_are_those_some_contact_gets(answered):
    table = tabled.table()
    for contact in every_contact():
        given = {key: contact[key] for key in answered}
        like = [one for one in every_contact() if given.items() <= one.items()]
        got = {judge(table, one).verdict for one in like}

        known = set(possible_verdicts(table, given))

        assert known >= got
        if "days" not in answered:
            assert known == got


def test_findings_name_what_keeps_a_table_from_being_agreed_on_first():
    late = replace(tabled.LATE, conditions=tabled.LATE.conditions[:1])
    table = tabled.table(cases=(tabled.DEFECT, tabled.IN_TIME, late, tabled.DEFECT), otherwise=None)

    found = findings_of(table, "ko")

    kinds = [one.kind for one in found]
    assert kinds == [FindingKind.CONTRADICTION, FindingKind.OVERLAP]
    assert found[0].contact == "사유 단순 변심 · 수령 후 7일 · 개봉 아니요"
    assert [one.keeps for one in found] == [True, False]


def test_a_table_that_asks_in_vain_says_which_question():
    table = tabled.table(facts=(*tabled.table().facts, PAID))

    assert [str(one) for one in findings_of(table, "ko")] == [
        "The answer never changes anything: 얼마를 결제했나요?"
    ]


def test_a_contact_is_told_by_its_answers():
    assert contact_in_words(tabled.table(), {"days": 3, "opened": True}, "ko") == "수령 후 3일 · 개봉 예"


def test_what_cannot_be_read_is_not_sound_and_has_no_steps_to_show():
    assert not is_sound({"version": 3})
    with pytest.raises(DecisionError):
        list(case_steps({"version": 3}))
    assert list(case_steps(None)) == []
