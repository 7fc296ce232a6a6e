"""What a text is found by: pairs of syllables, whole words, beginnings of words, and threes of letters."""

import re
from functools import lru_cache

from gijun.science.korean.hangul import is_syllable, jamo, normalise

START = "^"  # marks the beginning of a word; no term of text contains it
HANGUL_START, OTHER_START = 3, 4  # letters of a word that stand for its stem

_SPACE_IN_HANGUL = re.compile(r"(?<=[가-힣])[ \t\u00a0]+(?=[가-힣])")
_RUN = re.compile(r"[가-힣]+|[ㄱ-ㅎㅏ-ㅣ]+|[^\W\d_가-힣ㄱ-ㅎㅏ-ㅣ]+|\d+")


def runs(text: str) -> list[str]:
    """Stretches of Hangul, other letters or digits of a text, normalised, in order."""
    return _RUN.findall(normalise(text))


def run_spans(text: str) -> list[tuple[int, int]]:
    """Where such stretches stand in a composed text, not normalised."""
    return [found.span() for found in _RUN.finditer(text)]


def bigrams(text: str) -> list[str]:
    """Neighbouring syllables of Hangul runs; runs of one syllable, Latin words and numbers whole.

    In order, repeated as often as they occur: 정기결제 is 정기, 기결, 결제.
    """
    return [term for run in runs(text) for term in pairs_of(run)]


def stream(text: str) -> list[str]:
    """Terms in the order of the text, Hangul read on across spaces: 환불 기준 is 환불, 불기, 기준.

    However a phrase is spaced in a text and in a search, its terms stand next to each other in both.
    """
    return [term for run in runs(_SPACE_IN_HANGUL.sub("", normalise(text))) for term in pairs_of(run)]


def jamo_trigrams(text: str) -> list[str]:
    """Threes of letters within each run, syllables written out; shorter runs whole."""
    return [term for run in runs(text) for term in threes_of(run)]


def pairs_of(run: str) -> tuple[str, ...]:
    if len(run) == 1 or not is_syllable(run[0]):
        return (run,)
    return tuple(run[at : at + 2] for at in range(len(run) - 1))


@lru_cache(maxsize=1 << 14)  # the same words come again and again while documents are prepared
def threes_of(run: str) -> tuple[str, ...]:
    letters = jamo(run)
    if len(letters) <= 3:
        return (letters,)
    return tuple(letters[at : at + 3] for at in range(len(letters) - 2))


@lru_cache(maxsize=1 << 14)
def start_of(run: str) -> str:
    """The beginning of a word as a term: what 잠긴, 잠겨 and 잠갔다 share, or refund and refunds."""
    letters = jamo(run)[:HANGUL_START] if is_syllable(run[0]) else run[:OTHER_START]
    return START + letters
