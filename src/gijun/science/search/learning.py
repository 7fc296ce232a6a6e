"""What customers' words lead to which document: learned from the documents that were finally used.

The weight of a term for a document is how much more often the term is asked where that document was used than
anywhere (pointwise mutual information, in nats), smoothed towards nothing by one imagined query of ordinary
words and shrunk where it was seen few times. Scores are linear in the terms; the order of pairs is nothing.

Source:
    Church and Hanks (1990), Word association norms, mutual information, and lexicography. Computational
    Linguistics 16 (1).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from gijun.science.korean import morphemes
from gijun.science.korean.terms import START, runs
from gijun.science.search import terms

IMAGINED = 1.0  # queries of ordinary words added to those of each document
DOUBTED = 1.0  # times a term was seen with a document at which half its weight counts
LEAST_ASKERS = 3
UNLEARNED = (START, terms.PIECE)  # say no more than the words whose parts they are


@dataclass(frozen=True, slots=True)
class Label:
    """A query and the document that was used in the end."""

    query: str
    document_id: int
    asker: int  # the customer, however numbered


def learned(
    labels: Iterable[Label],
    *,
    least_askers: int = LEAST_ASKERS,
    tokenise: Callable[[str], Sequence[str]] = morphemes.of_text,
) -> Mapping[int, Mapping[str, float]]:
    """Weights above 0 of terms by document, to be handed to ``Document.learned``.

    Args:
        least_askers: terms that fewer different customers have used are forgotten, so that no weight tells
            what one of them wrote.
    """
    asked: Counter[str] = Counter()
    together: dict[int, Counter[str]] = defaultdict(Counter)
    used: Counter[int] = Counter()
    askers: dict[str, set[int]] = defaultdict(set)
    for label in labels:
        found = _terms(label.query, tokenise)
        asked.update(found)
        together[label.document_id].update(found)
        used[label.document_id] += 1
        for term in found:
            askers[term].add(label.asker)
    queries = used.total()
    return {
        id_: {
            term: weight
            for term, times in sorted(counts.items())
            if len(askers[term]) >= least_askers
            and (weight := _weight(times, used[id_], asked[term] / queries)) > 0
        }
        for id_, counts in sorted(together.items())
    }


def _terms(query: str, tokenise: Callable[[str], Sequence[str]]) -> list[str]:
    return [term for term in terms.of_query(runs(query), tokenise(query)) if not term.startswith(UNLEARNED)]


def _weight(times: int, used: int, share: float) -> float:
    """Weight of a term asked ``times`` in the ``used`` queries of a document, and in ``share`` of all."""
    expected = (times + IMAGINED * share) / (used + IMAGINED)
    return log(expected / share) * times / (times + DOUBTED)
