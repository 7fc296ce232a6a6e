"""Impact lists: for each term the documents that hold it and how much each holding counts."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Places: TypeAlias = npt.NDArray[np.int32]
Impacts: TypeAlias = npt.NDArray[np.float32]

SATURATION = 1.2  # k1 of BM25: how soon more of the same term stops counting
LENGTH_SHARE = 0.4  # b of BM25: how far a long field counts as diluted


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """Lists of all terms end to end, ``starts[i]`` to ``starts[i + 1]`` for the i-th; places are 0-based."""

    terms: Mapping[str, int]
    starts: npt.NDArray[np.int64]
    places: Places
    impacts: Impacts
    documents: int

    def __contains__(self, term: object) -> bool:
        return term in self.terms

    def of(self, term: str) -> tuple[Places, Impacts]:
        """Documents that hold the term, in order, and the impact in each."""
        at = self.terms.get(term)
        if at is None:
            return self.places[:0], self.impacts[:0]
        span = slice(self.starts[at], self.starts[at + 1])
        return self.places[span], self.impacts[span]

    def of_any(self, terms: Iterable[str]) -> tuple[Places, Impacts]:
        """Documents that hold at least one of the terms, and their strongest impact in each."""
        lists = [self.of(term) for term in terms]
        if not lists:
            return self.places[:0], self.impacts[:0]
        places, which = np.unique(np.concatenate([places for places, _ in lists]), return_inverse=True)
        strongest = np.zeros(len(places), np.float32)
        np.maximum.at(strongest, which, np.concatenate([impacts for _, impacts in lists]))
        return places, strongest

    def rarity(self, held_by: int) -> float:
        """Weight of a term that ``held_by`` documents hold (BM25's inverse document frequency, above 0)."""
        return log(1 + (self.documents - held_by + 0.5) / (held_by + 0.5))


def build(
    fields: Mapping[str, Sequence[str]],
    weights: Mapping[str, float],
    terms_of: Callable[[str], Sequence[str]],
) -> Postings:
    """Postings over documents given column by column: one text a document for every field.

    A term's impact is the weighted sum over the fields of its saturated, length-normalised frequency.

    Source:
        Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: BM25 and Beyond, section 3.
    """
    terms: dict[str, int] = {}
    columns = [_column(texts, weights[name], terms_of, terms) for name, texts in fields.items()]
    term, place, impact = (np.concatenate(part) for part in zip(*columns, strict=True))
    documents = len(next(iter(fields.values())))
    key, which = np.unique(term.astype(np.int64) * max(documents, 1) + place, return_inverse=True)
    term_of, place_of = np.divmod(key, max(documents, 1))
    return Postings(
        terms=terms,
        starts=np.searchsorted(term_of, np.arange(len(terms) + 1)),
        places=place_of.astype(np.int32),
        impacts=np.bincount(which, weights=impact, minlength=len(key)).astype(np.float32),
        documents=documents,
    )


def _column(
    texts: Sequence[str], weight: float, terms_of: Callable[[str], Sequence[str]], terms: dict[str, int]
) -> tuple[npt.NDArray[np.intc], npt.NDArray[np.intc], npt.NDArray[np.float64]]:
    """Term, document and impact of one field; ``terms`` grows by the new ones."""
    term, place, count = array("i"), array("i"), array("i")
    lengths = np.zeros(len(texts))
    for at, text in enumerate(texts):
        found: dict[int, int] = {}
        for one in terms_of(text):
            number = terms.setdefault(one, len(terms))
            found[number] = found.get(number, 0) + 1
        term.extend(found.keys())
        place.extend([at] * len(found))
        count.extend(found.values())
        lengths[at] = sum(found.values())
    places = np.frombuffer(place, np.intc) if place else np.zeros(0, np.intc)
    counts = np.array(count, np.float64)
    usual = lengths[lengths > 0].mean() if lengths.any() else 1.0
    dilution = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths[places] / usual
    impact = weight * counts * (SATURATION + 1) / (counts + SATURATION * dilution)
    return np.array(term, np.intc), places, impact
