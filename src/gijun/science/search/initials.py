"""Finding a title by the initial consonants of its syllables: ㅎㅂㄱㅈ for 환불 기준 and 환불 처리 기준.

A pattern may mix consonants with whole syllables (환ㅂㄱㅈ) and may skip words; each part of it then begins
one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import normalise
from gijun.science.korean.hangul import FINALS, FIRST, INITIALS, LAST, VOWELS

Qualities: TypeAlias = tuple[
    npt.NDArray[np.int64], npt.NDArray[np.float64]
]  # documents, and how good in each

END, BLANK = "\n", " "
FROM_THE_START, FROM_A_WORD, WITHIN, SKIPPING = 0.8, 0.6, 0.3, 0.05
WHOLE = 0.2  # on top, by the share of the text that is matched
KINDS = len(INITIALS) + 1  # of letters: the consonants, and all other signs
STEPS = KINDS * KINDS
_SIGNS = re.compile(r"[\W_]")  # part words as blanks do: 환불(처리) is ㅎㅂㅊㄹ
NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, eq=False)
class Initials:
    """Titles of all documents end to end without blanks, and where words begin."""

    letters: npt.NDArray[np.uint16]  # code points; 0 beyond the first plane
    begins_word: npt.NDArray[np.bool_]
    bounds: npt.NDArray[np.int64]  # document i is [bounds[i], bounds[i + 1]), its end mark included
    steps: npt.NDArray[np.uint8]  # for each step of a pattern one bit a document, end to end; see ``_steps``

    @cached_property
    def consonants(self) -> npt.NDArray[np.uint8]:
        return _numbers()[self.letters]

    def candidates(self, pattern: str) -> npt.NDArray[np.int64]:
        """Documents that have each step of the pattern somewhere: some of them match, no others do."""
        documents = len(self.bounds) - 1
        rows = self.steps.reshape(STEPS, -1)
        numbers = [int(_numbers()[min(ord(letter), 0xFFFF)]) for letter in pattern]
        steps = list(pairwise(numbers)) or [(0, numbers[0])]
        bits = np.bitwise_and.reduce([rows[one * KINDS + other] for one, other in steps])
        return np.flatnonzero(np.unpackbits(bits, count=documents))

    def quality(self, pattern: str) -> Qualities:
        """The documents that match, each once, and how well in (0, 1]."""
        chosen = self.candidates(pattern)
        places, quality = _quality(self._taken(chosen), pattern)
        return chosen[places], quality

    def _taken(self, chosen: npt.NDArray[np.int64]) -> "Initials":
        """The chosen documents alone, without their steps."""
        lengths = np.diff(self.bounds)[chosen]
        bounds = np.append(0, np.cumsum(lengths))
        at = np.repeat(self.bounds[chosen] - bounds[:-1], lengths) + np.arange(bounds[-1])
        return Initials(self.letters[at], self.begins_word[at], bounds, self.steps[:0])

    def matches(self, letter: str) -> npt.NDArray[np.bool_]:
        """Where a letter of a pattern stands: a consonant before any vowel, a syllable as it is."""
        number = INITIALS.find(letter) + 1
        return np.equal(*(self.consonants, number) if number else (self.letters, min(ord(letter), 0xFFFF)))

    def contiguous(self, matched: Sequence[npt.NDArray[np.bool_]]) -> Qualities:
        last = len(self.letters) - len(matched) + 1
        if last <= 0:
            return np.zeros(0, np.int64), np.zeros(0)
        together = matched[0][:last].copy()
        for ahead, one in enumerate(matched[1:], start=1):
            together &= one[ahead : last + ahead]
        starts = np.flatnonzero(together)
        places = self._documents(starts)
        quality = np.where(self.begins_word[starts], FROM_A_WORD, WITHIN)
        quality[starts == self.bounds[places]] = FROM_THE_START
        quality += WHOLE * len(matched) / (np.diff(self.bounds)[places] - 1)
        first = np.flatnonzero(np.diff(places, prepend=-1))
        return places[first], np.maximum.reduceat(quality, first) if len(first) else quality

    def skipping(self, matched: Sequence[npt.NDArray[np.bool_]]) -> npt.NDArray[np.int64]:
        """Documents that match in order, with words left out before those at which the pattern goes on."""
        reached = np.flatnonzero(matched[0] & self.begins_word)
        for one in matched[1:]:
            first = np.full(len(self.bounds) - 1, NEVER)
            documents, at = np.unique(self._documents(reached), return_index=True)
            first[documents] = reached[at]
            begins = np.flatnonzero(one & self.begins_word)
            begins = begins[begins > first[self._documents(begins)]]
            goes_on = reached[reached + 1 < len(one)] + 1
            reached = np.union1d(goes_on[one[goes_on]], begins)
        return np.unique(self._documents(reached))

    def _documents(self, positions: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return np.searchsorted(self.bounds, positions, side="right") - 1


def build(titles: Sequence[str]) -> Initials:
    whole = "".join(_SIGNS.sub(BLANK, normalise(text)) + END for text in titles)
    characters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    before = np.roll(characters, 1)
    spoken = characters != ord(BLANK)
    begins_word = ((before == ord(BLANK)) | (before == ord(END)))[spoken]
    letters = np.where(characters > 0xFFFF, 0, characters)[spoken].astype(np.uint16)
    bounds = np.append(0, np.flatnonzero(letters == ord(END)) + 1)
    return Initials(letters, begins_word, bounds, _steps(letters, begins_word, bounds))


def _quality(titles: Initials, pattern: str) -> Qualities:
    matched = [titles.matches(letter) for letter in pattern]
    places, quality = titles.contiguous(matched)
    others = np.ones(len(titles.bounds) - 1, bool)
    others[places] = False
    skipping = titles.skipping([one & np.repeat(others, np.diff(titles.bounds)) for one in matched])
    lengths = np.diff(titles.bounds)[skipping] - 1
    quality = np.concatenate([quality, SKIPPING + WHOLE * len(pattern) / lengths])
    return np.concatenate([places, skipping]), quality


@cache
def _numbers() -> npt.NDArray[np.uint8]:
    """For each code point the number of its initial consonant, from 1; 0 for other signs."""
    numbers = np.zeros(1 << 16, np.uint8)
    numbers[ord(FIRST) : ord(LAST) + 1] = np.repeat(np.arange(1, KINDS), len(VOWELS) * len(FINALS))
    numbers[[ord(letter) for letter in INITIALS]] = np.arange(1, KINDS)
    return numbers


def _steps(
    letters: npt.NDArray[np.uint16], begins_word: npt.NDArray[np.bool_], bounds: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint8]:
    """For each two consonants the documents where the second follows the first or begins a later word.

    Rows 0 to ``KINDS`` - 1 say where a consonant stands at all. Signs without one are number 0.
    """
    consonants = _numbers()[letters].astype(np.int64)
    document = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    held = np.zeros((STEPS, len(bounds) - 1), bool)
    held[consonants, document] = True
    held[consonants[:-1] * KINDS + consonants[1:], document[:-1]] = True
    begins = np.flatnonzero(begins_word)
    following = np.searchsorted(begins, np.arange(len(letters)), side="right")
    at = np.arange(len(letters))
    while len(at):
        at = at[following[at] < len(begins)]
        word = begins[following[at]]
        same = document[word] == document[at]
        at, word = at[same], word[same]
        held[consonants[at] * KINDS + consonants[word], document[at]] = True
        following[at] += 1
    return np.packbits(held, axis=1).ravel()


def positions(text: str, pattern: str) -> list[int]:
    """Where in one composed text the letters of a pattern stand: together if they can, else word by word."""
    one = build([text])
    spoken = [at for at, character in enumerate(_SIGNS.sub(BLANK, text)) if character != BLANK]
    if len(spoken) + 1 != len(one.letters):
        return []  # a sign takes more places when normalised, so places would be wrong
    matched = [np.flatnonzero(one.matches(letter)).tolist() for letter in pattern]
    together = [at for at in matched[0] if all(at + n in rest for n, rest in enumerate(matched))]
    begun = [at for at in together if one.begins_word[at]] or together
    if begun:
        return [spoken[at + ahead] for at in begun for ahead in range(len(pattern))]
    ways = [[at] for at in matched[0] if one.begins_word[at]]
    for letters in matched[1:]:
        ways = [
            [*way, at]
            for way in ways[:1]
            for at in letters
            if at == way[-1] + 1 or (at > way[-1] and one.begins_word[at])
        ]
    return [spoken[at] for at in ways[0]] if ways else []


def merged(parts: Sequence[Initials], order: Sequence[npt.NDArray[np.int64]]) -> Initials:
    """Initials of several segments in one.

    Args:
        order: for each document of each part its place in the whole, -1 where it is left out.
    """
    letters = np.concatenate([part.letters for part in parts])
    begins_word = np.concatenate([part.begins_word for part in parts])
    lengths = np.concatenate([np.diff(part.bounds) for part in parts])
    begins = np.append(0, np.cumsum(lengths))
    place = np.concatenate(order)
    kept = np.argsort(place)[np.count_nonzero(place < 0) :]
    bounds = np.append(0, np.cumsum(lengths[kept]))
    taken = np.repeat(begins[kept] - bounds[:-1], lengths[kept]) + np.arange(bounds[-1])
    letters, begins_word = letters[taken], begins_word[taken]
    return Initials(letters, begins_word, bounds, _steps(letters, begins_word, bounds))
