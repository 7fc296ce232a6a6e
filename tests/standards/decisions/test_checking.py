from dataclasses import replace
from datetime import date
from itertools import combinations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Between,
    Example,
    FactKind,
    Gap,
    Is,
    Meeting,
    OneOf,
    Table,
    Verdict,
    Within,
    check,
)
from gijun.standards.rules.decisions.checking import MOST_GAPS
from tests.standards.decisions.tables import (
    applying,
    case,
    fact,
    holds,
    points,
    tables,
    whole_tables,
)

DAYS = fact("days", FactKind.DURATION)
PAID = fact("paid", FactKind.AMOUNT)
OPENED = fact("opened", FactKind.BOOLEAN)
STATE = fact("state", FactKind.CHOICE)
BOUGHT = fact("bought", FactKind.DATE)


@given(tables)
@settings(deadline=None)
def test_a_gap_is_found_if_and_only_if_there_is_one(table):
    left_out = [point for point in points(table) if not applying(table, point)]

    assert bool(check(table).gaps) == (bool(left_out) and table.otherwise is None)


@given(tables)
@settings(deadline=None)
def test_the_contact_shown_for_a_gap_is_covered_by_no_case(table):
    assert [gap for gap in check(table).gaps if applying(table, gap.values)] == []


@given(tables.map(lambda table: replace(table, otherwise=None)))
@settings(deadline=None)
def test_one_case_for_each_gap_makes_the_table_whole_without_contradicting_another(table):
    found = check(table)
    filled = replace(
        table, cases=table.cases + tuple(case(sentence="새", **dict(gap.conditions)) for gap in found.gaps)
    )

    assert check(filled).gaps == ()
    assert check(filled).contradictions == found.contradictions


@given(tables)
@settings(deadline=None)
def test_two_cases_meet_if_and_only_if_a_contact_meets_both(table):
    together = {pair for point in points(table) for pair in combinations(applying(table, point), 2)}
    agreeing = {(i, j) for i, j in together if table.cases[i].answer == table.cases[j].answer}
    found = check(table)

    assert {meeting[:2] for meeting in found.contradictions} == together - agreeing
    assert {meeting[:2] for meeting in found.overlaps} == agreeing


@given(tables)
@settings(deadline=None)
def test_the_contact_shown_for_two_cases_meets_both(table):
    found = check(table)

    for first, second, values in found.contradictions + found.overlaps:
        assert {first, second} <= set(applying(table, values))


@given(whole_tables())
@settings(deadline=None)
def test_a_table_that_gives_every_contact_one_case_is_sound(table):
    found = check(table)

    assert (found.sound, found.gaps, found.contradictions, found.overlaps, found.dead) == (
        True,
        (),
        (),
        (),
        (),
    )


@given(whole_tables(), st.data())
@settings(deadline=None)
def test_what_a_lost_case_covered_is_found_as_gaps(table, data):
    lost = data.draw(st.integers(0, len(table.cases) - 1))
    left = replace(table, cases=table.cases[:lost] + table.cases[lost + 1 :])
    gaps = check(left).gaps

    for point in points(table):
        inside = [gap for gap in gaps if all(holds(of, point[key]) for key, of in gap.conditions)]
        assert len(inside) == (applying(table, point) == [lost])


@given(tables)
@settings(deadline=None)
def test_the_case_for_everything_else_is_idle_if_and_only_if_the_others_cover_everything(table):
    left_out = any(not applying(table, point) for point in points(table))

    assert check(table).idle_otherwise == (table.otherwise is not None and not left_out)


def test_gaps_are_shown_by_contacts_close_to_their_bounds():
    table = Table((DAYS, PAID), (case(days=Within(None, 8), paid=Within(None, 30_000)),))

    assert check(table).gaps == (
        Gap({"days": 1, "paid": 30_000}, (("paid", Within(30_000, None)),)),
        Gap({"days": 8, "paid": 10_000}, (("days", Within(8, None)), ("paid", Within(None, 30_000)))),
    )


@pytest.mark.parametrize(
    ("one", "condition", "shown"),
    [
        (BOUGHT, Between(date(2026, 3, 1), None), date(2026, 2, 28)),
        (BOUGHT, Between(None, date(2026, 3, 1)), date(2026, 3, 1)),
        (DAYS, Within(8, None), 7),
        (DAYS, Within(None, 8), 8),
        (DAYS, Within(1, None), 0),
        (PAID, Within(30_000, None), 10_000),
        (PAID, Within(30_001, None), 10_000),
        (PAID, Within(2, None), 1),
        (PAID, Within(1, None), 0),
        (PAID, Within(None, 30_000), 30_000),
        (OPENED, Is(value=True), False),
        (STATE, OneOf(frozenset({"unused", "faulty"})), "used"),
    ],
)
def test_what_is_left_out_is_shown_by_an_answer_a_person_would_think_of(one, condition, shown):
    table = Table((one,), (case(**{one.key: condition}),))

    assert [gap.values for gap in check(table).gaps] == [{one.key: shown}]


def test_an_answer_that_may_be_anything_is_shown_as_an_ordinary_one():
    asked = (DAYS, PAID, BOUGHT, OPENED)
    table = Table(asked, (case(opened=Is(value=True)),))

    (gap,) = check(table).gaps
    assert gap.values == {"days": 1, "paid": 10_000, "bought": date(2026, 1, 1), "opened": False}
    assert gap.conditions == (("opened", Is(value=False)),)


def test_cases_that_say_the_same_where_they_meet_are_no_contradiction():
    table = Table(
        (DAYS,),
        (
            case(sentence="됩니다", days=Within(None, 8)),
            case(sentence="됩니다", days=Within(7, None)),
            case(Verdict.DENIED, "안 됩니다", days=Within(30, None)),
        ),
    )
    found = check(table)

    assert found.overlaps == (Meeting(0, 1, {"days": 7}),)
    assert found.contradictions == (Meeting(1, 2, {"days": 30}),)


def test_a_table_without_questions_and_cases_leaves_out_everything():
    assert check(Table((), ())).gaps == (Gap({}, ()),)


def test_a_table_may_be_one_case_for_everything():
    found = check(Table((), (case(),)))

    assert (found.gaps, found.sound) == ((), True)


def test_a_case_nothing_can_reach_is_named():
    table = Table(
        (DAYS,), (case(), case(days=Within(5, 5)), case(days=Within(9, 3)), case(days=Within(None, 0)))
    )

    assert check(table).dead == (1, 2, 3)


def test_a_question_whose_answer_changes_nothing_is_named():
    table = Table(
        (OPENED, DAYS, STATE),
        (
            case(opened=Is(value=True), days=Within(None, 8)),
            case(opened=Is(value=False), days=Within(None, 8)),
        ),
        otherwise=case(Verdict.DENIED),
    )

    assert check(table).idle_facts == ("opened", "state")


def test_when_there_are_too_many_gaps_to_list_it_says_so():
    fares = tuple(case(days=Within(day, day + 1)) for day in range(1, 2 * MOST_GAPS + 3, 2))
    some = check(Table((DAYS,), fares[: MOST_GAPS - 1]))
    many = check(Table((DAYS,), fares))

    assert (len(some.gaps), some.complete) == (MOST_GAPS, True)
    assert (len(many.gaps), many.complete, many.sound) == (MOST_GAPS, False, False)


def test_eight_questions_and_sixty_cases_are_checked_at_once():
    facts = tuple(fact(f"f{place}", FactKind.DURATION) for place in range(8))
    diagonal = [
        case(sentence=f"{place}", **{f"f{n}": Within(place + n, place + n + 9) for n in range(8)})
        for place in range(0, 600, 10)
    ]
    started = process_time()
    found = check(Table(facts, tuple(diagonal), otherwise=case(Verdict.DENIED)))

    assert process_time() - started < 0.5
    assert (found.sound, found.contradictions, found.idle_facts) == (True, (), ())


def test_a_table_with_problems_that_leave_open_what_it_says_is_not_checked_further():
    found = check(Table((DAYS,), (case(weeks=Within(None, 1)),)))

    assert (found.gaps, found.complete, found.sound) == ((), False, False)


def test_a_failing_example_keeps_a_table_from_being_agreed_on():
    whole = Table((DAYS,), (case(days=Within(None, 8)), case(Verdict.DENIED, days=Within(8, None))))
    kept = replace(whole, tests=(Example("일주일째", {"days": 7}, Verdict.ALLOWED),))
    broken = replace(whole, tests=(Example("일주일째", {"days": 7}, Verdict.DENIED),))

    assert check(kept).sound
    assert [str(problem) for problem in check(broken).problems] == [
        "The example “일주일째” expects “Denied”, but the table says “Allowed”."
    ]
