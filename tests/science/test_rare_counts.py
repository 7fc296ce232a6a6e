"""Tails of counts and false discoveries: published values, and exact arithmetic as the judge."""

from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.science.rare_counts import (
    benjamini_hochberg,
    bonferroni,
    negative_binomial_tail,
    none_at_all,
    poisson_tail,
)

# Benjamini and Hochberg (1995), JRSS B 57, section 3: the study of thrombolysis.
BH_1995 = (
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
    0.7590, 1.0,
)  # fmt: skip


def exact_poisson(count, mean):
    with localcontext(prec=60):
        rate = Decimal(mean)
        term, below = (-rate).exp(), Decimal(0)
        for k in range(count):
            below += term
            term *= rate / (k + 1)
        return 1 - below


def test_twelve_where_five_are_usual():
    assert round(poisson_tail(12, 5), 5) == 0.00545


@pytest.mark.parametrize(
    ("count", "mean"), [(1, 0.01), (3, 5), (5, 5), (40, 5), (950, 1000), (1_100, 1000), (10_300, 10_000)]
)
def test_the_tail_is_exact(count, mean):
    assert poisson_tail(count, mean) == pytest.approx(float(exact_poisson(count, mean)), rel=1e-10)


@pytest.mark.parametrize(("count", "mean", "expected"), [(0, 0, 1), (0, 5, 1), (1, 0, 0), (7, 0, 0)])
def test_ends_of_the_tail(count, mean, expected):
    assert poisson_tail(count, mean) == expected
    assert negative_binomial_tail(count, mean, mean * 2) == expected


@pytest.mark.parametrize("count", [1, 4, 5, 9, 25])
def test_counts_that_vary_more(count):
    """Mean 6 and variance 18 are 3 successes of probability ⅓: failures before the third success."""
    third = Fraction(1, 3)
    below = sum(comb(k + 2, k) * third**3 * (1 - third) ** k for k in range(count))

    assert negative_binomial_tail(count, 6, 18) == pytest.approx(float(1 - below), rel=1e-12)


def test_without_more_variance_they_are_poisson():
    assert negative_binomial_tail(12, 5, 5) == negative_binomial_tail(12, 5, 1) == poisson_tail(12, 5)


def test_more_variance_makes_a_spike_less_surprising():
    assert negative_binomial_tail(12, 5, 10) > poisson_tail(12, 5)


def test_nothing_at_all():
    assert none_at_all(3) == pytest.approx(1 - poisson_tail(1, 3))


def test_false_discoveries_are_controlled():
    assert sum(benjamini_hochberg(BH_1995)) == 4
    assert sum(bonferroni(BH_1995)) == 3


def test_no_tests_are_no_discoveries():
    assert benjamini_hochberg([]) == bonferroni([]) == []


p_values = st.lists(st.floats(0, 1), max_size=30)


@given(p_values)
def test_what_bonferroni_believes_benjamini_and_hochberg_believe_too(values):
    assert all(
        more or not less for more, less in zip(benjamini_hochberg(values), bonferroni(values), strict=True)
    )


@given(p_values, st.randoms())
def test_the_order_of_tests_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))

    believed = dict(zip(values, benjamini_hochberg(values), strict=True))
    assert dict(zip(shuffled, benjamini_hochberg(shuffled), strict=True)) == believed


@given(st.integers(0, 60), st.floats(0.01, 50))
def test_a_tail_is_a_probability_that_falls_with_the_count(count, mean):
    assert 0 <= poisson_tail(count + 1, mean) <= poisson_tail(count, mean) <= 1


@given(st.integers(0, 12))
def test_small_means_by_hand(count):
    below = sum(Fraction(1, factorial(k)) for k in range(count))

    assert poisson_tail(count, 1) == pytest.approx(1 - float(below) / 2.718281828459045, abs=1e-15)
