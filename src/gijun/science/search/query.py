"""Reading a query: which words were meant, whichever keyboard they were typed on."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import dataclass

from gijun.science.korean import from_english_keys, is_initials, looks_like_english_keys, to_english_keys
from gijun.science.korean.hangul import apart
from gijun.science.korean.terms import bigrams

LONGEST = 2_000  # characters of a query that are read: a whole customer message, not a book

_LATIN = re.compile(r"[A-Za-z]")
_HANGUL = re.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it was meant."""

    text: str  # words, on the right keyboard
    consonants: tuple[str, ...]  # initial consonants to look for, each without blanks
    repaired: bool  # was a word typed on the wrong keyboard?


def read(query: str, vocabulary: Container[str]) -> Asked:
    """Tell initial consonants from words, and write each word as the keyboard should have.

    A word that can be both, such as ㅁㄴ for ``AS``, is taken both ways.
    """
    typed = unicodedata.normalize("NFC", query[:LONGEST]).split()
    meant = [_meant(word, vocabulary) for word in typed]
    both = (one for pair in zip(typed, meant, strict=True) for one in dict.fromkeys(pair))
    consonants = [apart(one) for one in both if is_initials(one)]
    words = [word for word in meant if not is_initials(word)]
    if words:
        consonants = [word for word in consonants if len(set(word)) > 1]  # ㅋㅋ and ㅎㅎ are laughs
    elif len(consonants) > 1:
        consonants.append("".join(consonants))
    return Asked(" ".join(words), tuple(dict.fromkeys(consonants)), repaired=meant != typed)


def _meant(word: str, vocabulary: Container[str]) -> str:
    """The reading of a typed word that the vocabulary knows best; as typed where none is better."""
    readings = [word]
    if _LATIN.search(word):
        readings += [from_english_keys(word), from_english_keys(word.lower())]
    if _HANGUL.search(word):
        readings.append(to_english_keys(word))
    best = max(readings, key=lambda reading: _known(reading, vocabulary))
    unknown = best == word and not _known(word, vocabulary)
    in_korean = from_english_keys(word)
    return in_korean if unknown and (looks_like_english_keys(word) or is_initials(in_korean)) else best


def _known(word: str, vocabulary: Container[str]) -> float:
    """Share of the word's terms that occur in some document."""
    terms = bigrams(word)
    return sum(term in vocabulary for term in terms) / len(terms) if terms else 0.0
