"""Control charts: published values, run rules, and charts that cannot say."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.control_charts import (
    Chart,
    Point,
    Rule,
    Side,
    Silence,
    broken,
    c_chart,
    laney_p_chart,
    laney_u_chart,
    p_chart,
    u_chart,
    xmr_chart,
)

# Montgomery, Introduction to Statistical Quality Control: cans of juice, 30 samples of 50.
CANS = (
    12,
    15,
    8,
    10,
    4,
    7,
    16,
    9,
    14,
    10,
    5,
    6,
    17,
    12,
    22,
    8,
    10,
    5,
    13,
    11,
    20,
    18,
    24,
    15,
    9,
    12,
    7,
    13,
    9,
    6,
)
# The same book: nonconformities in 26 samples of 100 printed circuit boards.
BOARDS = (
    21,
    24,
    16,
    12,
    15,
    5,
    28,
    20,
    31,
    25,
    20,
    24,
    16,
    19,
    10,
    17,
    13,
    22,
    18,
    39,
    30,
    24,
    16,
    19,
    17,
    15,
)


def rounded(point, places):
    return round(point.lower, places), round(point.upper, places)


def test_shares_of_samples():
    chart = p_chart(CANS, [50] * 30)

    assert round(chart.centre, 4) == 0.2313
    assert rounded(chart.points[0], 4) == (0.0524, 0.4102)
    assert [at for at, one in enumerate(chart.points, 1) if one.side] == [15, 23]


def test_counts_over_equal_exposures():
    chart = c_chart(BOARDS)

    assert round(chart.centre, 3) == 19.846
    assert rounded(chart.points[0], 3) == (6.481, 33.211)
    assert [(at, one.side) for at, one in enumerate(chart.points, 1) if one.side] == [
        (6, Side.BELOW),
        (20, Side.ABOVE),
    ]


def test_limits_follow_the_exposure():
    chart = u_chart([10, 40], [1.0, 4.0])

    assert chart.centre == 10
    assert rounded(chart.points[0], 4) == (round(10 - 3 * math.sqrt(10), 4), round(10 + 3 * math.sqrt(10), 4))
    assert rounded(chart.points[1], 4) == (
        round(10 - 3 * math.sqrt(2.5), 4),
        round(10 + 3 * math.sqrt(2.5), 4),
    )


def test_single_values_and_their_ranges():
    found = xmr_chart([10, 12, None, 11, 15])

    assert found.values.centre == 12
    mean_range = (2 + 1 + 4) / 3
    assert rounded(found.values.points[0], 9) == (
        round(12 - 2.66 * mean_range, 9),
        round(12 + 2.66 * mean_range, 9),
    )
    assert found.values.points[2] == Point(None)
    assert found.ranges.points[0].upper == 3.267 * mean_range
    assert [one.value for one in found.ranges.points] == [2, 1, 4]


def test_laney_widens_what_plain_limits_make_too_tight():
    """Shares of 10,000 a day swing by a point: every day is outside plain limits, none outside wide ones."""
    counts = [400, 600] * 10
    plain, wide = p_chart(counts, [10_000] * 20), laney_p_chart(counts, [10_000] * 20)

    assert all(one.side for one in plain.points)
    assert not any(one.side for one in wide.points)
    sigma = math.sqrt(0.05 * 0.95 / 10_000)
    assert wide.spread == pytest.approx(0.02 / sigma / 1.128)
    assert wide.points[0].upper == pytest.approx(0.05 + 3 * sigma * wide.spread)


def test_laney_of_counts_is_the_plain_chart_times_its_spread():
    counts, exposures = [30, 44, 25, 60], [3.0, 4.0, 2.5, 4.5]
    plain, wide = u_chart(counts, exposures), laney_u_chart(counts, exposures)

    for one, other in zip(plain.points, wide.points, strict=True):
        assert other.sigma == pytest.approx(one.sigma * wide.spread)


@pytest.mark.parametrize(
    ("chart", "silence"),
    [
        (p_chart([], []), Silence.NOTHING),
        (p_chart([0, 0], [0, 0]), Silence.NOTHING),
        (p_chart([3], [10]), Silence.ONE_POINT),
        (p_chart([3, 0], [10, 0]), Silence.ONE_POINT),
        (p_chart([0, 0], [10, 10]), Silence.NO_SPREAD),
        (p_chart([10, 10], [10, 10]), Silence.NO_SPREAD),
        (c_chart([0, 0, 0]), Silence.NO_SPREAD),
        (u_chart([0], [5.0]), Silence.ONE_POINT),
        (laney_p_chart([3, 3], [10, 10]), Silence.NO_SPREAD),
        (laney_u_chart([], []), Silence.NOTHING),
        (xmr_chart([]).values, Silence.NOTHING),
        (xmr_chart([None, None]).values, Silence.NOTHING),
        (xmr_chart([5.0]).values, Silence.ONE_POINT),
        (xmr_chart([5.0, 5.0]).values, Silence.NO_SPREAD),
        (xmr_chart([5.0, 5.0]).ranges, Silence.NO_SPREAD),
    ],
)
def test_a_chart_that_cannot_say_says_why(chart, silence):
    assert chart.silence == silence
    assert all((one.lower, one.upper, one.side) == (None, None, Side.INSIDE) for one in chart.points)
    assert chart.centre is None or not math.isnan(chart.centre)


def test_a_day_without_exposure_is_a_gap():
    chart = u_chart([5, 0, 7], [1.0, 0.0, 1.0])

    assert chart.points[1] == Point(None)
    assert chart.silence is None


def scored(*scores):
    """A chart of points so many sigma from the centre."""
    return Chart(tuple(Point(score, 1.0, -3.0, 3.0) for score in scores), 0.0)


@pytest.mark.parametrize(
    ("rule", "scores", "ends"),
    [
        (Rule.BEYOND_3, (0, 3.1, 3.0, -3.1), [1, 3]),
        (Rule.TWO_OF_THREE, (2.1, 0, 2.1, 1.9, -2.1), [2]),
        (Rule.TWO_OF_THREE, (2.1, -2.1, 0), []),
        (Rule.FOUR_OF_FIVE, (1.1, 1.1, 0, 1.1, 1.1), [4]),
        (Rule.FOUR_OF_FIVE, (1.1, 1.1, -1.1, -1.1, 1.1), []),
        (Rule.EIGHT, (0.1,) * 8, [7]),
        (Rule.EIGHT, (0.1,) * 7 + (-0.1, 0.1), []),
        (Rule.EIGHT, (-0.1,) * 9, [7, 8]),
    ],
)
def test_run_rules(rule, scores, ends):
    found = broken(scored(*scores), {rule})

    assert [at for at, rules in enumerate(found) if rules] == ends


def test_run_rules_are_off_unless_named():
    assert broken(scored(9, 9, 9), ()) == [frozenset()] * 3


counts_and_sizes = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=20)


@given(counts_and_sizes)
def test_no_series_gives_a_limit_that_is_no_number(rows):
    counts, sizes = [min(count, size) for count, size in rows], [size for _count, size in rows]

    for chart in (p_chart(counts, sizes), laney_p_chart(counts, sizes), u_chart(counts, sizes)):
        for one in chart.points:
            if one.lower is not None:
                assert 0 <= one.lower <= chart.centre <= one.upper < math.inf


@given(st.lists(st.integers(0, 50), min_size=2, max_size=20), st.integers(1, 9))
def test_the_scale_of_the_exposure_does_not_move_points_out(counts, times):
    one, other = u_chart(counts, [1.0] * len(counts)), u_chart(counts, [float(times)] * len(counts))

    assert [point.side for point in one.points] == [point.side for point in other.points]
