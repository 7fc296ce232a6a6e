from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    DecisionError,
    DecisionRefusal,
    Example,
    FactKind,
    Failed,
    Is,
    Judgement,
    OneOf,
    Table,
    Verdict,
    Within,
    judge,
    next_question,
    open_questions,
    run_examples,
    settled,
)
from tests.standards.decisions.tables import applying, case, fact, points, said, shown, tables, whole_tables

OPENED = fact("opened", FactKind.BOOLEAN)
STATE = fact("state", FactKind.CHOICE)
DAYS = fact("days", FactKind.DURATION)
PAID = fact("paid", FactKind.AMOUNT)
BOUGHT = fact("bought", FactKind.DATE)

RETURNS = Table(
    (PAID, DAYS, OPENED, STATE),
    (
        case(Verdict.DENIED, "쓰신 것은 안 됩니다", state=OneOf(frozenset({"used"}))),
        case(Verdict.ALLOWED, "바꿔 드립니다", state=OneOf(frozenset({"faulty"}))),
        case(Verdict.ALLOWED, "됩니다", state=OneOf(frozenset({"unused"})), days=Within(None, 8)),
        case(
            Verdict.APPROVAL,
            "여쭙고 알려 드립니다",
            state=OneOf(frozenset({"unused"})),
            days=Within(8, None),
            opened=Is(value=False),
        ),
        case(
            Verdict.DENIED,
            "여신 것은 안 됩니다",
            state=OneOf(frozenset({"unused"})),
            days=Within(8, None),
            opened=Is(value=True),
        ),
    ),
)


def decided(table, values):
    """What judging gives, or why it gives nothing."""
    try:
        return judge(table, values).case
    except DecisionError as error:
        return error.code.value


def asked_for(table, point):
    """The answers an agent is asked for until no more are needed."""
    answered = {}
    while (question := next_question(table, answered)) is not None:
        assert question.key not in answered
        answered[question.key] = point[question.key]
    return answered


@given(tables)
@settings(deadline=None)
def test_judging_says_what_the_cases_say_and_names_the_first_that_applies(table):
    for point in points(table):
        expected = said(table, point)
        assert decided(table, point) == expected
        if not isinstance(expected, str):
            assert judge(table, point).index == next(iter(applying(table, point)), None)


@given(tables)
@settings(deadline=None)
def test_the_questions_asked_give_the_verdict_that_all_answers_give(table):
    for point in points(table):
        assert shown(decided(table, asked_for(table, point))) == shown(said(table, point))


@given(tables, st.data())
@settings(deadline=None)
def test_a_question_may_still_come_if_its_answer_can_change_the_outcome(table, data):
    point = data.draw(st.sampled_from(list(points(table))))
    answered = {key: value for key, value in point.items() if data.draw(st.booleans())}
    matter = mattering(table, answered)
    found = {one.key for one in open_questions(table, answered)}
    contradicted = any(said(table, one) == "several_cases" for one in points(table))

    assert found == matter or (contradicted and found > matter)
    assert (next_question(table, answered) is None) == (found == set())


def mattering(table, answered):
    """The questions that alone tell two contacts apart, both of which agree with the answers."""
    possible = [point for point in points(table) if point.items() >= answered.items()]
    outcomes = {tuple(point.items()): shown(said(table, point)) for point in possible}
    return {
        key
        for point in possible
        for other in possible
        for key in point
        if all((point[one] == other[one]) == (one != key) for one in point)
        if outcomes[tuple(point.items())] != outcomes[tuple(other.items())]
    }


@given(tables, st.data())
@settings(deadline=None)
def test_what_is_settled_holds_for_every_contact_that_agrees_with_the_answers(table, data):
    point = data.draw(st.sampled_from(list(points(table))))
    answered = {key: value for key, value in point.items() if data.draw(st.booleans())}
    possible = {shown(said(table, one)) for one in points(table) if one.items() >= answered.items()}
    found = settled(table, answered)

    if found is None:
        assert len(possible) > 1 or isinstance(possible.pop(), str)
    else:
        assert {shown(found)} == possible


@given(whole_tables(), st.data())
@settings(deadline=None)
def test_answers_that_are_known_but_were_not_needed_change_nothing(table, data):
    point = data.draw(st.sampled_from(list(points(table))))
    needed = asked_for(table, point)

    assert settled(table, needed) == judge(table, needed).case
    assert shown(judge(table, needed).case) == shown(judge(table, point).case)


def test_the_question_that_tells_most_apart_is_asked_first():
    asked = [
        list(asked_for(RETURNS, {"state": state, "days": 9, "opened": opened, "paid": 1}))
        for state, opened in [("used", True), ("faulty", True), ("unused", True), ("unused", False)]
    ]

    assert asked == [
        ["state"],
        ["state"],
        ["state", "days", "opened"],
        ["state", "days", "opened"],
    ]


def test_questions_that_tell_equally_much_are_asked_in_the_order_of_the_table():
    both = case(opened=Is(value=True), vip=Is(value=True))
    vip = fact("vip", FactKind.BOOLEAN)
    rest = case(Verdict.DENIED)

    assert next_question(Table((OPENED, vip), (both,), rest), {}) == OPENED
    assert next_question(Table((vip, OPENED), (both,), rest), {}) == vip


def test_a_question_no_answer_of_which_changes_anything_is_never_asked():
    assert open_questions(RETURNS, {}) == (DAYS, OPENED, STATE)
    assert open_questions(RETURNS, {"state": "unused"}) == (DAYS, OPENED)
    assert open_questions(RETURNS, {"state": "unused", "days": 3}) == ()


def test_nothing_more_is_asked_once_all_remaining_cases_say_the_same():
    table = Table(
        (DAYS, OPENED),
        (
            case(sentence="됩니다", days=Within(None, 8)),
            case(sentence="됩니다", days=Within(8, 30), opened=Is(value=False)),
        ),
        otherwise=case(Verdict.DENIED, "안 됩니다"),
    )

    assert next_question(table, {"opened": False}) == DAYS
    assert next_question(table, {"days": 3}) is None
    assert settled(table, {"days": 3}) == table.cases[0]
    assert settled(table, {"days": 31}) == table.otherwise
    assert settled(table, {"opened": True}) is None


def test_cases_that_differ_in_their_reason_line_alone_are_told_apart():
    unopened = replace(case(opened=Is(value=False)), reason="열지 않았습니다")
    opened = replace(case(opened=Is(value=True)), reason="열었습니다")

    assert next_question(Table((OPENED,), (unopened, opened)), {}) == OPENED


def test_a_case_is_judged_with_its_place_in_the_table():
    values = {"paid": 1, "days": 8, "opened": False, "state": "unused"}

    assert judge(RETURNS, values) == Judgement(3, Verdict.APPROVAL, RETURNS.cases[3])


def test_the_case_for_everything_else_has_no_place():
    rest = case(Verdict.DENIED)

    assert judge(Table((OPENED,), (case(opened=Is(value=True)),), rest), {"opened": False}) == Judgement(
        None, Verdict.DENIED, rest
    )


@pytest.mark.parametrize(
    ("values", "code", "message"),
    [
        ({}, DecisionRefusal.MISSING_FACT, "The question “state?” has to be answered first."),
        ({"state": "unused"}, DecisionRefusal.MISSING_FACT, "The question “days?” has to be answered first."),
        ({"state": "lost"}, DecisionRefusal.UNKNOWN_CHOICE, "“lost” is not a choice of “state?”."),
        ({"colour": "red"}, DecisionRefusal.UNKNOWN_FACT, "The table does not ask “colour”."),
        ({"days": "3"}, DecisionRefusal.WRONG_TYPE, "“3” is not an answer to “days?”."),
        ({"days": True}, DecisionRefusal.WRONG_TYPE, "“True” is not an answer to “days?”."),
        ({"days": 1.0}, DecisionRefusal.WRONG_TYPE, "“1.0” is not an answer to “days?”."),
        ({"days": -1}, DecisionRefusal.BELOW_ZERO, "The answer to “days?” cannot be below zero."),
        ({"opened": 1}, DecisionRefusal.WRONG_TYPE, "“1” is not an answer to “opened?”."),
        ({"state": 1}, DecisionRefusal.WRONG_TYPE, "“1” is not an answer to “state?”."),
    ],
)
def test_answers_that_cannot_be_judged_are_refused_by_name(values, code, message):
    with pytest.raises(DecisionError) as refused:
        judge(RETURNS, values)

    assert (refused.value.code, str(refused.value)) == (code, message)


def test_a_moment_is_not_a_date():
    table = Table((BOUGHT,), (case(),))

    assert judge(table, {"bought": date(2026, 3, 1)}).index == 0
    with pytest.raises(DecisionError) as refused:
        judge(table, {"bought": datetime(2026, 3, 1, 12)})  # noqa: DTZ001 -- any moment will do
    assert refused.value.code == DecisionRefusal.WRONG_TYPE


def test_a_contact_no_case_covers_is_refused():
    with pytest.raises(DecisionError, match="No case of the table covers these answers"):
        judge(Table((DAYS,), (case(days=Within(None, 8)),)), {"days": 8})


def test_a_contact_cases_contradict_each_other_on_is_refused():
    table = Table((DAYS,), (case(days=Within(None, 8)), case(Verdict.DENIED, days=Within(7, None))))

    with pytest.raises(DecisionError, match="The cases 1 and 2 of the table contradict each other"):
        judge(table, {"days": 7})


def test_a_table_with_a_problem_that_leaves_open_what_it_says_decides_nothing():
    with pytest.raises(DecisionError) as refused:
        next_question(Table((DAYS,), (case(weeks=Within(None, 8)),)), {})

    assert str(refused.value) == (
        "The table has to be put right before it can decide: "
        "Case 1 has a condition on “weeks”, which the table does not ask."
    )


def test_examples_that_are_decided_otherwise_or_not_at_all_are_named():
    kept = Example("반품", {"state": "unused", "days": 3}, Verdict.ALLOWED)
    other = Example("사용", {"state": "used"}, Verdict.ALLOWED)
    unfinished = Example("며칠째", {"state": "unused"}, Verdict.ALLOWED)
    foreign = Example("색상", {"colour": "red"}, Verdict.ALLOWED)
    first, second, third = run_examples(replace(RETURNS, tests=(kept, other, unfinished, foreign)))

    assert first == Failed(other, Verdict.DENIED)
    assert (second.example, second.verdict, second.refusal.code) == (
        unfinished,
        None,
        DecisionRefusal.MISSING_FACT,
    )
    assert (third.example, third.refusal.code) == (foreign, DecisionRefusal.UNKNOWN_FACT)
