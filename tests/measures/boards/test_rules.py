"""What the boards work out: clocks, means, what is usual, levels that tell of nobody."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.measures.boards import rules
from gijun.measures.boards.rules import Clock, Mean, Seen, Usual
from gijun.measures.boards.terms import Whose
from gijun.science.worktime import BusinessDay

SEOUL, NEW_YORK = BusinessDay("Asia/Seoul"), BusinessDay("America/New_York")
BACK, FORWARD = date(2025, 11, 2), date(2025, 3, 9)  # Sundays on which New York's clock is set
LATER = 1_900_000_000_000


@pytest.mark.parametrize(
    ("rule", "day", "slots", "first", "last"),
    [
        (SEOUL, date(2026, 12, 1), 48, "00:00", "23:30"),
        (BusinessDay("Asia/Seoul", 360), date(2026, 12, 1), 48, "06:00", "05:30"),
        (NEW_YORK, BACK, 50, "00:00", "23:30"),
        (NEW_YORK, FORWARD, 46, "00:00", "23:30"),
    ],
)
def test_the_clock_of_every_half_hour_of_a_day(rule, day, slots, first, last):
    clocks = rules.clocks(rule, day)

    assert (len(clocks), clocks[0].label, clocks[-1].label) == (slots, first, last)


def test_a_clock_that_is_set_back_shows_an_hour_twice_and_one_set_forward_skips_one():
    back, forward = (rules.clocks(NEW_YORK, day) for day in (BACK, FORWARD))

    assert back[2:6] == (Clock(60), Clock(90), Clock(60, 1), Clock(90, 1))
    assert [one.label for one in forward[3:5]] == ["01:30", "03:00"]


def test_means_divide_by_the_half_hours_there_were():
    days = [BACK, BACK - timedelta(weeks=1)]
    counts = {(BACK, 3): 4, (BACK, 5): 2, (days[1], 3): 3, (BACK, 10): 1}

    week = rules.week(counts, NEW_YORK, days, LATER)

    assert week.days == {6: 2}
    assert week.cells[6, 90] == Mean(9, 3, Fraction(3))  # 1:30 came three times in two days
    assert week.cells[6, 240] == Mean(1, 2, Fraction(1, 2))  # 4:00


def test_an_hour_that_was_skipped_is_no_hour_without_contacts():
    days = [FORWARD, FORWARD - timedelta(weeks=1)]

    week = rules.week({(days[1], 4): 6}, NEW_YORK, days, LATER)

    assert week.cells[6, 120] == Mean(6, 1, Fraction(6))  # 2:00 was only the week before
    assert week.cells[6, 180] == Mean(0, 2, Fraction())


def test_the_half_hour_that_runs_is_left_out():
    day = date(2026, 12, 1)
    begin_ms, _end_ms = SEOUL.bounds(day)

    week = rules.week({(day, 0): 2, (day, 1): 5}, SEOUL, [day], begin_ms + 59 * 60_000)

    assert (week.minutes, week.cells, week.days) == ([0], {(1, 0): Mean(2, 1, Fraction(2))}, {1: 1})


def test_groups_of_teams_are_added_up_and_stand_on_the_fewer_days():
    tuesday = date(2026, 12, 1)
    one = rules.week({(tuesday, 0): 4}, SEOUL, [tuesday, tuesday - timedelta(weeks=1)], LATER)
    other = rules.week({(tuesday, 1): 3, (tuesday, 0): 1}, SEOUL, [tuesday], LATER)

    both = rules.together([one, other])

    assert both.cells[1, 0] == Mean(5, 1, Fraction(3))  # 4/2 + 1/1
    assert both.days == {1: 1}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], None),
        ([5, 1, 9], None),
        ([1, 2, 3, 4], Usual(2, 1, 4, 4)),
        ([8, 1, 7, 2, 6, 3, 5, 4], Usual(4, 1, 8, 8)),
        (list(range(1, 21)), Usual(10, 2, 18, 20)),
    ],
)
def test_what_is_usual_by_nearest_rank(values, expected):
    assert rules.usual(values) == expected


@given(st.lists(st.integers(0, 1000), min_size=4))
def test_what_is_usual_was_there_and_in_order(values):
    found = rules.usual(values)

    assert {found.low, found.median, found.high} <= set(values)
    assert found.low <= found.median <= found.high


def seen(whose, people, *, part=12, n=20, **more):
    return Seen(whose, whose.value, 0.8, part, n, frozenset(people), **more)


def test_a_share_with_its_interval_against_the_goal():
    (level,) = rules.levels([seen(Whose.CENTRE, (), part=170, n=200)])

    assert (level.share, level.n, level.needed) == (0.85, 200, 0)
    assert tuple(round(one, 3) for one in level.interval) == (0.794, 0.893)  # Wilson
    assert level.reaches is None  # 80 % lies inside


@pytest.mark.parametrize(
    ("part", "n", "reaches"), [(95, 100, True), (50, 100, False), (80, 100, None), (9, 9, None)]
)
def test_a_goal_is_reached_or_missed_only_where_the_interval_says_so(part, n, reaches):
    (level,) = rules.levels([seen(Whose.TEAM, (), part=part, n=n)])

    assert level.reaches is reaches


def test_below_the_floor_there_is_no_share_but_how_many_are_missing():
    (level,) = rules.levels([seen(Whose.ME, {1}, part=6, n=7)])

    assert (level.share, level.interval, level.part, level.n, level.needed) == (None, None, 0, 7, 3)


@pytest.mark.parametrize(
    ("centre", "team", "hidden"),
    [
        ({1, 2, 3, 4, 5}, {1, 2, 3}, [False, False, False]),
        ({1, 2, 3, 4}, {1, 2, 3}, [True, False, False]),  # the centre less the team is one person
        ({1, 2, 3, 4}, {1, 2}, [False, True, False]),  # the team less me is one person
        ({1, 2}, {1, 2}, [True, True, False]),  # nor may the centre tell what the team hides
        ({1}, {1}, [False, False, False]),
    ],
)
def test_no_level_tells_of_one_colleague(centre, team, hidden):
    found = rules.levels([seen(Whose.CENTRE, centre), seen(Whose.TEAM, team), seen(Whose.ME, {1})])

    assert [one.is_hidden for one in found] == hidden
    assert [(one.share, one.n) for one in found if one.is_hidden] == [(None, 0)] * sum(hidden)


def test_who_leads_the_people_sees_their_sum_however_few_they_are():
    found = rules.levels([seen(Whose.TEAM, {1, 2}, may_see_people=True), seen(Whose.ME, {1})])

    assert [one.share for one in found] == [0.6, 0.6]


@given(st.lists(st.sets(st.integers(2, 8)), min_size=1, max_size=4))
def test_no_difference_of_shown_levels_is_one_person(added):
    people, ladder = {1}, [seen(Whose.ME, {1})]
    for one in added:
        people = people | one
        ladder.append(seen(Whose.TEAM, people))

    found = rules.levels(ladder[::-1])

    shown = [one.people for one, level in zip(ladder[::-1], found, strict=True) if not level.is_hidden]
    assert 1 not in [len(wide - narrow) for at, wide in enumerate(shown) for narrow in shown[at + 1 :]]
