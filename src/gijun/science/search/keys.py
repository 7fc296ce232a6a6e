"""Terms as numbers: what a sorted array can be searched for without holding the words themselves.

The two syllables of a pair are the number itself, so that pairs of one first syllable stand side by side and
those with one letter changed can be reckoned. Any other term is the first 63 bits of its BLAKE2b hash: among
ten million terms two share a number with a chance of about 1 in 200,000.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean.hangul import FINALS, FIRST, INITIALS, LAST, VOWELS

Keys: TypeAlias = npt.NDArray[np.uint64]

PAIRS = 1 << 63  # the top bit tells pairs of syllables from hashes
HALF_BITS = 16
HALF = (1 << HALF_BITS) - 1


@lru_cache(maxsize=1 << 16)
def key_of(term: str) -> int:
    """The number of a term."""
    if len(term) == 2 and FIRST <= term[0] <= LAST and FIRST <= term[1] <= LAST:
        return PAIRS | ord(term[0]) << HALF_BITS | ord(term[1])
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest()) >> 1


def keys_of(terms: Iterable[str]) -> Keys:
    return np.fromiter(map(key_of, terms), np.uint64)


def pair_keys(first: npt.NDArray[np.integer], second: npt.NDArray[np.integer]) -> Keys:
    """Numbers of pairs of syllables given by code point, broadcast."""
    return np.uint64(PAIRS) | first.astype(np.uint64) << np.uint64(HALF_BITS) | second.astype(np.uint64)


@cache
def slips() -> npt.NDArray[np.uint16]:
    """For each syllable the 65 that differ in one letter, as code points; shape (11172, 65)."""
    sizes = np.array([len(INITIALS), len(VOWELS), len(FINALS)])
    steps = np.array([sizes[1] * sizes[2], sizes[2], 1])
    place = np.arange(sizes.prod())[:, None]
    columns = []
    for size, step in zip(sizes, steps, strict=True):
        letter = place // step % size
        columns.append(place + ((letter + np.arange(1, size)) % size - letter) * step)
    return (np.hstack(columns) + ord(FIRST)).astype(np.uint16)
