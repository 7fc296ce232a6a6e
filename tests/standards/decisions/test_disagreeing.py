from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Choice,
    DecisionError,
    FactKind,
    Is,
    OneOf,
    Table,
    Verdict,
    Within,
    disagreement,
    judge,
)
from tests.standards.decisions.tables import case, cases_for, fact, points, questions, said, whole_tables

DAYS = fact("days", FactKind.DURATION)
OPENED = fact("opened", FactKind.BOOLEAN)
VIP = fact("vip", FactKind.BOOLEAN)


@st.composite
def pairs(draw):
    """Two tables, some facts of which are the same, some not, and some the same by name only."""
    facts = draw(questions(most=2))
    own = [fact(key, kind) for key, kind in (("f0", FactKind.BOOLEAN), ("g", FactKind.BOOLEAN))]
    theirs = tuple(one for one in (*facts, *own) if draw(st.booleans()))
    theirs = tuple({one.key: one for one in theirs}.values())
    return table_with(draw, facts), table_with(draw, theirs)


def table_with(draw, facts):
    otherwise = case(Verdict.DENIED) if draw(st.booleans()) else None
    return Table(facts, tuple(draw(st.lists(cases_for(facts), max_size=3))), otherwise)


def differ(first, second):
    """Is there a contact, described by all facts of either table, to which they give different verdicts?"""
    shared = {
        one.key
        for one in first.facts
        for other in second.facts
        if (one.key, one.kind) == (other.key, other.kind)
    }
    return bool(shared) and any(
        verdict(first, point) and verdict(second, other) and verdict(first, point) != verdict(second, other)
        for point in points(first)
        for other in points(second)
        if all(point[key] == other[key] for key in shared)
    )


def verdict(table, point):
    decided = said(table, point)
    return None if isinstance(decided, str) else decided.verdict


@given(pairs())
@settings(deadline=None)
def test_a_disagreement_is_found_if_and_only_if_there_is_one(pair):
    first, second = pair
    found = disagreement(first, second)

    assert (found is not None) == differ(first, second)
    if found:
        assert found.values.items() <= found.first_values.items() & found.second_values.items()
        assert found.first == judge(first, found.first_values)
        assert found.second == judge(second, found.second_values)
        assert found.first.verdict != found.second.verdict


@given(whole_tables())
@settings(deadline=None)
def test_a_table_does_not_disagree_with_itself(table):
    assert disagreement(table, table) is None


def test_what_one_standard_refuses_and_another_allows_is_shown_by_a_contact():
    generous = Table((DAYS,), (case(days=Within(None, 15)),), case(Verdict.DENIED))
    strict = Table(
        (OPENED, DAYS), (case(days=Within(None, 8), opened=Is(value=False)),), case(Verdict.DENIED)
    )
    found = disagreement(generous, strict)

    assert (found.values, found.first_values) == ({"days": 7}, {"days": 7})
    assert found.second_values == {"opened": True, "days": 7}
    assert (found.first.verdict, found.second.verdict) == (Verdict.ALLOWED, Verdict.DENIED)


def test_tables_that_share_no_question_do_not_disagree():
    assert disagreement(Table((DAYS,), (case(),)), Table((VIP,), (case(Verdict.DENIED),))) is None


def test_durations_in_other_units_are_not_the_same_question():
    hours = replace(DAYS, unit="hours")
    table, other = Table((DAYS,), (case(),)), Table((hours,), (case(Verdict.DENIED),))

    assert disagreement(table, other) is None
    assert disagreement(table, replace(other, facts=(replace(DAYS, unit="days"),))).values == {"days": 1}


def test_only_choices_that_both_tables_have_are_compared():
    ours = fact("state", FactKind.CHOICE, choices=(Choice("new", "새것"), Choice("used", "사용")))
    theirs = replace(ours, choices=(Choice("used", "사용"), Choice("worn", "낡음")))
    first = Table(
        (ours,),
        (case(state=OneOf(frozenset({"new"}))), case(Verdict.DENIED, state=OneOf(frozenset({"used"})))),
    )
    second = Table((theirs,), (case(Verdict.DENIED),))

    assert disagreement(first, second) is None
    assert disagreement(first, Table((theirs,), (case(),))).values == {"state": "used"}


def test_a_table_with_problems_is_not_compared():
    with pytest.raises(DecisionError, match="has to be put right"):
        disagreement(Table((DAYS,), (case(weeks=Within(None, 1)),)), Table((DAYS,), (case(),)))
