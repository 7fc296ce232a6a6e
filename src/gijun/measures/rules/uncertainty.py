"""How sure a share is."""

from math import sqrt

Z_95 = 1.959963984540054  # standard normal quantile of 0.975


def wilson(successes: int, n: int, z: float = Z_95) -> tuple[float, float]:
    """Score interval of a share, inside [0, 1] and around the share itself.

    Args:
        n: at least 1.

    Source:
        Wilson (1927), JASA 22, 209–212; recommended for all n by Newcombe (1998), Statistics in Medicine 17.
    """
    share = successes / n
    middle = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return max(0.0, min((middle - half) / scale, share)), min(1.0, max((middle + half) / scale, share))
