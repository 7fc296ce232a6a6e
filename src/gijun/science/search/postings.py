"""Impact lists: for each term the documents that hold it and how much each holding counts."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean.hangul import FIRST, LAST
from gijun.science.search.keys import HALF, PAIRS, Keys, key_of

Places: TypeAlias = npt.NDArray[np.int32]
Impacts: TypeAlias = npt.NDArray[np.float16]
Spans: TypeAlias = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]  # begin and end of each list

SATURATION = 1.2  # k1 of BM25: how soon more of the same term stops counting
LENGTH_SHARE = 0.4  # b of BM25: how far a long field counts as diluted


@dataclass(frozen=True, eq=False)
class Postings:
    """Lists of all terms end to end, ``starts[i]`` to ``starts[i + 1]`` for the i-th; places are 0-based.

    Terms are numbers in rising order, so the arrays can stay in a file until they are read.
    """

    keys: Keys
    starts: npt.NDArray[np.int64]
    places: Places
    impacts: Impacts  # half precision: 3 digits, which is more than any judgement of relevance has

    def spans(self, wanted: Keys) -> Spans:
        """Where the list of each wanted term begins and ends; empty where no document holds it."""
        if not len(self.keys):
            return np.zeros(wanted.shape, np.int64), np.zeros(wanted.shape, np.int64)
        at = np.searchsorted(self.keys, wanted)
        at[at == len(self.keys)] = 0
        known = self.keys[at] == wanted
        return np.where(known, self.starts[at], 0), np.where(known, self.starts[at + 1], 0)

    def pairs_with(self, syllable: str) -> Keys:
        """Terms of two syllables of which one is this."""
        first, last = np.array([key_of(syllable + FIRST), key_of(syllable + LAST)], np.uint64)
        beginning = self.keys[slice(*np.searchsorted(self.keys, [first, last + np.uint64(1)]))]
        endings, pairs = self._by_ending
        ending = pairs[slice(*np.searchsorted(endings, [ord(syllable), ord(syllable) + 1]))]
        return np.unique(np.concatenate([beginning, ending]))

    @cached_property
    def _by_ending(self) -> tuple[npt.NDArray[np.uint64], Keys]:
        """The second syllable of each pair in rising order, and the pairs."""
        pairs = self.keys[np.searchsorted(self.keys, np.uint64(PAIRS)) :]
        endings = pairs & np.uint64(HALF)
        order = np.argsort(endings)
        return endings[order], pairs[order]

    def rows(self) -> npt.NDArray[np.int64]:
        """The number of the term that each holding belongs to."""
        return np.repeat(np.arange(len(self.keys)), np.diff(self.starts))


class Gathering:
    """Fields in, postings out."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._numbers: dict[str, int] = {}
        self._rows: list[npt.NDArray[np.int64]] = []  # term × documents + place
        self._impacts: list[npt.NDArray[np.float32]] = []

    def add_field(
        self, texts: Sequence[Iterable[str]], weight: float, *, usual_length: float | None = None
    ) -> float:
        """Add the terms of one field of every document, as often as they occur.

        A term's impact is its saturated, length-normalised frequency times the field's weight.

        Args:
            texts: one list of terms a document.
            usual_length: terms that a text of ordinary length has; the mean of these texts where absent.

        Returns:
            The usual length that was reckoned with.

        Source:
            Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, section 3.
        """
        term, lengths = array("i"), np.zeros(len(texts), np.int64)
        for place, terms in enumerate(texts):
            before = len(term)
            term.extend([self._number(one) for one in terms])
            lengths[place] = len(term) - before
        usual = usual_length or (float(lengths[lengths > 0].mean()) if lengths.any() else 1.0)
        place_of = np.repeat(np.arange(len(texts)), lengths)
        row, counts = np.unique(np.array(term, np.int64) * self._documents + place_of, return_counts=True)
        dilution = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths[row % max(self._documents, 1)] / usual
        self._rows.append(row)
        self._impacts.append(
            (weight * counts * (SATURATION + 1) / (counts + SATURATION * dilution)).astype(np.float32)
        )
        return usual

    def add_weights(self, weights: Sequence[Mapping[str, float]]) -> None:
        """Add terms whose impact in each document is known."""
        term = [self._number(one) for held in weights for one in held]
        place_of = np.repeat(np.arange(len(weights)), [len(held) for held in weights])
        self._rows.append(np.array(term, np.int64) * self._documents + place_of)
        self._impacts.append(np.array([one for held in weights for one in held.values()], np.float32))

    def postings(self) -> Postings:
        keys = np.fromiter(map(key_of, self._numbers), np.uint64, len(self._numbers))
        order = np.argsort(keys)
        rank = np.empty(len(keys), np.int64)
        rank[order] = np.arange(len(keys))
        term, place = np.divmod(np.concatenate([*self._rows, np.zeros(0, np.int64)]), max(self._documents, 1))
        impacts = np.concatenate([*self._impacts, np.zeros(0, np.float32)])
        return assembled(keys[order], rank[term], place, impacts, self._documents)

    def _number(self, term: str) -> int:
        return self._numbers.setdefault(term, len(self._numbers))


def assembled(
    keys: Keys,
    term: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    impacts: npt.NDArray[np.float32],
    documents: int,
) -> Postings:
    """Postings of holdings given in any order; what a document holds of a term twice adds up.

    Args:
        keys: terms in rising order.
        term, place, impacts: one row a holding; ``term`` counts in ``keys``.
        documents: how many there are.
    """
    row = term * documents + place
    order = np.argsort(row)
    row, impacts = row[order], impacts[order]
    first = np.flatnonzero(np.diff(row, prepend=-1))
    summed = np.add.reduceat(impacts, first) if len(first) else impacts
    held, places = np.divmod(row[first], max(documents, 1))
    lengths = np.bincount(held, minlength=len(keys))
    kept = lengths > 0
    return Postings(
        keys=keys[kept],
        starts=np.append(0, np.cumsum(lengths[kept])),
        places=places.astype(np.int32),
        impacts=np.minimum(summed, np.finfo(np.float16).max).astype(np.float16),
    )
