from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.rules.decisions import (
    Change,
    DecisionChange,
    DecisionPart,
    Example,
    FactKind,
    Is,
    Table,
    Verdict,
    Within,
    canonical,
    differences,
)
from tests.standards.decisions.tables import any_tables, case, fact

DAYS = fact("days", FactKind.DURATION)
OPENED = fact("opened", FactKind.BOOLEAN)
EARLY = case(sentence="됩니다", days=Within(None, 8), opened=Is(value=False))
LATE = case(Verdict.DENIED, "안 됩니다", days=Within(8, None))
WEEK = Example("일주일째", {"days": 7}, Verdict.ALLOWED)
TABLE = Table((DAYS, OPENED), (EARLY, LATE), tests=(WEEK,))


def test_a_case_that_stays_under_its_conditions_shows_which_of_its_words_changed():
    kinder = replace(LATE, sentence="어렵습니다", reason="기한이 지났습니다")

    assert differences(TABLE, replace(TABLE, cases=(EARLY, kinder))) == [
        Change(DecisionPart.CASE, DecisionChange.CHANGED, LATE, kinder, 1, 1, ("sentence", "reason"))
    ]


def test_a_case_that_says_the_same_is_known_again_under_other_conditions():
    longer = replace(EARLY, conditions=(("days", Within(None, 15)),))

    assert differences(TABLE, replace(TABLE, cases=(longer, LATE))) == [
        Change(DecisionPart.CASE, DecisionChange.CHANGED, EARLY, longer, 0, 0, ("conditions",))
    ]


def test_what_went_stands_before_what_came():
    new = case(Verdict.APPROVAL, "여쭙겠습니다", opened=Is(value=True))

    assert differences(TABLE, replace(TABLE, cases=(new, LATE))) == [
        Change(DecisionPart.CASE, DecisionChange.REMOVED, before=EARLY, place_before=0),
        Change(DecisionPart.CASE, DecisionChange.ADDED, after=new, place_after=0),
    ]


def test_another_order_of_cases_or_conditions_is_no_change():
    turned = replace(EARLY, conditions=EARLY.conditions[::-1])

    assert differences(TABLE, replace(TABLE, cases=(LATE, turned))) == []


def test_questions_are_known_again_by_their_key_and_examples_by_their_name():
    asked = replace(DAYS, question="받으신 지 며칠인가요?")
    vip = fact("vip", FactKind.BOOLEAN)
    later = replace(WEEK, values={"days": 8}, expected=Verdict.DENIED)

    assert differences(TABLE, replace(TABLE, facts=(asked, vip), tests=(later,))) == [
        Change(DecisionPart.FACT, DecisionChange.REMOVED, before=OPENED, place_before=1),
        Change(DecisionPart.FACT, DecisionChange.CHANGED, DAYS, asked, 0, 0, ("question",)),
        Change(DecisionPart.FACT, DecisionChange.ADDED, after=vip, place_after=1),
        Change(DecisionPart.EXAMPLE, DecisionChange.CHANGED, WEEK, later, 0, 0, ("values", "expected")),
    ]


def test_the_case_for_everything_else_comes_goes_and_changes():
    rest = case(Verdict.DENIED, "안 됩니다")
    asking = case(Verdict.APPROVAL, "안 됩니다")
    with_rest, with_other = (replace(TABLE, otherwise=one) for one in (rest, asking))

    assert differences(TABLE, with_rest) == [Change(DecisionPart.OTHERWISE, DecisionChange.ADDED, after=rest)]
    assert differences(with_rest, TABLE) == [
        Change(DecisionPart.OTHERWISE, DecisionChange.REMOVED, before=rest)
    ]
    assert differences(with_rest, with_other) == [
        Change(DecisionPart.OTHERWISE, DecisionChange.CHANGED, rest, asking, changed=("verdict", "approval"))
    ]


@given(any_tables(), st.randoms())
@settings(deadline=None)
def test_a_table_in_another_order_has_no_differences(table, chance):
    other = replace(table, cases=tuple(chance.sample(table.cases, len(table.cases))))

    assert differences(table, other) == []


@given(any_tables(), any_tables())
@settings(deadline=None)
def test_nothing_differs_only_between_tables_with_the_same_parts(table, other):
    assert (differences(table, other) == []) == (parts(table) == parts(other))


def parts(table):
    """Everything in a table, in no order."""
    cases = sorted(canonical(Table((), (one,))) for one in table.cases)
    return sorted(map(repr, table.facts)), cases, table.otherwise, table.tests


@given(any_tables(), any_tables())
@settings(deadline=None)
def test_every_case_is_accounted_for_once(table, other):
    found = [change for change in differences(table, other) if change.part == DecisionPart.CASE]
    before = [change.place_before for change in found if change.before]
    after = [change.place_after for change in found if change.after]

    assert len(before) == len(set(before))
    assert len(after) == len(set(after))
    assert len(table.cases) - len(before) == len(other.cases) - len(after)
