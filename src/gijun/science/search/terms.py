"""What a document is found by and a query looks for: one list of terms for both, of several kinds.

=========== ============================= ===================================================
kind        example                       finds
=========== ============================= ===================================================
pair        환불                          Hangul whatever the blanks; other signs and numbers whole
start       ^ㅎㅘㄴ                        a Korean word in its endings before any tokeniser is loaded
stem        =돌려받다, =refund            a word in any form
piece       #refu                         a Latin word spelled wrongly or compounded
neighbours  +topup                        two Latin words side by side or with one between, or joined
=========== ============================= ===================================================
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TypeAlias

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types

from gijun.science.korean.hangul import is_syllable
from gijun.science.korean.terms import pairs_of, runs, start_of

STEM, PIECE, NEIGHBOURS, LEARNED, NAME = "=", "#", "+", "~", "@"
PIECE_LENGTH = 4
REACH = 2  # how many words away a neighbour may stand

PAIR_WEIGHT, START_WEIGHT, STEM_WEIGHT, PIECE_WEIGHT, NEIGHBOURS_WEIGHT = 0.6, 0.25, 1.0, 0.3, 0.5
FADING = (1.0, 0.7, 0.5)  # weight of a word's first, second and later pairs: stems lead, endings follow

Weighted: TypeAlias = tuple[str, float]

_LATIN = re.compile(r"[a-zà-öø-ÿ]")


@cache
def _porter() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")  # Porter2


def is_latin(run: str) -> bool:
    return _LATIN.match(run) is not None


@lru_cache(maxsize=1 << 14)
def latin_stem(word: str) -> str:
    """A Latin word without its English ending: refunds, refunded and refunding are refund."""
    stem: str = _porter().stemWord(word)
    return stem


@lru_cache(maxsize=1 << 16)
def of_run(run: str) -> tuple[Weighted, ...]:
    """Terms of one stretch of letters and what each counts in a query."""
    if is_latin(run):
        marked = f"^{run}$"
        pieces = (marked[at : at + PIECE_LENGTH] for at in range(len(marked) - PIECE_LENGTH + 1))
        return ((STEM + latin_stem(run), STEM_WEIGHT), *((PIECE + one, PIECE_WEIGHT) for one in pieces))
    if not is_syllable(run[0]):
        return ((run, STEM_WEIGHT),)
    pairs = pairs_of(run)
    fading = [*FADING, *[FADING[-1]] * (len(pairs) - len(FADING))]
    weighted = [(pair, PAIR_WEIGHT * fade) for pair, fade in zip(pairs, fading, strict=False)]
    return (*weighted, (start_of(run), START_WEIGHT))


def neighbours(line: Sequence[str]) -> list[str]:
    """Latin words near one another in a line of runs, by stem and joined; a word alone joins nothing."""
    found = []
    for latin, part in groupby(line, is_latin):
        words = list(part) if latin else []
        stems = [latin_stem(word) for word in words]
        found += [NEIGHBOURS + word for word in words]
        for away in range(1, REACH + 1):
            found += [f"{NEIGHBOURS}{one}{other}" for one, other in zip(stems, stems[away:], strict=False)]
    return found


def of_text(text: str) -> list[str]:
    """All terms of a text that need no tokeniser, as often as they occur."""
    line = runs(text)
    return [term for run in line for term, _ in of_run(run)] + neighbours(line)


def across(line: str) -> list[str]:
    """Pairs of syllables over the blanks of a line, as they stand where it is written without."""
    words = runs(line)
    return [
        one[-1] + other[0] for one, other in pairwise(words) if is_syllable(one[0]) and is_syllable(other[0])
    ]


def of_morphemes(morphemes: Iterable[str]) -> list[str]:
    return [STEM + one for one in morphemes]


def of_query(words: Sequence[str], morphemes: Iterable[str]) -> dict[str, float]:
    """Terms of the words of a query and what each counts; a term that is asked twice counts once."""
    wanted: dict[str, float] = {}
    for word in dict.fromkeys(words):
        for term, weight in of_run(word):
            if weight > wanted.get(term, 0.0):
                wanted[term] = weight
    wanted |= dict.fromkeys(neighbours(words), NEIGHBOURS_WEIGHT)
    return wanted | dict.fromkeys(of_morphemes(morphemes), STEM_WEIGHT)


@lru_cache(maxsize=1 << 14)
def of_meaning(words: str) -> tuple[Weighted, ...]:
    """Terms of what a synonym stands for: each of its words is taken for a stem."""
    parts = runs(words)
    return tuple(of_query(parts, parts).items())
