"""Finding a text by the initial consonants of its syllables: ㅎㅂㄱㅈ for 환불 기준."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import normalise
from gijun.science.korean.hangul import FINALS, FIRST, INITIALS, LAST, VOWELS

Scores: TypeAlias = npt.NDArray[np.float64]

END, BLANK = "\n", " "  # normalised text has no line ends, so they can part documents
FROM_THE_START, FROM_A_WORD, WITHIN = 0.8, 0.6, 0.3
WHOLE = 0.2  # on top, by the share of the text that is matched
NOT_HANGUL = 0  # consonants are numbered from 1, in the order of INITIALS


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Consonants of one field of every document, end to end without blanks, and where words begin."""

    consonants: npt.NDArray[np.uint8]
    begins_word: npt.NDArray[np.bool_]
    bounds: npt.NDArray[np.int64]  # document i is [bounds[i], bounds[i + 1]), its end mark included

    def quality(self, pattern: str) -> tuple[npt.NDArray[np.int64], Scores]:
        """Each match: the document and how good it is, in (0, 1]."""
        last = len(self.consonants) - len(pattern) + 1
        if last <= 0:
            return np.zeros(0, np.int64), np.zeros(0)
        matching = np.ones(last, bool)
        for ahead, letter in enumerate(pattern):
            matching &= self.consonants[ahead : last + ahead] == INITIALS.index(letter) + 1
        starts = np.flatnonzero(matching)
        places = np.searchsorted(self.bounds, starts, side="right") - 1
        quality = np.where(self.begins_word[starts], FROM_A_WORD, WITHIN)
        quality[starts == self.bounds[places]] = FROM_THE_START
        lengths = self.bounds[places + 1] - self.bounds[places] - 1
        return places, quality + WHOLE * len(pattern) / lengths


@dataclass(frozen=True, slots=True, eq=False)
class Initials:
    """The initial consonants of every field."""

    columns: Mapping[str, _Column]
    weights: Mapping[str, float]
    documents: int

    def quality(self, pattern: str) -> Scores:
        """How well each document matches consonants without blanks: its best field × weight, 0 where none."""
        scores = np.zeros(self.documents)
        for name, column in self.columns.items():
            places, quality = column.quality(pattern)
            np.maximum.at(scores, places, self.weights[name] * quality)
        return scores


def build(fields: Mapping[str, Sequence[str]], weights: Mapping[str, float]) -> Initials:
    """Initials of documents given column by column: one text a document for every field."""
    columns = {name: _column(texts) for name, texts in fields.items()}
    return Initials(columns, weights, len(next(iter(fields.values()))))


def _column(texts: Sequence[str]) -> _Column:
    whole = "".join(normalise(text) + END for text in texts)
    characters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    after = np.roll(characters, 1)
    begins_word = (after == ord(BLANK)) | (after == ord(END))
    spoken = characters != ord(BLANK)
    characters = characters[spoken]
    ends = np.flatnonzero(characters == ord(END)) + 1
    return _Column(_consonants(characters), begins_word[spoken], np.concatenate([[0], ends]))


def _consonants(characters: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint8]:
    """Number of the initial consonant of each syllable or lone consonant."""
    found = np.full(len(characters), NOT_HANGUL, np.uint8)
    syllables = (characters >= ord(FIRST)) & (characters <= ord(LAST))
    found[syllables] = (characters[syllables] - ord(FIRST)) // (len(VOWELS) * len(FINALS)) + 1
    for number, letter in enumerate(INITIALS, start=1):
        found[characters == ord(letter)] = number
    return found
