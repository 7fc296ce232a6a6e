"""Which question to ask next, so that a contact's verdict is reached with few of them."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import log2, prod

from gijun.standards.rules.decisions.boxes import (
    Allowance,
    Box,
    TooManyPiecesError,
    apart_on,
    replaced,
    uncovered,
)
from gijun.standards.rules.decisions.standing import Outcome, Region, Standing, standing_after
from gijun.standards.rules.decisions.table import FactDefinition, Table, Values

PIECES = 20_000
ROUNDING = 9  # decimals of a bit; below that the order of the table decides


def next_question(table: Table, answered: Values) -> FactDefinition | None:
    """The question to ask next; ``None``: no further answer changes anything.

    The one after whose answer the least is expected to be open still; ties fall to the order of the table.
    Asking on until there is none gives the verdict that all answers would give.

    Raises:
        DecisionError: an answer is unknown or of the wrong type, or problems of the table leave open what
        it says.
    """
    return best_question(standing_after(table, answered))


def open_questions(table: Table, answered: Values) -> tuple[FactDefinition, ...]:
    """The questions whose answers may still change the verdict, in the order of the table.

    Raises:
        DecisionError: as ``next_question``.
    """
    standing = standing_after(table, answered)
    return tuple(standing.space.axes[axis].fact for axis in mattering(standing))


def best_question(standing: Standing) -> FactDefinition | None:
    """The unanswered question to ask next; ``None``: nothing that is not answered matters."""
    mattering_axes = mattering(standing)
    if not mattering_axes:
        return None
    best = min(mattering_axes, key=lambda axis: (round(expected_bits(standing, axis), ROUNDING), axis))
    return standing.space.axes[best].fact


def mattering(standing: Standing) -> list[int]:
    """The unanswered axes along which the outcome changes somewhere.

    While two outcomes are possible there is at least one: a way from one point to another changes one
    answer at a time, and on some step the outcome changes.
    """
    found = _between_cases(standing)
    hidden = [axis for axis in standing.unanswered if axis not in found]
    covering = [region.box for region in standing.regions]
    allowance = Allowance(PIECES)
    if hidden and _holes_in(standing.box, covering, allowance):
        found.update(axis for axis in hidden if _leaves_the_cases(standing, axis, covering, allowance))
    return sorted(found)


def _between_cases(standing: Standing) -> set[int]:
    """The axes along which one case gives way to another with a different outcome.

    It does so beside the other, or, where two contradict each other, at the end of their common ground.
    """
    found: set[int] = set()
    for one, other in combinations(standing.regions, 2):
        if one.outcome != other.outcome:
            apart = apart_on(one.box, other.box)
            if len(apart) == 1:
                found.update(apart)
            elif not apart:
                found.update(
                    axis for axis, (a, b) in enumerate(zip(one.box, other.box, strict=True)) if a != b
                )
    return found


def _leaves_the_cases(standing: Standing, axis: int, covering: Sequence[Box], allowance: Allowance) -> bool:
    """Does a line along the axis lead from a case to where none applies, and to a different outcome there?"""
    reach = standing.box[axis]
    return any(
        _holes_in(replaced(region.box, axis, reach), covering, allowance)
        for region in standing.regions
        if region.outcome != standing.otherwise and region.box[axis] != reach
    )


def _holes_in(box: Box, covering: Sequence[Box], allowance: Allowance) -> bool:
    """Are there points no case covers? In doubt yes: better a question too many than a wrong verdict."""
    try:
        return uncovered(box, covering, allowance) is not None
    except TooManyPiecesError:
        return True


def expected_bits(standing: Standing, axis: int) -> float:
    """How uncertain the outcome is expected to be once the axis is answered, every cell being as likely."""
    size = standing.box[axis].bit_count()
    weights = [(region, _share_beside(standing, region, axis)) for region in standing.regions]
    bits = 0.0
    for cells in told_apart(standing.box[axis], (region.box[axis] for region in standing.regions)):
        shares: dict[Outcome, float] = {}
        for region, share in weights:
            if region.box[axis] & cells:
                shares[region.outcome] = shares.get(region.outcome, 0.0) + share
        rest = 1.0 - sum(shares.values())
        if rest > 0:
            shares[standing.otherwise] = shares.get(standing.otherwise, 0.0) + rest
        bits += cells.bit_count() / size * entropy_bits(shares.values())
    return bits


def _share_beside(standing: Standing, region: Region, axis: int) -> float:
    """The region's share of the points, seen along the axis: its extent on all others."""
    return prod(
        part.bit_count() / whole.bit_count()
        for other, (part, whole) in enumerate(zip(region.box, standing.box, strict=True))
        if other != axis
    )


def told_apart(cells: int, parts: Iterable[int]) -> list[int]:
    """The cells in groups; two of a group lie in exactly the same parts."""
    groups = [cells]
    for part in parts:
        groups = [group for one in groups for group in (one & part, one & ~part) if group]
    return groups


def entropy_bits(weights: Iterable[float]) -> float:
    """Shannon's uncertainty of outcomes with these weights, which need not add up to one."""
    positive = [weight for weight in weights if weight > 0]
    total = sum(positive)
    return -sum(weight / total * log2(weight / total) for weight in positive)
