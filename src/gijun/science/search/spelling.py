"""What was meant by a Korean word with one wrong letter: the neighbour that the documents know."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean.hangul import is_syllable
from gijun.science.search.keys import Keys, pair_keys, slips

Counts: TypeAlias = Callable[[Keys], npt.NDArray[np.int64]]  # documents that hold each term

LONGEST = 24  # syllables of a word that are looked at
CANDIDATES = 3  # readings of one syllable that are followed
PLAINLY = 1.5  # how much better known than what is written, if that is known: a difference of logarithms


def corrections(run: str, counts: Counts) -> dict[str, float]:
    """Pairs of syllables that may be meant, and how well known each is beside the best of its syllable.

    Each syllable is read with every one of its letters changed; readings that make better known pairs with
    the syllables beside it than what is written are followed.
    """
    syllables = [ord(one) for one in run[:LONGEST] if is_syllable(one)]
    if len(syllables) < 2:
        return {}
    written = np.array(syllables)
    readings = np.column_stack([written, slips()[written - ord("가")]])  # as written first
    left = _known(counts, written[:-1, None], readings[1:])
    right = _known(counts, readings[:-1], written[1:, None])
    support = np.zeros(readings.shape)
    support[1:] += left
    support[:-1] += right
    found: dict[str, float] = {}
    for at, of_syllable in enumerate(support):
        best = np.argsort(-of_syllable, kind="stable")[:CANDIDATES]
        best = best[of_syllable[best] > (of_syllable[0] and of_syllable[0] + PLAINLY)]
        for one in best:
            share = float(of_syllable[one] / of_syllable[best[0]])
            meant = chr(readings[at, one])
            if at and left[at - 1, one]:
                found[run[at - 1] + meant] = max(share, found.get(run[at - 1] + meant, 0.0))
            if at + 1 < len(syllables) and right[at, one]:
                found[meant + run[at + 1]] = max(share, found.get(meant + run[at + 1], 0.0))
    return found


def _known(
    counts: Counts, first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]
) -> npt.NDArray[np.float64]:
    keys = pair_keys(*np.broadcast_arrays(first, second))
    known: npt.NDArray[np.float64] = np.log1p(counts(keys.ravel()).astype(float)).reshape(keys.shape)
    return known
