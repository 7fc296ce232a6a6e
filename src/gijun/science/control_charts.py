"""Control charts: which points of a series are more than its ordinary ups and downs."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise
from math import sqrt

INDIVIDUALS = 2.66  # 3 ÷ 1.128: limits of single values from their mean moving range
RANGES = 3.267  # upper limit of moving ranges from their mean
RANGE_TO_SIGMA = 1.128  # d2 of two values
SIGMAS = 3


class Silence(StrEnum):
    """Why a chart cannot say what is ordinary."""

    NOTHING = "nothing"  # nothing was observed
    ONE_POINT = "one_point"  # one point has no ups and downs
    NO_SPREAD = "no_spread"  # every point is the same


class Side(StrEnum):
    INSIDE = ""
    ABOVE = "above"
    BELOW = "below"


class Rule(IntEnum):
    """The Western Electric run rules; all on one side of the centre."""

    BEYOND_3 = 1  # a point beyond three sigma
    TWO_OF_THREE = 2  # two of three beyond two sigma
    FOUR_OF_FIVE = 3  # four of five beyond one sigma
    EIGHT = 4  # eight in a row


RUNS = {Rule.BEYOND_3: (1, 1, 3.0), Rule.TWO_OF_THREE: (2, 3, 2.0), Rule.FOUR_OF_FIVE: (4, 5, 1.0),
        Rule.EIGHT: (8, 8, 0.0)}  # fmt: skip  # so many, of so many, beyond so many sigma


@dataclass(frozen=True, slots=True)
class Point:
    """A value and its limits. No value: nothing was exposed. No limits: the chart cannot say."""

    value: float | None
    sigma: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def side(self) -> Side:
        if self.value is None or self.lower is None or self.upper is None:
            return Side.INSIDE
        if self.value > self.upper:
            return Side.ABOVE
        return Side.BELOW if self.value < self.lower else Side.INSIDE


@dataclass(frozen=True, slots=True)
class Chart:
    """A series with its centre. ``silence``: why there are no limits; none where there are.

    ``spread``: Laney's sigma of z, by which limits were widened (or narrowed); none for other charts.
    """

    points: tuple[Point, ...]
    centre: float | None
    silence: Silence | None = None
    spread: float | None = None


def p_chart(counts: Sequence[int], sizes: Sequence[int]) -> Chart:
    """Shares of samples that may differ in size (binomial).

    Source:
        Montgomery, Introduction to Statistical Quality Control, the fraction nonconforming chart.
    """
    return _exposed(counts, sizes, _binomial, most=1.0)


def u_chart(counts: Sequence[int], exposures: Sequence[float]) -> Chart:
    """Counts per unit of an exposure that may vary (Poisson)."""
    return _exposed(counts, exposures, _poisson)


def c_chart(counts: Sequence[int]) -> Chart:
    """Counts over equal exposures (Poisson)."""
    return _exposed(counts, [1] * len(counts), _poisson)


def laney_p_chart(counts: Sequence[int], sizes: Sequence[int]) -> Chart:
    """A p chart whose limits follow how much the series really varies from sample to sample.

    Source:
        Laney (2002), Improved control charts for attributes, Quality Engineering 14(4), 531–537.
    """
    return _exposed(counts, sizes, _binomial, most=1.0, is_laney=True)


def laney_u_chart(counts: Sequence[int], exposures: Sequence[float]) -> Chart:
    """A u chart whose limits follow how much the series really varies; see ``laney_p_chart``."""
    return _exposed(counts, exposures, _poisson, is_laney=True)


@dataclass(frozen=True, slots=True)
class Individuals:
    """Single values (X) and the ranges between neighbours (mR)."""

    values: Chart
    ranges: Chart


def xmr_chart(values: Sequence[float | None]) -> Individuals:
    """Values that have no counted variance, such as averages; gaps are passed over.

    Source:
        Wheeler, Understanding Variation, the XmR chart: X̄ ± 2.66 mR̄ and 3.267 mR̄.
    """
    told = [value for value in values if value is not None]
    moving = [abs(later - earlier) for earlier, later in pairwise(told)]
    centre = sum(told) / len(told) if told else None
    mean_range = sum(moving) / len(moving) if moving else None
    silence = _silence_of(len(told), bool(mean_range))
    if centre is None or not mean_range:
        plain = tuple(Point(value) for value in values)
        ranges = Chart(tuple(Point(one) for one in moving), mean_range, silence)
        return Individuals(Chart(plain, centre, silence), ranges)
    half, sigma = INDIVIDUALS * mean_range, mean_range / RANGE_TO_SIGMA
    points = tuple(
        Point(value) if value is None else Point(value, sigma, centre - half, centre + half)
        for value in values
    )
    shown = tuple(Point(one, None, 0.0, RANGES * mean_range) for one in moving)
    return Individuals(Chart(points, centre), Chart(shown, mean_range))


def broken(chart: Chart, rules: Collection[Rule]) -> list[frozenset[Rule]]:
    """The rules that end at each point. No rules are on unless they are named."""
    scores = [_score(point, chart.centre) for point in chart.points]
    return [frozenset(rule for rule in rules if _ends_at(scores, at, rule)) for at in range(len(scores))]


def _score(point: Point, centre: float | None) -> float | None:
    """How many sigma from the centre."""
    if point.value is None or centre is None or not point.sigma:
        return None
    return (point.value - centre) / point.sigma


def _ends_at(scores: Sequence[float | None], at: int, rule: Rule) -> bool:
    need, of, beyond = RUNS[rule]
    last = scores[at]
    told = [score for score in scores[: at + 1] if score is not None][-of:]
    if last is None or len(told) < need:
        return False
    side = 1 if last > 0 else -1
    return last * side > beyond and sum(score * side > beyond for score in told) >= need


def _binomial(centre: float, size: float) -> float:
    return sqrt(centre * (1 - centre) / size)


def _poisson(centre: float, exposure: float) -> float:
    return sqrt(centre / exposure)


def _exposed(
    counts: Sequence[int],
    sizes: Sequence[float],
    sigma_of: Callable[[float, float], float],
    *,
    most: float = float("inf"),
    is_laney: bool = False,
) -> Chart:
    values = [count / size if size > 0 else None for count, size in zip(counts, sizes, strict=True)]
    observed = [(count, size) for count, size in zip(counts, sizes, strict=True) if size > 0]
    exposure = sum(size for _count, size in observed)
    centre = sum(count for count, _size in observed) / exposure if observed else None
    silence = _silence_of(len(observed), centre is not None and 0 < centre < most)
    if centre is None or silence:
        return Chart(tuple(Point(value) for value in values), centre, silence)
    sigmas = [sigma_of(centre, size) if size > 0 else None for size in sizes]
    spread = _laney(values, sigmas, centre) if is_laney else None
    if is_laney and not spread:
        return Chart(tuple(Point(value) for value in values), centre, Silence.NO_SPREAD)
    points = tuple(
        _limited(value, sigma * (spread or 1), centre, most) if sigma is not None else Point(value)
        for value, sigma in zip(values, sigmas, strict=True)
    )
    return Chart(points, centre, spread=spread)


def _limited(value: float | None, sigma: float, centre: float, most: float) -> Point:
    return Point(value, sigma, max(0.0, centre - SIGMAS * sigma), min(most, centre + SIGMAS * sigma))


def _laney(values: Sequence[float | None], sigmas: Sequence[float | None], centre: float) -> float:
    """Sigma of the standardised values, from their mean moving range."""
    scores = [
        (value - centre) / sigma
        for value, sigma in zip(values, sigmas, strict=True)
        if value is not None and sigma
    ]
    moving = [abs(later - earlier) for earlier, later in pairwise(scores)]
    return sum(moving) / len(moving) / RANGE_TO_SIGMA


def _silence_of(points: int, varies: bool) -> Silence | None:
    if points == 0:
        return Silence.NOTHING
    if points == 1:
        return Silence.ONE_POINT
    return None if varies else Silence.NO_SPREAD
