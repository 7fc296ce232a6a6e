"""The contact ratio from the log: by day, why it changed, under which reasons, and how goals stand."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from gijun.desk.actions.modes import plan_broadcasts
from gijun.desk.rules.modes.broadcasts import Line
from gijun.measures.ratio import actions, queries
from gijun.measures.ratio.actions import Wanted
from gijun.measures.ratio.queries import Asked, Effects
from gijun.measures.ratio.terms import Against, GoalStanding
from gijun.measures.terms import DayKind
from gijun.science.decomposition import Method
from tests import make
from tests.measures.centre_told import DAY, NOW, TODAY, Weeks
from tests.measures.told import measured

MONDAY = date(2026, 11, 23)


@pytest.fixture
def weeks(team):
    return Weeks(team)


@pytest.fixture
def refund():
    return make.reason("refund", "환불").pk


@pytest.fixture
def delivery():
    return make.reason("delivery", "배송").pk


def asked(centre, first, last, **other):
    return Asked(centre.pk, "orders", first, last, **other)


def test_only_days_with_growth_make_the_ratio(centre, weeks, refund):
    weeks.come(MONDAY, 10, 3, refund)
    weeks.come(MONDAY + DAY, 10, 5, refund)
    weeks.grow("orders", MONDAY, 100)
    weeks.grow("orders", MONDAY + 2 * DAY, 0)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY + 2 * DAY), Method.SHAPLEY)

    assert [(one.contacts, one.growth) for one in found.days] == [(3, 100), (5, None), (0, None)]
    assert (found.after.contacts, found.after.growth, found.after.gaps) == (3, 100, 2)
    assert found.after.ratio == Fraction(3, 100)
    assert found.before.ratio is None


def test_it_is_the_measure_s_own_figure(centre, manager, weeks, refund):
    for at in range(5):
        weeks.come(MONDAY + at * DAY, 10, at + 1, refund)
        weeks.grow("orders", MONDAY + at * DAY, 90 + at)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY + 6 * DAY), Method.SHAPLEY)
    total = measured(manager, at_min=181, first=MONDAY, last=MONDAY + 6 * DAY)[
        "contacts_per_100_orders"
    ].total

    assert (found.after.contacts, found.after.growth) == (total.numerator, total.n)


def test_a_change_falls_into_its_parts_by_reason(centre, weeks, refund, delivery):
    """Twice the orders; refunds as before for each order, delivery is new."""
    weeks.come(MONDAY, 10, 4, refund)
    weeks.grow("orders", MONDAY, 100)
    weeks.come(MONDAY + 7 * DAY, 10, 8, refund)
    weeks.come(MONDAY + 7 * DAY, 11, 6, delivery)
    weeks.grow("orders", MONDAY + 7 * DAY, 200)
    weeks.count()
    now = asked(centre, MONDAY + 7 * DAY, MONDAY + 13 * DAY)

    found = queries.ratio(now, Method.SHAPLEY)

    assert {one.reason_id: one.effects for one in found.reasons} == {
        refund: Effects(volume=Fraction(4)),
        delivery: Effects(volume=Fraction(3, 2), rate=Fraction(9, 2)),
    }
    assert {method: effects.total for method, effects in found.effects.items()} == dict.fromkeys(Method, 10)
    assert found.effects[Method.SEQUENTIAL] == Effects(volume=Fraction(4), rate=Fraction(6))


def test_a_year_before_is_the_same_weekdays(centre):
    now = asked(centre, MONDAY, MONDAY + 6 * DAY, against=Against.YEAR)

    assert now.before == (date(2025, 11, 24), date(2025, 11, 30))
    assert asked(centre, MONDAY, MONDAY + 6 * DAY).before == (MONDAY - 7 * DAY, MONDAY - DAY)


def test_broadcasts_weekends_and_holidays_are_days_of_their_own(centre, manager, weeks, refund):
    """More broadcasts are a change of mix, not a worse rate."""
    lines = [
        Line("방송", "", datetime(2026, 11, 24, 11, tzinfo=UTC), datetime(2026, 11, 24, 13, tzinfo=UTC), "")
    ]
    plan_broadcasts(centre.pk, lines, by=manager, at=NOW, source="")
    before, show, sunday = MONDAY - 7 * DAY, MONDAY + DAY, MONDAY + 6 * DAY
    for day, contacts, orders in ((before, 4, 200), (MONDAY, 2, 100), (show, 9, 100), (sunday, 0, 50)):
        weeks.come(day, 20, contacts, refund)
        weeks.grow("orders", day, orders)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY + 6 * DAY), Method.SEQUENTIAL)

    assert [(one.kind, one.growth_before, one.growth_after, one.contacts_after) for one in found.parts] == [
        (DayKind.WEEKDAY, 200, 100, 2),
        (DayKind.DAY_OFF, 0, 50, 0),
        (DayKind.BROADCAST, 0, 100, 9),
    ]
    assert (found.effects[Method.SEQUENTIAL].rate, found.effects[Method.SEQUENTIAL].total) == (0, 7)


def test_a_korean_holiday_is_a_day_off(centre):
    days = queries.centre_days(centre.pk, date(2026, 9, 21), date(2026, 9, 30))

    assert days.kind_of(date(2026, 9, 24)) == DayKind.DAY_OFF  # the day before Chuseok, a Thursday
    assert days.kind_of(date(2026, 9, 28)) == DayKind.WEEKDAY


def test_retired_reasons_count_under_today_s(centre, manager, weeks, refund, delivery):
    actions.succeed_reason(delivery, refund, by=manager, at=NOW)
    weeks.come(MONDAY, 10, 2, delivery)
    weeks.come(MONDAY, 10, 1, refund)
    weeks.come(MONDAY, 10, 4, None)
    weeks.grow("orders", MONDAY, 100)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY), Method.SHAPLEY)

    assert {one.reason_id: one.after for one in found.reasons} == {refund: 3, 0: 4}
    assert found.days[0].contacts == 7


def test_a_line_may_show_one_reason(centre, weeks, refund, delivery):
    weeks.come(MONDAY, 10, 2, delivery)
    weeks.come(MONDAY, 10, 1, refund)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY, reason_id=delivery), Method.SHAPLEY)

    assert found.days[0].contacts == 2


def test_another_centre_s_contacts_do_not_count(centre, weeks, refund):
    elsewhere = make.centre("부산센터")
    Weeks(make.team(elsewhere, "부산 1팀")).come(MONDAY, 10, 3, refund)
    weeks.count()

    found = queries.ratio(asked(centre, MONDAY, MONDAY), Method.SHAPLEY)

    assert found.days[0].contacts == 0


def test_a_goal_is_seen_beside_what_growth_makes_of_it(centre, manager, weeks, refund):
    """Twice the orders and the same ratio: behind as written, on course for the growth."""
    begin = TODAY - 14 * DAY
    for n in range(1, 15):
        weeks.grow("orders", begin - n * DAY, 50)
    for n in range(14):
        weeks.grow("orders", begin + n * DAY, 100)
        weeks.come(begin + n * DAY, 10, 2, refund)
    weeks.count()
    wanted = Wanted("orders", 2, 1, begin, begin + timedelta(days=1000))
    actions.set_goal(centre.pk, wanted, by=manager, at=NOW)

    (goal,) = queries.goals(centre.pk, NOW)

    assert goal.standing == GoalStanding.ON_COURSE
    assert goal.course.base == 50
    assert goal.growth_now == Fraction(14 * 50 + 14 * 100, 28)
    assert goal.factor == Fraction(1, 2) * 50 / 75
    first = goal.weeks[0]
    assert (first.first, first.contacts) == (begin - timedelta(days=begin.weekday()), 2)
    assert first.adjusted == 2 * first.planned
