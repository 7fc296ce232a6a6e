"""Agreeing on words without looking at who said them: blind names and order, likeness, counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gijun.standards.rules.content import clean, hash_of

KEY_LENGTH = 16  # hex digits: 64 bits tell the candidates of a workshop apart
SAID_BEFORE = 0.6  # likeness from which a reaction to other words says something about these


@dataclass(frozen=True, slots=True)
class Likest:
    """Which of several texts is the likest, and how like it is, in [0, 1]."""

    place: int
    share: float


def blind_key(workshop_id: int, text: str) -> str:
    """A name for a candidate that follows from its words alone: neither author nor time shows in it."""
    return hash_of(workshop_id, clean(text))[:KEY_LENGTH]


def blind_order(workshop_id: int, texts: Mapping[int, str]) -> list[int]:
    """Candidates' ids in an order that is the same for everybody and tells nothing of author or time."""
    return sorted(texts, key=lambda pk: (blind_key(workshop_id, texts[pk]), texts[pk]))


def shown_counts(votes: Iterable[int], *, shown: bool) -> Counter[int] | None:
    """Votes by candidate; none while they are kept from the person, so that nobody follows the others."""
    return Counter(votes) if shown else None


def likeness(one: str, other: str) -> float:
    """Share of pairs of neighbouring letters two texts have in common, in [0, 1]; blanks do not count.

    Source:
        Dice (1945), Measures of the Amount of Ecologic Association Between Species, on letter bigrams.
    """
    first, second = _pairs(one), _pairs(other)
    total = first.total() + second.total()
    if not total:
        return float(_letters(one) == _letters(other))
    return 2 * (first & second).total() / total


def likest(text: str, others: Iterable[str], *, at_least: float = SAID_BEFORE) -> Likest | None:
    """The likest of ``others``, the first of equals; none when they are all too different."""
    shares = [likeness(text, other) for other in others]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None or shares[best] < at_least:
        return None
    return Likest(best, shares[best])


def _letters(text: str) -> str:
    return "".join(clean(text).split())


def _pairs(text: str) -> Counter[str]:
    letters = _letters(text)
    return Counter(letters[place : place + 2] for place in range(len(letters) - 1))
