"""Fields in, hits out: BM25 over pairs of syllables, and a rescue where the query was mistyped."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import jamo_trigrams
from gijun.science.korean.hangul import is_syllable
from gijun.science.korean.terms import pairs_of, runs, start_of
from gijun.science.search import initials, postings
from gijun.science.search.query import Asked, read

Scores: TypeAlias = npt.NDArray[np.float64]

FADING = (1.0, 0.7, 0.5)  # weight of a word's first, second and later pairs: stems lead, endings follow
START_WEIGHT = 0.4  # of a word's beginning, beside its pairs
RESCUE_WEIGHT = 0.35  # of threes of letters, beside pairs
LOW_COVERAGE = 0.5  # below this share of the query found in one document, letters come to the rescue

LEAST_SPELLED = 0.1  # below this share of the query's letters a document is not what was meant


class MatchedBy(StrEnum):
    """What led to a hit."""

    WORDS = "words"
    KEYBOARD = "keyboard"  # words, once the keyboard was put right
    LETTERS = "letters"  # parts of mistyped or inflected words
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found, by the name of each of its fields."""

    id: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; scores compare within one search only."""

    id: int
    score: float
    matched_by: MatchedBy


def _words(text: str) -> list[str]:
    return [term for run in runs(text) for term in (*pairs_of(run), start_of(run))]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Documents prepared for search; build a new one when they change."""

    ids: npt.NDArray[np.int64]
    words: postings.Postings
    letters: postings.Postings
    initials: initials.Initials
    holding: Mapping[str, tuple[str, ...]]  # pairs that hold a syllable

    @classmethod
    def build(cls, documents: Iterable[Document], weights: Mapping[str, float]) -> Self:
        """Prepare documents; ``weights`` names the fields searched and what a match in each counts.

        Raises:
            ValueError: two documents share an id, no field is named, or a weight is not above 0.
        """
        ordered = sorted(documents, key=lambda document: document.id)
        ids = np.array([document.id for document in ordered], np.int64)
        if len(np.unique(ids)) < len(ids):
            raise ValueError("Two documents share an id.")
        if not weights or min(weights.values()) <= 0:
            raise ValueError("Every search needs a field, and every field a weight above 0.")
        fields = {name: [document.fields.get(name, "") for document in ordered] for name in weights}
        words = postings.build(fields, weights, _words)
        return cls(
            ids=ids,
            words=words,
            letters=postings.build(fields, weights, jamo_trigrams),
            initials=initials.build(fields, weights),
            holding=_holding(words.terms),
        )

    def search(self, query: str, *, allowed: Container[int] | None = None, limit: int = 10) -> list[Hit]:
        """The best documents for ``query``, best first, equals by id; none where nothing matches.

        Args:
            allowed: ids that may be found; others are left out before anything is ranked. All where absent.
        """
        asked = read(query, self.words)
        words, covered = self._by_words(asked.text)
        consonants = self._by_initials(asked.consonants)
        visible = self._visible(words + consonants > 0, allowed)
        letters = np.zeros(len(self.ids))
        if asked.text and covered[visible].max(initial=0.0) < LOW_COVERAGE:
            letters, spelled = self._by_letters(asked.text)
            letters *= RESCUE_WEIGHT * ((words > 0) | (spelled >= LEAST_SPELLED))
            visible = self._visible(words + consonants + letters > 0, allowed)
        parts = np.stack([words[visible], letters[visible], consonants[visible]])
        return self._ranked(visible, parts, asked, limit)

    def _by_words(self, text: str) -> tuple[Scores, Scores]:
        terms = [term for run in dict.fromkeys(runs(text)) for term in _weighted(run)]
        return self._tally((*self._holders(term), weight) for term, weight in terms)

    def _by_letters(self, text: str) -> tuple[Scores, Scores]:
        terms = dict.fromkeys(jamo_trigrams(text))
        return self._tally((*self.letters.of(term), 1.0) for term in terms)

    def _tally(
        self, lists: Iterable[tuple[postings.Places, postings.Impacts, float]]
    ) -> tuple[Scores, Scores]:
        """Score of each document over the terms of a query, and the share of the query that it covers."""
        scores, covered, whole = np.zeros(len(self.ids)), np.zeros(len(self.ids)), 0.0
        for places, impacts, weight in lists:
            worth = weight * self.words.rarity(len(places))
            scores[places] += worth * impacts
            covered[places] += worth
            whole += worth
        return scores, covered / (whole or 1.0)

    def _holders(self, term: str) -> tuple[postings.Places, postings.Impacts]:
        """A single syllable is also held by the pairs it is part of: 앱 by 앱을."""
        if is_syllable(term[0]) and len(term) == 1:
            return self.words.of_any((term, *self.holding.get(term, ())))
        return self.words.of(term)

    def _by_initials(self, consonants: Iterable[str]) -> Scores:
        scores = np.zeros(len(self.ids))
        for pattern in consonants:
            quality = self.initials.quality(pattern)
            scores += len(pattern) ** 2 * self.words.rarity(int(np.count_nonzero(quality))) * quality
        return scores

    def _visible(
        self, matching: npt.NDArray[np.bool_], allowed: Container[int] | None
    ) -> npt.NDArray[np.intp]:
        """Places of matching documents that may be found."""
        places = np.flatnonzero(matching)
        if allowed is None:
            return places
        return places[[int(one) in allowed for one in self.ids[places]]]

    def _ranked(self, places: npt.NDArray[np.intp], parts: Scores, asked: Asked, limit: int) -> list[Hit]:
        scores = parts.sum(axis=0)
        best = np.lexsort((places, -scores))[: max(limit, 0)]
        by_part = (
            MatchedBy.KEYBOARD if asked.repaired else MatchedBy.WORDS,
            MatchedBy.LETTERS,
            MatchedBy.INITIALS,
        )
        return [
            Hit(int(self.ids[places[at]]), float(scores[at]), by_part[int(parts[:, at].argmax())])
            for at in best
        ]


def _weighted(run: str) -> list[tuple[str, float]]:
    """Terms of one word of a query and their weights."""
    pairs = pairs_of(run)
    fading = [*FADING, *[FADING[-1]] * (len(pairs) - len(FADING))]
    return [*zip(pairs, fading, strict=False), (start_of(run), START_WEIGHT)]


def _holding(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term in terms:
        if len(term) == 2 and is_syllable(term[0]):
            for syllable in dict.fromkeys(term):
                found.setdefault(syllable, []).append(term)
    return {syllable: tuple(pairs) for syllable, pairs in found.items()}
