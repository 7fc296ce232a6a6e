"""The course of a goal: evenly down, more where the centre grows, and how it stands."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.measures.ratio.rules import Course, scale_of, standing
from gijun.measures.ratio.terms import GoalStanding

BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)
HALVED = Course(300, 150, BEGIN, END, base=Fraction(1000))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        (BEGIN - DAY, 300),
        (BEGIN, 300),
        (BEGIN + 182 * DAY, 225),
        (END, 150),
        (END + 30 * DAY, 150),
    ],
)
def test_the_plan_falls_evenly(day, planned):
    assert HALVED.planned(day) == planned


def test_with_twice_the_use_the_goal_as_written_is_a_quarter_of_the_ratio():
    assert HALVED.factor_of_ratio(Fraction(2000)) == Fraction(1, 4)
    assert HALVED.adjusted(END, 2000) == 300


def test_without_growth_the_goal_is_the_ratio_s_half():
    assert HALVED.factor_of_ratio(Fraction(1000)) == Fraction(1, 2)
    assert HALVED.adjusted(END, 1000) == 150
    assert HALVED.factor_of_ratio(Fraction()) is None


@given(st.integers(0, 364), st.integers(1, 5000), st.integers(1, 9))
def test_so_many_times_the_growth_allows_so_many_times_the_contacts(after, growth, times):
    day = BEGIN + after * DAY

    assert HALVED.adjusted(day, growth * times) == times * HALVED.adjusted(day, growth)
    assert HALVED.to_value <= HALVED.planned(day) <= HALVED.from_value


def week(before, contacts, growth=1000):
    days = [before - n * DAY for n in range(1, 8)]
    return dict.fromkeys(days, contacts), dict.fromkeys(days, growth)


MIDDLE = BEGIN + 182 * DAY  # the plan is at 225


@pytest.mark.parametrize(
    ("today", "contacts", "growth", "expected"),
    [
        (BEGIN, 300, 1000, GoalStanding.TO_COME),
        (MIDDLE, 225, 1000, GoalStanding.ON_COURSE),
        (MIDDLE, 230, 1000, GoalStanding.BEHIND),
        (MIDDLE, 440, 2000, GoalStanding.ON_COURSE),
        (MIDDLE, 225, 0, GoalStanding.UNKNOWN),
        (END + DAY, 150, 1000, GoalStanding.REACHED),
        (END + DAY, 155, 1000, GoalStanding.MISSED),
    ],
)
def test_how_a_goal_stands(today, contacts, growth, expected):
    assert standing(HALVED, *week(today, contacts, growth), today) == expected


def test_days_without_growth_figures_are_left_out_of_the_standing():
    contacts, growth = week(MIDDLE, 225)
    contacts[MIDDLE - DAY], growth[MIDDLE - DAY] = 9_999, 0

    assert standing(HALVED, contacts, growth, MIDDLE) == GoalStanding.ON_COURSE


def test_uses_are_told_by_the_thousand():
    assert (scale_of("orders"), scale_of("uses")) == (100, 1000)
