"""How figures of a floor stand, where they go, and what could help somebody."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.modes import Direction, FigureKind, HelpKind, Level
from gijun.organisation.terms import AwayReason, StateKind

AT_LEAST = frozenset({FigureKind.SERVICE, FigureKind.AT_HAND, FigureKind.DONE})
NEAR_BELOW = 0.9  # of a target that is to be reached
NEAR_ABOVE = 1.25  # of a limit that is not to be passed
MOVED = 0.05  # of the earlier value; less is steady
SPARK_WIDTH, SPARK_HEIGHT = 120, 28

AFTER_WORK_LONG_S = 180
CONTACT_LONG_S = 900
MANY_WAITING = 5
LONG_WITHOUT_BREAK_S = 7_200


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the floor. ``value``: none where not known yet; shares in [0, 1], waits in minutes."""

    kind: FigureKind
    value: float | None
    goal: float | None
    level: Level
    direction: Direction | None
    trend: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class OnFloor:
    """Somebody as a lead sees them: in which state, how long, with how much. Times in seconds."""

    kind: StateKind
    reason: str = ""
    for_s: float = 0.0
    overdue_s: float = 0.0  # beyond the time it was to end
    waiting: int = 0  # customers of theirs without an answer
    work_s: float = 0.0  # of the ticket they have open
    after_work_limit_s: int | None = None
    is_behind_with_reading: bool = False
    without_break_s: float = 0.0


def figure(
    kind: FigureKind, value: float | None, goal: float | None, trend: Sequence[float], earlier: float | None
) -> Figure:
    """The figure with how it stands and where it goes."""
    return Figure(kind, value, goal, level_of(kind, value, goal), direction_of(value, earlier), tuple(trend))


def level_of(kind: FigureKind, value: float | None, goal: float | None) -> Level:
    """How a value stands against its target; without one, or without a value, it stands nowhere."""
    if value is None or goal is None:
        return Level.NONE
    if kind in AT_LEAST:
        return Level.GOOD if value >= goal else Level.NEAR if value >= goal * NEAR_BELOW else Level.BAD
    return Level.GOOD if value <= goal else Level.NEAR if value <= goal * NEAR_ABOVE else Level.BAD


def direction_of(value: float | None, earlier: float | None) -> Direction | None:
    """Where a value has gone since earlier; none where one of the two is not known."""
    if value is None or earlier is None:
        return None
    if abs(value - earlier) <= MOVED * abs(earlier):
        return Direction.FLAT
    return Direction.UP if value > earlier else Direction.DOWN


def spark(trend: Sequence[float]) -> str:
    """Points of a line through the values in a box of SPARK_WIDTH × SPARK_HEIGHT; fewer than 2: nothing."""
    if len(trend) < 2:
        return ""
    low, high = min(trend), max(trend)
    spread = (high - low) or 1.0
    step = SPARK_WIDTH / (len(trend) - 1)
    return " ".join(
        f"{place * step:.1f},{(SPARK_HEIGHT - 2) - (value - low) / spread * (SPARK_HEIGHT - 4):.1f}"
        for place, value in enumerate(trend)
    )


def goals(plan: ModePlan, expected: float | None) -> dict[FigureKind, float | None]:
    """The target of each figure; none where the plan has none."""
    return {
        FigureKind.SERVICE: plan.service_goal / 100 or None,
        FigureKind.WAITING: float(plan.waiting_goal) or None,
        FigureKind.WAIT: float(plan.wait_goal_min) or None,
        FigureKind.ARRIVALS: expected,
        FigureKind.AT_HAND: plan.at_hand_goal / 100 or None,
        FigureKind.DONE: plan.done_goal / 100 or None,
    }


def in_order(figures: Iterable[Figure], plan: ModePlan) -> list[Figure]:
    """The figures in the order of the mode."""
    return sorted(figures, key=lambda one: plan.kpi_order.index(one.kind.value))


def help_for(one: OnFloor) -> list[HelpKind]:
    """What could help somebody now, the most pressing first; nothing where all is well."""
    found = []
    if one.is_behind_with_reading and one.kind != StateKind.OFFLINE:
        found.append(HelpKind.UNREAD)
    limit_s = AFTER_WORK_LONG_S if one.after_work_limit_s is None else one.after_work_limit_s
    if one.kind == StateKind.AFTER_WORK and one.for_s > limit_s:
        found.append(HelpKind.AFTER_WORK_LONG)
    if one.kind == StateKind.IN_CONTACT and one.work_s > CONTACT_LONG_S:
        found.append(HelpKind.CONTACT_LONG)
    if one.waiting >= MANY_WAITING:
        found.append(HelpKind.LOADED)
    if one.kind == StateKind.AWAY and one.overdue_s > 0 and one.reason != AwayReason.REST:
        found.append(HelpKind.OVERRAN)
    if one.kind in {StateKind.READY, StateKind.IN_CONTACT} and one.without_break_s > LONG_WITHOUT_BREAK_S:
        found.append(HelpKind.NO_REST)
    return found
