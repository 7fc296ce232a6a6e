"""From the parts of a score to an order, and what no learning and no prior may change about it."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from gijun.science.search.tally import Found, Mask, Part, Places, Scores

WHOLE_QUERY = 0.5  # on top of words that are all found in one document, and by share where not all are
JUST_BELOW = 0.999
ALL_OF_IT = 1 - 1e-9  # share of a query's terms from which all count as found


class MatchedBy(StrEnum):
    """What led to a hit."""

    WORDS = "words"
    KEYBOARD = "keyboard"  # words, once the keyboard was put right
    LETTERS = "letters"  # words that are one letter away
    INITIALS = "initials"
    SYNONYM = "synonym"
    LEARNED = "learned"  # words of customers whom the document has helped


OF_PART = {
    Part.WORDS: MatchedBy.WORDS,
    Part.LETTERS: MatchedBy.LETTERS,
    Part.INITIALS: MatchedBy.INITIALS,
    Part.SYNONYMS: MatchedBy.SYNONYM,
    Part.LEARNED: MatchedBy.LEARNED,
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; scores compare within one search only."""

    id: int
    score: float
    matched_by: MatchedBy


def totals(found: Found, exact: Mask, factors: Scores | None) -> Scores:
    """Scores to rank by, above 0.

    Documents with the query for a title come before all others, whatever was learned and whatever the priors.

    Args:
        exact: which of the documents have the query for a title.
        factors: priors of the documents; all 1 where absent.
    """
    scores = _with_learned(found, exact)
    if factors is not None:
        scores = scores * factors
    top = scores.max(initial=0.0) + 1.0
    return np.where(exact, scores + top, scores)


def _with_learned(found: Found, exact: Mask) -> Scores:
    """Own scores with what was learned on top, no more than the best own score.

    A document without any word of the query stays below all that have one, and a document without some word
    below all that have every word, unless it stood above them already.
    """
    words = found.scores[Part.WORDS]
    own: Scores = found.scores.sum(axis=0) - found.scores[Part.LEARNED] + WHOLE_QUERY * words * found.covered
    learned = found.scores[Part.LEARNED]
    if not learned.any():
        return own
    raised = own + np.minimum(learned, own.max() or np.inf)
    for matching in ((words + found.scores[Part.INITIALS] > 0) | exact, found.covered >= ALL_OF_IT):
        floor = own[matching].min(initial=np.inf)
        pressed = JUST_BELOW * floor * (1 - 0.5 / (1 + raised))  # below the floor, in the same order
        raised = np.where(matching, raised, np.maximum(own, np.minimum(raised, pressed)))
    return np.asarray(raised, np.float64)


def best(scores: Scores, ids: Places, limit: int) -> Places:
    """Which scores above 0 are highest, highest first, equals by id."""
    rows = np.flatnonzero(scores > 0)
    if limit <= 0:
        return rows[:0]
    if len(rows) > limit:
        least = np.partition(scores[rows], len(rows) - limit)[len(rows) - limit]
        above, equal = rows[scores[rows] > least], rows[scores[rows] == least]
        equal = equal[np.argsort(ids[equal], kind="stable")][: limit - len(above)]
        rows = np.concatenate([above, equal])
    return rows[np.lexsort((ids[rows], -scores[rows]))]


def matched_by(of_parts: Scores, *, is_exact: bool, repaired: bool) -> MatchedBy:
    """What led to a document: the strongest part of its score, learned words where there is no other."""
    own = of_parts.copy()
    own[Part.LEARNED] = 0
    strongest = Part.WORDS if is_exact else Part(int((own if own.any() else of_parts).argmax()))
    return MatchedBy.KEYBOARD if strongest == Part.WORDS and repaired else OF_PART[strongest]
