"""Adding up what documents hold of the terms of a query, over one segment or several.

Work grows with what is read, not with the documents there are: scores are kept for the documents found alone.
Rarer terms are read first; frequent ones only order the best of what those have found, so that a long message
costs little more than a short query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from threading import local
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.search.keys import Keys, keys_of
from gijun.science.search.postings import Spans
from gijun.science.search.segment import Segment

Scores: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Places: TypeAlias = npt.NDArray[np.int64]

HOLDINGS_READ = 8_000  # of the rarer terms of each part of a query
LEAST_FOUND = 200  # documents to be found before frequent terms are no longer read in full
REFINED = 100  # of the best documents that frequent terms are looked up for …
REFINING = 24  # … and so many terms, those that count most
IMPACT_OF_A_SYLLABLE = 2.0  # at most, however many pairs with it a document has
HOLDINGS_OF_A_SYLLABLE = 5_000  # of the most frequent pairs that a single syllable is part of


class Part(IntEnum):
    """What a part of a score comes from."""

    WORDS = 0
    LETTERS = 1
    INITIALS = 2
    SYNONYMS = 3
    LEARNED = 4


Wanted: TypeAlias = Mapping[Part, Mapping[str, float]]  # terms and what each counts


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that match, each at one place, and what each part of the query gives them."""

    places: Places
    scores: Scores  # shape (parts, places)
    covered: Scores  # share of the words of the query by their worth, in [0, 1]


@dataclass(frozen=True, slots=True)
class _Terms:
    """Terms of all parts side by side."""

    part: npt.NDArray[np.int64]
    worth: Scores
    spans: Sequence[Spans]  # one a segment
    held: Places  # living documents that hold each


class _Scratch(local):
    """Room for a number at each place, one a thread and never cleared: only what was just written is read."""

    def __init__(self, places: int) -> None:
        self.number = np.empty(places, np.int32)


class Tally:
    """Segments side by side: the places of all their documents, one segment after the other."""

    def __init__(self, segments: Sequence[Segment], living: Sequence[Mask]) -> None:
        self.segments = segments
        self.living = living
        self.begins = np.append(0, np.cumsum([len(one.ids) for one in segments]))
        self.places = int(self.begins[-1])
        self.documents = int(sum(np.count_nonzero(alive) for alive in living))
        self._whole = [bool(alive.all()) for alive in living]
        self._scratch = _Scratch(self.places)

    def counts(self, keys: Keys) -> Places:
        """How many documents hold each term, those that are no longer alive among them."""
        spans = (one.postings.spans(keys) for one in self.segments)
        return sum((end - begin for begin, end in spans), np.zeros(len(keys), np.int64))

    def rarity(self, held_by: npt.ArrayLike) -> Scores:
        """Weight of terms that so many documents hold (BM25's inverse document frequency, above 0)."""
        held = np.asarray(held_by, np.float64)
        return np.asarray(np.log1p((self.documents - held + 0.5) / (held + 0.5)))

    def find(self, wanted: Wanted, visible: Mask | None, *, least: int) -> Found:
        """Visible documents that hold any of the terms: at least so many of the best, where there are.

        Args:
            visible: places that may be found; all where absent.
        """
        terms = self._terms(wanted)
        rare = self._rare(terms)
        found = self._read(terms, rare, visible)
        while len(found.places) < max(least, LEAST_FOUND) and not rare.all():
            rare |= terms.held <= 2 * terms.held[~rare].min()
            found = self._read(terms, rare, visible)
        self._refine(terms, np.flatnonzero(~rare), found, max(least, REFINED))
        whole = terms.worth[terms.part == Part.WORDS].sum()
        return Found(found.places, found.scores, found.covered / (whole or 1.0))

    def of_syllable(self, syllable: str, visible: Mask | None) -> tuple[Places, Scores]:
        """Documents that hold a pair with this syllable, and their scores: 앱 by 앱을, 폰 by 휴대폰."""
        keys = np.unique(np.concatenate([one.postings.pairs_with(syllable) for one in self.segments]))
        counts = self.counts(keys)
        order = np.argsort(-counts, kind="stable")
        kept = keys[order[: 1 + np.searchsorted(np.cumsum(counts[order]), HOLDINGS_OF_A_SYLLABLE)]]
        terms = _Terms(
            np.zeros(len(kept), np.int64),
            np.ones(len(kept)),
            [one.postings.spans(kept) for one in self.segments],
            counts[order][: len(kept)],
        )
        found = self._read(terms, np.ones(len(kept), bool), visible)
        once = np.minimum(found.scores[Part.WORDS], IMPACT_OF_A_SYLLABLE)
        return found.places, once * self.rarity(len(found.places))

    def _terms(self, wanted: Wanted) -> _Terms:
        names = [term for terms in wanted.values() for term in terms]
        part = np.repeat(np.array(list(wanted), np.int64), [len(terms) for terms in wanted.values()])
        weights = np.array([weight for terms in wanted.values() for weight in terms.values()], np.float64)
        spans = [one.postings.spans(keys_of(names)) for one in self.segments]
        held = self._held(spans, len(names))
        rarity = np.where(part == Part.LEARNED, 1.0, self.rarity(held))  # what is learned knows its rarity
        return _Terms(part, weights * rarity, spans, held)

    def _held(self, spans: Sequence[Spans], terms: int) -> Places:
        """How many living documents hold each term."""
        held = np.zeros(terms, np.int64)
        for one, alive, whole, (begin, end) in zip(
            self.segments, self.living, self._whole, spans, strict=True
        ):
            if whole:
                held += end - begin
            else:
                counts = (
                    int(np.count_nonzero(alive[one.postings.places[first:last]]))
                    for first, last in zip(begin.tolist(), end.tolist(), strict=True)
                )
                held += np.fromiter(counts, np.int64, terms)
        return held

    def _rare(self, terms: _Terms) -> Mask:
        """Terms to be read in full: in each part the rarest, until enough is read."""
        rare = np.zeros(len(terms.part), bool)
        for part in Part:
            of_part = np.flatnonzero(terms.part == part)
            order = of_part[np.argsort(terms.held[of_part], kind="stable")]
            holdings = np.cumsum(terms.held[order])
            empty = np.count_nonzero(holdings == 0)
            rare[order[: max(np.searchsorted(holdings, HOLDINGS_READ, side="right"), empty + 1)]] = True
        return rare

    def _read(self, terms: _Terms, chosen: Mask, visible: Mask | None) -> Found:
        """Everything that the chosen terms lead to."""
        lists = [
            (number, term, begin, end)
            for number, spans in enumerate(terms.spans)
            for term, begin, end in zip(
                np.flatnonzero(chosen).tolist(), *(side[chosen].tolist() for side in spans), strict=True
            )
            if begin < end
        ]
        nothing = [np.zeros(0, np.int32)]
        postings = [one.postings for one in self.segments]
        places = np.concatenate([postings[n].places[begin:end] for n, _, begin, end in lists] or nothing)
        impacts = np.concatenate([postings[n].impacts[begin:end] for n, _, begin, end in lists] or nothing)
        lengths = np.array([end - begin for _, _, begin, end in lists], np.int64)
        term = np.repeat(np.array([one for _, one, _, _ in lists], np.int64), lengths)
        if len(self.segments) > 1:
            places = places + np.repeat(self.begins[[number for number, _, _, _ in lists]], lengths)
        if visible is not None:
            seen = visible[places]
            places, impacts, term = places[seen], impacts[seen], term[seen]
        unique, at = self._numbered(places)
        worth, part = terms.worth[term], terms.part[term]
        size = (len(Part), len(unique))
        scores = np.bincount(part * size[1] + at, worth * impacts, size[0] * size[1]).reshape(size)
        covered = np.bincount(at, worth * (part == Part.WORDS), size[1])
        return Found(unique, scores.astype(np.float64), covered.astype(np.float64))

    def _refine(self, terms: _Terms, which: Places, found: Found, best: int) -> None:
        """Add frequent terms to the best of what rarer ones have found."""
        if not len(which) or not len(found.places):
            return
        which = which[np.argsort(-terms.worth[which], kind="stable")[:REFINING]]
        chosen = np.arange(len(found.places))
        if len(chosen) > best:
            chosen = np.argpartition(-found.scores.sum(axis=0), best)[:best]
        chosen = chosen[np.argsort(found.places[chosen])]
        of_words = terms.worth * (terms.part == Part.WORDS)
        for number, (one, (begins, ends)) in enumerate(zip(self.segments, terms.spans, strict=True)):
            first, last = np.searchsorted(found.places[chosen], self.begins[number : number + 2])
            here = chosen[first:last]
            wanted = (found.places[here] - self.begins[number]).astype(np.int32)
            for term in which[ends[which] > begins[which]].tolist():
                begin, end = begins[term], ends[term]
                places = one.postings.places[begin:end]
                at = np.minimum(places.searchsorted(wanted), len(places) - 1)
                holds = places[at] == wanted
                impacts = one.postings.impacts[begin:end][at[holds]]
                found.scores[terms.part[term], here[holds]] += terms.worth[term] * impacts
                found.covered[here[holds]] += of_words[term]

    def with_part(self, found: Found, part: Part, places: Places, values: Scores) -> Found:
        """Found, with scores of one part added at places that may be new."""
        known = len(found.places)
        unique, at = self._numbered(np.concatenate([found.places, places]))
        scores, covered = np.zeros((len(Part), len(unique))), np.zeros(len(unique))
        scores[:, at[:known]] = found.scores
        covered[at[:known]] = found.covered
        scores[part] += np.bincount(at[known:], values, len(unique))
        return Found(unique, scores, covered)

    def _numbered(self, places: npt.NDArray[np.integer]) -> tuple[Places, Places]:
        """Each place once, and for each row which of them it is; in one pass, without sorting."""
        row, number = np.arange(len(places), dtype=np.int32), self._scratch.number
        number[places] = row
        unique = places[number[places] == row].astype(np.int64)
        number[unique] = np.arange(len(unique), dtype=np.int32)
        return unique, number[places].astype(np.int64)
