from dataclasses import replace
from datetime import date

import pytest

from gijun.standards.rules.decisions import (
    Between,
    Case,
    Choice,
    DecisionProblem,
    Example,
    FactKind,
    Is,
    OneOf,
    Table,
    Verdict,
    Within,
    check,
)
from gijun.standards.rules.decisions.table import nothing_meets
from gijun.standards.terms.decisions import MOST_CASES, MOST_FACTS
from tests.standards.decisions.tables import STATES, case, fact

DAYS = fact("days", FactKind.DURATION)
PAID = fact("paid", FactKind.AMOUNT)
STATE = fact("state", FactKind.CHOICE)
BOUGHT = fact("bought", FactKind.DATE)
OPENED = fact("opened", FactKind.BOOLEAN)
ALL = (DAYS, PAID, STATE, BOUGHT, OPENED)


def choices(*named: Choice):
    return Table((replace(STATE, choices=named),), (case(),))


FAULTS = [
    (Table(ALL, ()), "no_cases", "The table has no case yet."),
    (
        Table(ALL, (case(),) * (MOST_CASES + 1)),
        "too_many_cases",
        "The table has 201 cases. No more than 200 can be checked; make two standards of it.",
    ),
    (
        Table(tuple(fact(f"f{n}", FactKind.BOOLEAN) for n in range(MOST_FACTS + 1)), (case(),)),
        "too_many_facts",
        "The table asks 9 questions. An agent can be asked 8 at the most.",
    ),
    (
        Table((DAYS, PAID, DAYS), (case(),)),
        "fact_twice",
        "The question “days” stands in the table more than once.",
    ),
    (
        Table((fact("며칠", FactKind.DURATION),), (case(),)),
        "not_a_key",
        "“며칠” cannot name a question: use letters, digits, dot, dash and underline.",
    ),
    (
        Table((replace(DAYS, question=" "),), (case(),)),
        "no_question",
        "“days” has no words to ask it with.",
    ),
    (choices(), "no_choices", "The question “state?” has no choices."),
    (
        Table((replace(DAYS, choices=STATES),), (case(),)),
        "choices_unasked",
        "The question “days?” has choices, but its answer is not one of several.",
    ),
    (
        choices(Choice("a", "하나"), Choice("a", "둘")),
        "choice_twice",
        "The question “state?” has the choice “a” more than once.",
    ),
    (
        choices(Choice("a,b", "하나")),
        "not_a_code",
        "“a,b” cannot name a choice of “state?”: use letters, digits, dot, dash and underline.",
    ),
    (choices(Choice("a", " ")), "no_label", "The choice “a” of “state?” has no label."),
    (
        choices(Choice("a", "New", "x"), Choice("b", "y", "new")),
        "label_twice",
        "Two choices of “state?” are called “new”.",
    ),
    (
        Table((replace(DAYS, unit="KRW"),), (case(),)),
        "wrong_unit",
        "The question “days?” cannot be counted in “KRW”.",
    ),
    (
        Table((replace(STATE, unit="days"),), (case(),)),
        "wrong_unit",
        "The question “state?” cannot be counted in “days”.",
    ),
    (
        Table(ALL, (case(), case(weeks=Within(None, 1)))),
        "unknown_fact",
        "Case 2 has a condition on “weeks”, which the table does not ask.",
    ),
    (
        Table(
            ALL,
            (Case((("days", Within(None, 8)), ("days", Within(3, None))), Verdict.ALLOWED, "됩니다"),),
        ),
        "condition_twice",
        "Case 1 has more than one condition on “days?”.",
    ),
    (
        Table(ALL, (case(days=Is(value=True)),)),
        "wrong_condition",
        "Case 1 has a condition on “days?” that does not fit the kind of its answer.",
    ),
    (
        Table(ALL, (case(state=OneOf(frozenset())),)),
        "no_codes",
        "Case 1 names no choice of “state?”, so it never applies.",
    ),
    (
        Table(ALL, (case(state=OneOf(frozenset({"used", "lost"}))),)),
        "unknown_code",
        "Case 1 names “lost”, which is not a choice of “state?”.",
    ),
    (
        Table(ALL, (case(days=Within(8, 3)),)),
        "bounds_reversed",
        "Case 1 has bounds of “days?” that leave nothing between them, so it never applies.",
    ),
    (
        Table(ALL, (case(bought=Between(date(2026, 3, 1), date(2026, 3, 1))),)),
        "bounds_reversed",
        "Case 1 has bounds of “bought?” that leave nothing between them, so it never applies.",
    ),
    (
        Table(ALL, (case(paid=Within(-1, 3)),)),
        "below_zero",
        "Case 1 has a bound of “paid?” below zero.",
    ),
    (Table(ALL, (case(sentence=" "),)), "no_sentence", "Case 1 has no sentence to say."),
    (
        Table(ALL, (case(days=Within(None, 8)),), otherwise=case(sentence="")),
        "no_sentence",
        "The case for everything else has no sentence to say.",
    ),
    (
        Table(ALL, (Case((), Verdict.APPROVAL, "여쭙겠습니다"),)),
        "no_approval",
        "Case 1 needs approval, but does not say whose.",
    ),
    (
        Table(ALL, (Case((), Verdict.DENIED, "안 됩니다", approval="실장"),)),
        "approval_unasked",
        "Case 1 names an approval, but its verdict does not ask for one.",
    ),
    (
        Table(ALL, (case(days=Within(None, 8)),), otherwise=case(days=Within(8, None))),
        "otherwise_conditional",
        "The case for everything else has conditions; it applies wherever no other case does.",
    ),
    (
        Table((), (case(),), tests=(Example(" ", {}, Verdict.ALLOWED),)),
        "example_unnamed",
        "An example has no name.",
    ),
    (
        Table((), (case(),), tests=(Example("하나", {}, Verdict.ALLOWED),) * 2),
        "example_twice",
        "There is more than one example “하나”.",
    ),
    (
        Table(ALL, (case(),), tests=(Example("하나", {"colour": "red"}, Verdict.ALLOWED),)),
        "example_refused",
        "The example “하나” cannot be decided: The table does not ask “colour”.",
    ),
    (
        Table(ALL, (case(),), tests=(Example("하나", {}, Verdict.APPROVAL),)),
        "example_fails",
        "The example “하나” expects “Needs approval”, but the table says “Allowed”.",
    ),
]


@pytest.mark.parametrize(("table", "code", "message"), FAULTS)
def test_what_is_wrong_with_a_table_is_said_in_a_sentence(table, code, message):
    found = check(table)

    assert [(problem.code.value, str(problem)) for problem in found.problems] == [(code, message)]
    assert not found.sound


def test_every_problem_can_be_found():
    assert {code for _, code, _ in FAULTS} == set(DecisionProblem.values)


def test_a_problem_says_where_it_is():
    (problem,) = check(Table(ALL, (case(), case(days=Within(9, 8))))).problems

    assert (problem.code, problem.case, problem.fact) == (DecisionProblem.BOUNDS_REVERSED, 1, "days")


def test_a_table_without_faults_has_no_problems():
    table = Table(
        (replace(DAYS, unit="days"), replace(PAID, unit="KRW"), STATE, BOUGHT, OPENED),
        (
            case(days=Within(None, 8), paid=Within(0, 10), state=OneOf(frozenset({"used"}))),
            case(Verdict.APPROVAL, days=Within(8, None), bought=Between(date(2026, 3, 1), None)),
        ),
        otherwise=case(Verdict.DENIED),
        tests=(Example("한 달", {"days": 30, "bought": date(2026, 3, 1)}, Verdict.APPROVAL),),
    )

    assert check(table).problems == ()


@pytest.mark.parametrize(
    ("condition", "nothing"),
    [
        (Is(value=False), False),
        (OneOf(frozenset()), True),
        (OneOf(frozenset("a")), False),
        (Within(None, None), False),
        (Within(None, 0), True),
        (Within(None, 1), False),
        (Within(-5, 0), True),
        (Within(-5, 1), False),
        (Within(3, 3), True),
        (Within(3, 4), False),
        (Between(None, date.min), True),
        (Between(date.min, None), False),
        (Between(date(2026, 3, 2), date(2026, 3, 1)), True),
        (Between(date(2026, 3, 1), date(2026, 3, 2)), False),
    ],
)
def test_a_condition_nothing_meets_is_known(condition, nothing):
    assert nothing_meets(condition) == nothing
