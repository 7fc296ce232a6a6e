"""Goals and reasons that came after others: who may, what is refused, what the log keeps."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.measures import actions as measures
from gijun.measures.actions import Growth
from gijun.measures.errors import MeasuresError
from gijun.measures.models import ContactGoal, ReasonSuccession
from gijun.measures.ratio import actions
from gijun.measures.ratio.actions import Wanted
from gijun.measures.terms import Ending
from tests import make
from tests.committed import race
from tests.make import NOON

TODAY = NOON.date()
DAY = timedelta(days=1)


@pytest.fixture
def grown(centre):
    """Four weeks of 1,000 orders a day."""
    figures = [Growth(centre.pk, "orders", TODAY - n * DAY, 1000) for n in range(28)]
    measures.record_growth(figures, by=None, at=NOON)
    return centre


def wanted(**other):
    usual = {
        "kind": "orders",
        "from_value": 300,
        "to_value": 150,
        "from_day": TODAY,
        "to_day": TODAY + 365 * DAY,
    }
    return Wanted(**{**usual, **other})


def set_goal(centre, by, **other):
    return actions.set_goal(centre.pk, wanted(**other), by=by, at=NOON)


def told(name):
    return [row.data for row in Event.objects.filter(name=name).order_by("position")]


def test_a_goal_starts_from_the_growth_of_the_four_weeks_before(grown, manager):
    goal = set_goal(grown, manager)

    assert (goal.base_amount, goal.base_days) == (27_000, 27)  # today is not before the goal begins
    assert told("measures.goal_set") == [
        {
            "goal_id": goal.pk, "kind": "orders", "from_value": 300, "to_value": 150,
            "from_day_number": 20_782, "to_day_number": 21_147, "base_amount": 27_000, "base_days": 27,
        }
    ]  # fmt: skip


def test_a_goal_for_later_starts_from_what_is_known_now(grown, manager):
    goal = set_goal(grown, manager, from_day=TODAY + 100 * DAY)

    assert (goal.base_amount, goal.base_days) == (28_000, 28)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"to_day": TODAY}, "ends before it begins"),
        ({"to_day": TODAY - DAY}, "ends before it begins"),
        ({"to_day": TODAY + 3000 * DAY}, "at most five years"),
        ({"to_value": 300}, "must be lower"),
        ({"to_value": 400}, "must be lower"),
        ({"to_value": 0}, "above 0"),
        ({"to_value": -1}, "above 0"),
        ({"kind": "payments"}, "no growth figures"),
        ({"from_day": TODAY - 60 * DAY}, "no growth figures"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(grown, manager, other, why):
    with pytest.raises(MeasuresError, match=why):
        set_goal(grown, manager, **other)

    assert (ContactGoal.objects.count(), told("measures.goal_set")) == (0, [])


def test_one_goal_of_a_kind_at_a_time(grown, manager):
    first = set_goal(grown, manager)
    with pytest.raises(MeasuresError, match="pursued already"):
        set_goal(grown, manager)

    actions.close_goal(first.pk, ending=Ending.REPLACED, by=manager, at=NOON)
    actions.close_goal(first.pk, ending=Ending.MISSED, by=manager, at=NOON)

    assert set_goal(grown, manager, to_value=200).ending == ""
    assert told("measures.goal_closed") == [{"goal_id": first.pk, "ending": "replaced"}]


@pytest.mark.parametrize(
    "role", ["agent", "team_lead", "trainer", "policy_owner", "it_administrator", "observer"]
)
def test_others_set_and_close_no_goals(grown, manager, role):
    goal, person = set_goal(grown, manager), make.person("p", grown, role)

    with pytest.raises(PermissionDenied):
        set_goal(grown, person, kind="payments")
    with pytest.raises(PermissionDenied):
        actions.close_goal(goal.pk, ending=Ending.REACHED, by=person, at=NOON)


@pytest.mark.parametrize("role", ["operations_manager", "centre_head", "cx_operator"])
def test_managers_and_operators_do(grown, role):
    assert set_goal(grown, make.person("p", grown, role)).pk


def test_not_for_another_centre_nor_for_a_team(grown, team, manager):
    with pytest.raises(PermissionDenied):
        set_goal(make.centre("부산센터"), manager)
    with pytest.raises(MeasuresError, match="whole centre"):
        set_goal(team, manager)


@pytest.mark.threads
def test_a_goal_that_races_itself_is_set_once(committed_db):
    centre = make.centre()
    manager = make.person("m", centre, "operations_manager")
    measures.record_growth([Growth(centre.pk, "orders", TODAY - DAY, 9)], by=None, at=NOON)

    def go(_number):
        try:
            return set_goal(centre, manager).pk
        except MeasuresError:
            return None

    race(go, (1,), (2,), (3,))

    assert (ContactGoal.objects.count(), len(told("measures.goal_set"))) == (1, 1)


def test_a_reason_counts_under_the_one_that_came_after_it(centre, manager):
    old, new = make.reason("old", "옛 유형"), make.reason("new", "새 유형")

    actions.succeed_reason(old.pk, new.pk, by=manager, at=NOON)
    actions.succeed_reason(old.pk, new.pk, by=manager, at=NOON)
    assert list(ReasonSuccession.objects.values_list("reason_id", "successor_id")) == [(old.pk, new.pk)]

    actions.succeed_reason(old.pk, None, by=manager, at=NOON)
    assert ReasonSuccession.objects.count() == 0
    assert [one["successor_id"] for one in told("measures.reason_succeeded")] == [new.pk, None]


def test_no_reason_comes_after_itself_in_the_end(centre, manager):
    one, two, three = (make.reason(code, code) for code in ("one", "two", "three"))
    actions.succeed_reason(one.pk, two.pk, by=manager, at=NOON)
    actions.succeed_reason(two.pk, three.pk, by=manager, at=NOON)

    for reason, successor in ((three, one), (one, one)):
        with pytest.raises(MeasuresError, match="under itself"):
            actions.succeed_reason(reason.pk, successor.pk, by=manager, at=NOON)
    with pytest.raises(MeasuresError, match="no such contact reason"):
        actions.succeed_reason(one.pk, 999_999, by=manager, at=NOON)


def test_only_who_may_in_every_centre_says_which_reason_came_after(centre, manager):
    make.centre("부산센터")
    one, two = make.reason("one", "하나"), make.reason("two", "둘")

    with pytest.raises(PermissionDenied):
        actions.succeed_reason(one.pk, two.pk, by=manager, at=NOON)
