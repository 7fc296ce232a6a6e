"""Texts that say nearly the same: suggestions, never decisions."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from gijun.science.korean import bigrams, jamo_trigrams

K = TypeVar("K", bound=Hashable)
Features = frozenset[str]

ALIKE = 0.5  # likeness from which two texts are worth a look


@lru_cache(maxsize=1 << 12)  # the same scripts and sentences are compared whenever a list is shown
def features(text: str) -> Features:
    """Pairs of syllables, which see words, and threes of letters, which forgive endings and spacing."""
    pairs = (f"2{term}" for term in bigrams(text))
    threes = (f"3{term}" for term in jamo_trigrams(text))
    return frozenset((*pairs, *threes))


def likeness(one: Features, other: Features) -> float:
    """Shared out of all features (Jaccard), in [0, 1]; texts without features are like nothing."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def covered(words: str, text: str) -> float:
    """Share of what was typed that stands in a text, in [0, 1], whatever else the text says."""
    wanted = features(words)
    return len(wanted & features(text)) / len(wanted) if wanted else 0.0


class Alike(Generic[K]):
    """Finds texts like another one among many, by looking up which of them have its features."""

    def __init__(self, texts: Mapping[K, str], *, least: float = ALIKE) -> None:
        self._least = least
        self._keys = list(texts)
        known = [features(text) for text in texts.values()]
        self._sizes = np.array([len(one) for one in known], np.int64)
        having: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(known):
            for feature in one:
                having[feature].append(place)
        self._having = {feature: np.array(places, np.int64) for feature, places in having.items()}

    def near(self, text: str, *, but: K | None = None, most: int = 3) -> list[tuple[K, float]]:
        """Keys of texts like this one with their likeness, the most alike first; ``but``: itself."""
        shares = self._shares(features(text))
        places = np.flatnonzero(shares >= self._least)
        ordered = places[np.argsort(-shares[places], kind="stable")]
        found = [(self._keys[place], float(shares[place])) for place in ordered]
        return [one for one in found if one[0] != but][:most]

    def _shares(self, wanted: Features) -> npt.NDArray[np.float64]:
        """The likeness of every text, in the order of the keys."""
        lists = [self._having[feature] for feature in wanted if feature in self._having]
        if not lists:
            return np.zeros(len(self._keys))
        shared = np.bincount(np.concatenate(lists), minlength=len(self._keys))
        return np.asarray(shared / (self._sizes + len(wanted) - shared), np.float64)
