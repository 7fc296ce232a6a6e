"""A query in, hits out: what stands in documents word by word, and rescues where the query was mistyped."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import morphemes
from gijun.science.korean.hangul import is_syllable
from gijun.science.search import ranking, spelling, terms
from gijun.science.search.keys import keys_of
from gijun.science.search.query import Asked, read
from gijun.science.search.ranking import Hit, matched_by
from gijun.science.search.segment import Segment, name_key
from gijun.science.search.synonyms import Synonyms, ordinary
from gijun.science.search.tally import Found, Mask, Part, Places, Scores, Tally

Allowed: TypeAlias = Container[int] | Mask | npt.NDArray[np.int64]

SYNONYM_WEIGHT = 0.6  # of a word that the centre's synonyms bring, beside a word of the query
ORDINARY_WEIGHT = 0.35  # the same for near-synonyms of any centre
RESCUE_WEIGHT = 0.8  # of a word that is meant where it was mistyped
LOW_COVERAGE = 0.5  # below this share of the query found in one document, slips are looked for …
FEW_DOCUMENTS = 200  # that hold a syllable as a word; from there on it is not looked for inside others
FEW_WORDS = 6  # … in queries of no more words: in a message the other words make up for one


class Reader:
    """Answers queries over segments, which are only ever exchanged, never changed."""

    def __init__(self, segments: Sequence[Segment], living: Sequence[Mask] | None = None) -> None:
        living = living or [np.ones(len(one.ids), bool) for one in segments]
        self._tally = Tally(segments, living)
        self._alive = np.concatenate(living)
        self._all_alive = bool(self._alive.all())
        self.ids = np.concatenate([one.ids for one in segments])  # of every place; masks keep to this order

    def __len__(self) -> int:
        return self._tally.documents

    def search(
        self,
        query: str,
        *,
        allowed: Allowed | None = None,
        limit: int = 10,
        synonyms: Synonyms | None = None,
        priors: Mapping[int, float] | None = None,
        tokens: Sequence[str] | None = None,
    ) -> list[Hit]:
        """The best documents for ``query``, best first, equals by id; none where nothing matches.

        Args:
            allowed: what may be found; all else is left out before anything is ranked. A mask in the order of
                ``ids`` costs nothing, an array or collection of ids little; any other container is asked for
                every id. All where absent.
            synonyms: the centre's own; the near-synonyms of any centre are always known.
            priors: factors in (0, 1] by id, for what should come later; 1 where absent.
            tokens: morphemes of the query. Where absent the tokeniser gives them once it is loaded; a search
                never waits for it.

        Raises:
            ValueError: a prior is outside (0, 1], or a mask is not as long as ``ids``.
        """
        asked = read(query, lambda keys: self._tally.counts(keys) > 0)
        found_tokens = morphemes.of_loaded(asked.text) if tokens is None else tokens
        visible = self._visible(allowed)
        found = self._found(asked, found_tokens, visible, synonyms, limit)
        exact = self._named(asked, visible)
        if len(exact):
            found = self._tally.with_part(found, Part.WORDS, exact, np.zeros(len(exact)))
        is_exact = np.isin(found.places, exact)
        factors = self._factors(priors)
        scores = ranking.totals(found, is_exact, None if factors is None else factors[found.places])
        ids = self.ids[found.places]
        return [
            Hit(
                int(ids[row]),
                float(scores[row]),
                matched_by(found.scores[:, row], is_exact=bool(is_exact[row]), repaired=asked.repaired),
            )
            for row in ranking.best(scores, ids, limit)
        ]

    def _found(
        self,
        asked: Asked,
        tokens: Sequence[str],
        visible: Mask | None,
        synonyms: Synonyms | None,
        limit: int,
    ) -> Found:
        words = terms.of_query(asked.words, tokens)
        wanted = {
            Part.WORDS: words,
            Part.SYNONYMS: self._meant(asked, tokens, words, synonyms),
            Part.LEARNED: {terms.LEARNED + term: 1.0 for term in words},
        }
        found = self._tally.find(wanted, visible, least=limit)
        written = list(dict.fromkeys(asked.words))
        if len(written) <= FEW_WORDS:
            for run in filter(self._is_part_of_words, written):
                places, scores = self._tally.of_syllable(run, visible)
                found = self._tally.with_part(found, Part.WORDS, places, terms.PAIR_WEIGHT * scores)
            if self._is_mistyped(words) or found.covered.max(initial=0.0) < LOW_COVERAGE:
                others = self._tally.find({Part.LETTERS: self._corrected(written)}, visible, least=limit)
                found = self._tally.with_part(found, Part.LETTERS, others.places, others.scores[Part.LETTERS])
        for pattern in asked.patterns:
            places, scores = self._by_initials(pattern, visible)
            found = self._tally.with_part(found, Part.INITIALS, places, scores)
            if len(places) >= limit:
                break
        return found

    def _is_part_of_words(self, run: str) -> bool:
        """Is this a syllable that few documents have as a word of its own?"""
        return (
            len(run) == 1 and is_syllable(run) and int(self._tally.counts(keys_of([run]))[0]) < FEW_DOCUMENTS
        )

    def _is_mistyped(self, wanted: Mapping[str, float]) -> bool:
        """Are there two syllables in the query that no document has?"""
        pairs = [term for term in wanted if len(term) == 2 and is_syllable(term[0])]
        return not self._tally.counts(keys_of(pairs)).all()

    def _corrected(self, written: Iterable[str]) -> dict[str, float]:
        """Pairs of syllables that were meant by mistyped words."""
        meant: dict[str, float] = {}
        for run in written:
            for pair, share in spelling.corrections(run, self._tally.counts).items():
                weight = RESCUE_WEIGHT * terms.PAIR_WEIGHT * share
                meant[pair] = max(weight, meant.get(pair, 0.0))
        return meant

    def _by_initials(self, pattern: str, visible: Mask | None) -> tuple[Places, Scores]:
        places, quality = [], []
        for first, one in zip(self._tally.begins.tolist(), self._tally.segments, strict=False):
            found, how_well = one.initials.quality(pattern)
            places.append(found + first)
            quality.append(how_well)
        where, scores = np.concatenate(places), np.concatenate(quality)
        if visible is not None:
            seen = visible[where]
            where, scores = where[seen], scores[seen]
        return where, scores * len(pattern) ** 2 * self._tally.rarity(len(where))

    def _meant(
        self, asked: Asked, tokens: Sequence[str], words: Container[str], own: Synonyms | None
    ) -> dict[str, float]:
        """Terms that words of the query stand for and that it does not have itself."""
        wanted: dict[str, float] = {}
        for table, weight in ((ordinary(), ORDINARY_WEIGHT), (own, SYNONYM_WEIGHT)):
            for means, share in (table.found(asked.words, tokens) if table else {}).items():
                for term, worth in terms.of_meaning(means):
                    if term not in words:
                        wanted[term] = max(wanted.get(term, 0.0), weight * share * worth)
        return wanted

    def _named(self, asked: Asked, visible: Mask | None) -> Places:
        """Places of the documents with just this title."""
        keys = [name_key(asked.typed), name_key(asked.text)]
        found = [
            one.named[begin:end] + first
            for first, one in zip(self._tally.begins.tolist(), self._tally.segments, strict=False)
            for begin, end in np.searchsorted(
                one.names, np.array([[key, key + 1] for key in keys], np.uint64)
            )
        ]
        places = np.unique(np.concatenate(found)).astype(np.int64)
        return places if visible is None else places[visible[places]]

    def _visible(self, allowed: Allowed | None) -> Mask | None:
        """Places that may be found; nothing where all of them may."""
        if allowed is None:
            return None if self._all_alive else self._alive
        if isinstance(allowed, np.ndarray) and allowed.dtype == np.bool_:
            if allowed.shape != self._alive.shape:
                raise ValueError(f"A mask of {len(allowed)} places cannot choose among {len(self._alive)}.")
            return np.logical_and(self._alive, allowed)
        if isinstance(allowed, np.ndarray | set | frozenset | list | tuple | range):
            chosen = np.zeros(len(self.ids), bool)
            chosen[self._places(np.fromiter(allowed, np.int64, len(allowed)))[0]] = True
            return np.logical_and(self._alive, chosen)
        chosen = np.fromiter((one in allowed for one in self.ids.tolist()), bool, len(self.ids))
        return np.logical_and(self._alive, chosen)

    def _factors(self, priors: Mapping[int, float] | None) -> Scores | None:
        if not priors:
            return None
        if not all(0 < factor <= 1 for factor in priors.values()):
            raise ValueError("A prior is a factor above 0 and not above 1.")
        factors = np.ones(len(self.ids))
        places, which = self._places(np.fromiter(priors, np.int64, len(priors)))
        factors[places] = np.fromiter(priors.values(), np.float64, len(priors))[which]
        return factors

    def _places(self, ids: npt.NDArray[np.int64]) -> tuple[Places, Places]:
        """Places of documents by id, and which of the ids each is; unknown ids are left out."""
        places, which = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for first, one in zip(self._tally.begins.tolist(), self._tally.segments, strict=False):
            at = np.searchsorted(one.ids, ids)
            known = np.flatnonzero(at < len(one.ids))
            known = known[one.ids[at[known]] == ids[known]]
            places.append(at[known] + first)
            which.append(known)
        return np.concatenate(places), np.concatenate(which)
