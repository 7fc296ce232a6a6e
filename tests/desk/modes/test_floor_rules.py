"""How figures of the floor stand and go, and what could help somebody."""

from dataclasses import replace

import pytest

from gijun.desk.rules.modes import floor
from gijun.desk.rules.modes.floor import OnFloor
from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.modes import Direction, FigureKind, HelpKind, Level
from gijun.organisation.terms import StateKind


@pytest.mark.parametrize(
    ("kind", "value", "goal", "level"),
    [
        ("service", 0.8, 0.8, Level.GOOD),
        ("service", 0.73, 0.8, Level.NEAR),
        ("service", 0.71, 0.8, Level.BAD),
        ("waiting", 10.0, 10.0, Level.GOOD),
        ("waiting", 12.0, 10.0, Level.NEAR),
        ("waiting", 13.0, 10.0, Level.BAD),
        ("wait", None, 30.0, Level.NONE),
        ("wait", 99.0, None, Level.NONE),
    ],
)
def test_a_figure_stands_against_its_target_in_words(kind, value, goal, level):
    assert floor.level_of(FigureKind(kind), value, goal) == level


@pytest.mark.parametrize(
    ("value", "earlier", "direction"),
    [
        (10.0, None, None),
        (None, 10.0, None),
        (10.4, 10.0, Direction.FLAT),
        (11.0, 10.0, Direction.UP),
        (9.0, 10.0, Direction.DOWN),
        (0.0, 0.0, Direction.FLAT),
        (1.0, 0.0, Direction.UP),
    ],
)
def test_a_figure_goes_up_down_or_nowhere(value, earlier, direction):
    assert floor.direction_of(value, earlier) == direction


@pytest.mark.parametrize(
    ("trend", "points"),
    [
        ([], ""),
        ([5.0], ""),
        ([0.0, 10.0], "0.0,26.0 120.0,2.0"),
        ([3.0, 3.0, 3.0], "0.0,26.0 60.0,26.0 120.0,26.0"),
    ],
)
def test_a_line_is_drawn_from_two_values_on(trend, points):
    assert floor.spark(trend) == points


def test_the_mode_says_which_figure_comes_first():
    plan = ModePlan(kpi_order=("wait", "service", "waiting", "arrivals", "at_hand", "done"))
    figures = [floor.figure(kind, None, None, [], None) for kind in FigureKind]

    assert [one.kind.value for one in floor.in_order(figures, plan)] == list(plan.kpi_order)


AT_WORK = OnFloor(StateKind.IN_CONTACT)


@pytest.mark.parametrize(
    ("seen", "helps"),
    [
        (AT_WORK, []),
        (replace(AT_WORK, work_s=901), [HelpKind.CONTACT_LONG]),
        (replace(AT_WORK, waiting=5), [HelpKind.LOADED]),
        (replace(AT_WORK, without_break_s=7201), [HelpKind.NO_REST]),
        (OnFloor(StateKind.AFTER_WORK, for_s=181), [HelpKind.AFTER_WORK_LONG]),
        (OnFloor(StateKind.AFTER_WORK, for_s=181, after_work_limit_s=300), []),
        (OnFloor(StateKind.AWAY, "break", overdue_s=1), [HelpKind.OVERRAN]),
        (OnFloor(StateKind.AWAY, "rest", overdue_s=600), []),  # nobody is called back from a rest after harm
        (OnFloor(StateKind.PREPARING, is_behind_with_reading=True), [HelpKind.UNREAD]),
        (OnFloor(StateKind.OFFLINE, is_behind_with_reading=True), []),
    ],
)
def test_help_is_suggested_for_what_holds_somebody_up(seen, helps):
    assert floor.help_for(seen) == helps
