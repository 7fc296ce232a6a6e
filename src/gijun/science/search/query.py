"""Reading a query: which words were meant, whichever keyboard they were typed on."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import from_english_keys, is_initials, looks_like_english_keys, to_english_keys
from gijun.science.korean.hangul import INITIALS, apart, is_syllable
from gijun.science.korean.terms import pairs_of, runs
from gijun.science.search.keys import Keys, keys_of
from gijun.science.search.terms import STEM, is_latin, latin_stem

LONGEST = 2_000  # characters of a query that are read: a whole customer message, not a book
LONGEST_PATTERN = 20  # letters of a pattern of initial consonants; longer ones are no abbreviation

Known: TypeAlias = Callable[[Keys], npt.NDArray[np.bool_]]  # which terms occur in some document

_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_PATTERN = re.compile(rf"[가-힣{INITIALS}]*[{INITIALS}][가-힣{INITIALS}]*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was meant."""

    typed: str
    text: str  # on the right keyboard
    words: tuple[str, ...]  # of the text
    patterns: tuple[str, ...]  # consonants, with syllables between or without, the longest first
    repaired: bool  # was a word typed on the wrong keyboard?


def read(query: str, known: Known) -> Asked:
    """Tell initial consonants from words, and write each word as the keyboard should have.

    A word that can be both, such as ㅁㄴ for ``AS``, is taken both ways.
    """
    composed = unicodedata.normalize("NFC", query[:LONGEST])
    typed = composed.split()
    meant = _meant(typed, known)
    words = [word for word in meant if not is_initials(word)]
    patterns = _patterns(typed, meant, alone=not words)
    text = " ".join(words)
    return Asked(composed, text, tuple(runs(text)), patterns, repaired=meant != typed)


def _patterns(typed: Sequence[str], meant: Sequence[str], *, alone: bool) -> tuple[str, ...]:
    both = (one for pair in zip(typed, meant, strict=True) for one in dict.fromkeys(pair))
    found = [apart(one) for one in both if _PATTERN.fullmatch(apart(one))]
    if not alone:
        found = [one for one in found if not _is_laugh(one)]
    whole = apart("".join(meant))
    if len(typed) > 1 and found and _PATTERN.fullmatch(whole):
        found.append(whole)
    found.sort(key=len, reverse=True)
    return tuple(one for one in dict.fromkeys(found) if len(one) <= LONGEST_PATTERN)


def _is_laugh(word: str) -> bool:
    """ㅋㅋ, 네ㅎㅎ: one consonant, once or again, after whatever."""
    return (
        len({letter for letter in word if not is_syllable(letter)}) == 1
        and not is_syllable(word[-1])
        and (len(word) == 1 or word[-1] == word[-2])
    )


def _meant(typed: Sequence[str], known: Known) -> list[str]:
    """Each typed word in the reading that the documents know best; as typed where none is better."""
    written = dict(zip(typed, _shares(typed, known), strict=True))
    readings = {word: _readings(word) for word, share in written.items() if share < 1}
    shares = iter(_shares([one for of_word in readings.values() for one in of_word], known))
    best = {
        word: _best(word, written[word], {one: next(shares) for one in of_word})
        for word, of_word in readings.items()
    }
    return [best.get(word, word) for word in typed]


def _readings(word: str) -> list[str]:
    """What the keys pressed for a word write on the other keyboard."""
    latin = [from_english_keys(word), from_english_keys(word.lower())] if _LATIN.search(word) else []
    return list(dict.fromkeys([*latin, *([to_english_keys(word)] if _HANGUL.search(word) else [])]))


def _best(word: str, share: float, others: Mapping[str, float]) -> str:
    better = max(others, key=lambda one: others[one], default=word)
    if others and others[better] > share:
        return better
    in_korean = from_english_keys(word)
    return in_korean if not share and (looks_like_english_keys(word) or is_initials(in_korean)) else word


def _shares(words: Sequence[str], known: Known) -> list[float]:
    """Of each word the share of its terms that occur in some document."""
    terms = [
        [
            term
            for run in runs(word)
            for term in ((STEM + latin_stem(run),) if is_latin(run) else pairs_of(run))
        ]
        for word in words
    ]
    found = iter(known(keys_of([term for of_word in terms for term in of_word])).tolist())
    return [sum(next(found) for _ in of_word) / len(of_word) if of_word else 0.0 for of_word in terms]
