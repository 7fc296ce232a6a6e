"""When the figures of a centre suggest an operating mode, and when a suggestion is no longer needed.

A trigger fires beyond its limit and lets go only well on the other side of it (hysteresis), so that figures
that swing round the limit suggest once and not every minute.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.modes import ModeKind, Trigger

MINUTE_MS = 60_000
FEWEST_DECIDED = 5  # first answers that tell anything of a share
FEWEST_ARRIVALS = 10
FEWEST_WEEKS = 2  # whose same hour makes an expectation
CALM_POINTS = 10  # percent points above the limit of the service
CALM_SHARE = 0.8  # of the other limits
STRICTNESS = (ModeKind.NORMAL, ModeKind.PEAK, ModeKind.OUTAGE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a centre's last minutes show. ``expected``: usual contacts; none: not known yet."""

    in_time: int = 0
    decided: int = 0
    arrivals: int = 0
    expected: float | None = None
    longest_wait_ms: int = 0  # working time


@dataclass(frozen=True, slots=True)
class Standing:
    """How a centre stands with modes. ``quiet``: until when (ms) a mode is not suggested again."""

    mode: ModeKind
    suggested: ModeKind | None
    quiet: Mapping[ModeKind, int]


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now: let the open suggestion lapse, make one, both, or neither."""

    lapse: bool = False
    suggest: ModeKind | None = None
    triggers: tuple[Trigger, ...] = ()


def expected_of(weeks: Iterable[int]) -> float | None:
    """Contacts usual at this time of the week: the median of earlier weeks; none: too few."""
    counts = list(weeks)
    return float(median(counts)) if len(counts) >= FEWEST_WEEKS else None


def fired(plan: ModePlan, seen: Seen, *, calm: bool = False) -> tuple[Trigger, ...]:
    """The triggers of a mode's plan that fire on what was seen.

    Args:
        calm: measure by the limits at which triggers let go, instead of those at which they fire.
    """
    found: Sequence[tuple[Trigger, bool]] = (
        (Trigger.SERVICE, _service(plan, seen, calm=calm)),
        (Trigger.ARRIVALS, _arrivals(plan, seen, calm=calm)),
        (Trigger.WAIT, _wait(plan, seen, calm=calm)),
    )
    return tuple(trigger for trigger, fires in found if fires)


def _service(plan: ModePlan, seen: Seen, *, calm: bool) -> bool:
    if not plan.service_below or seen.decided < FEWEST_DECIDED:
        return False
    limit = min(plan.service_below + CALM_POINTS, 100) if calm else plan.service_below
    return seen.in_time * 100 < limit * seen.decided


def _arrivals(plan: ModePlan, seen: Seen, *, calm: bool) -> bool:
    if not plan.arrivals_percent or seen.expected is None or seen.arrivals < FEWEST_ARRIVALS:
        return False
    over = plan.arrivals_percent * (CALM_SHARE if calm else 1)
    return seen.arrivals * 100 > seen.expected * (100 + over)


def _wait(plan: ModePlan, seen: Seen, *, calm: bool) -> bool:
    if not plan.longest_wait_min:
        return False
    limit_ms = plan.longest_wait_min * MINUTE_MS * (CALM_SHARE if calm else 1)
    return seen.longest_wait_ms > limit_ms


def step(
    plans: Mapping[ModeKind, ModePlan], seen: Mapping[ModeKind, Seen], standing: Standing, at_ms: int
) -> Step:
    """What to suggest now. Only a stricter mode than the present one is suggested, the strictest first.

    Args:
        plans, seen: by the modes that may be suggested; each looks back over its own minutes.
    """
    wanted = [
        (mode, triggers)
        for mode in reversed(STRICTNESS)
        if mode in plans
        and STRICTNESS.index(mode) > STRICTNESS.index(standing.mode)
        and at_ms >= standing.quiet.get(mode, 0)
        and (triggers := fired(plans[mode], seen[mode]))
    ]
    mode, triggers = wanted[0] if wanted else (None, ())
    open_one = standing.suggested
    if open_one is None:
        return Step(suggest=mode, triggers=triggers)
    if mode is not None and STRICTNESS.index(mode) > STRICTNESS.index(open_one):
        return Step(lapse=True, suggest=mode, triggers=triggers)
    is_outdone = STRICTNESS.index(open_one) <= STRICTNESS.index(standing.mode)
    return Step(lapse=is_outdone or not fired(plans[open_one], seen[open_one], calm=True))
