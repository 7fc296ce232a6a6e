"""The part of a text that a query is about, with the words marked that matched, however they were typed."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from gijun.science.korean import morphemes, normalise
from gijun.science.korean.hangul import is_syllable
from gijun.science.korean.inflection import beginnings, spelled
from gijun.science.korean.terms import run_spans, runs
from gijun.science.search import initials, spelling, terms
from gijun.science.search.keys import Keys, keys_of
from gijun.science.search.query import Asked, read
from gijun.science.search.synonyms import Synonyms, ordinary

CUT = "…"
SHORTEST_STEM = 5  # letters that two forms of a word share at their beginning, 잠긴 and 잠겼다
BEFORE = 4  # of a window, one part in so many stands before the first match
MOST_SPANS = 200  # matches that are looked at for the best window
PLAIN = 100  # times that a word of the text counts as known when a slip is looked for


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet."""

    text: str
    is_match: bool


def snippet(text: str, query: str, length: int = 120, *, synonyms: Synonyms | None = None) -> list[Piece]:
    """The window of a text with the most of a query, in pieces that are matches or not.

    Words that near-synonyms of any centre stand for are marked where no word of the query is found itself.

    Args:
        length: characters of all pieces together, at most.
        synonyms: the centre's own; what they stand for is marked beside the words of the query.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    marked = _marked(plain, query, synonyms)
    begin, end = _window(plain, marked, length)
    pieces = [Piece(CUT, is_match=False)] if begin else []
    for is_match, part in groupby(range(begin, end), lambda at: bool(marked[at])):
        places = list(part)
        pieces.append(Piece(plain[places[0] : places[-1] + 1], is_match))
    return [*pieces, Piece(CUT, is_match=False)] if end < len(plain) else pieces


def _marked(text: str, query: str, synonyms: Synonyms | None) -> npt.NDArray[np.bool_]:
    """For each character whether it belongs to a match."""
    spans = [(begin, end, normalise(text[begin:end])) for begin, end in run_spans(text)]
    known = keys_of(terms.of_text(text))
    asked = read(query, lambda keys: np.isin(keys, known))
    marked = np.zeros(len(text), bool)
    for pattern in asked.patterns:
        marked[initials.positions(text, pattern)] = True
    for words in _ways(asked, known):
        _mark(marked, spans, words)
        if marked.any():
            break
    if synonyms:
        _mark(marked, spans, _meant_by(synonyms, asked))
    return marked


def _mark(marked: npt.NDArray[np.bool_], spans: Sequence[tuple[int, int, str]], words: "_Words") -> None:
    for begin, end, run in spans:
        for first, last in words.within(run):
            marked[begin + first : min(begin + last, end)] = True


def _meant_by(table: Synonyms, asked: Asked) -> "_Words":
    """What words of the query stand for by a table of synonyms."""
    means = table.found(asked.words, morphemes.of_loaded(asked.text))
    return _Words([word for one in means for word in runs(one)])


def _ways(asked: Asked, known: Keys) -> Iterator["_Words"]:
    """The words of the query, then what was meant by mistyped ones, then what they stand for anywhere."""
    words = asked.words
    yield _Words(words, morphemes.of_loaded(asked.text))

    def counts(keys: Keys) -> npt.NDArray[np.int64]:
        return PLAIN * np.isin(keys, known)

    yield _Words([pair for run in words for pair in spelling.corrections(run, counts)])
    yield _meant_by(ordinary(), asked)


class _Words:
    """Words to be found in the words of a text."""

    def __init__(self, words: Iterable[str], tokens: Sequence[str] = ()) -> None:
        unique = dict.fromkeys(words)
        self._latin = {terms.latin_stem(one) for one in unique if terms.is_latin(one)}
        self._hangul = [one for one in unique if is_syllable(one[0])]
        self._others = {one for one in unique if not terms.is_latin(one) and not is_syllable(one[0])}
        self._spelled = [spelled(one) for one in self._hangul if len(one) > 1]
        self._verbs = tuple(
            beginning
            for one in tokens
            if one.endswith(morphemes.VERB_ENDING) and len(one) > 1
            for beginning in beginnings(one)
            if len(beginning) >= SHORTEST_STEM
        )

    def within(self, run: str) -> list[tuple[int, int]]:
        """Stretches of a word of the text that match."""
        if not is_syllable(run[0]):
            stands = terms.latin_stem(run) in self._latin if terms.is_latin(run) else run in self._others
            return [(0, len(run))] if stands else []
        letters = spelled(run)
        if self._verbs and letters.startswith(self._verbs):
            return [(0, len(run))]
        found = [span for word in self._hangul for span in _shared(run, word)]
        if not found and any(_common(letters, one) >= SHORTEST_STEM for one in self._spelled):
            return [(0, len(run))]
        return found


def _common(one: str, other: str) -> int:
    """Characters with which both begin."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _shared(run: str, word: str) -> Iterator[tuple[int, int]]:
    """What two Korean words share from where one of them begins: 2 syllables or more, or the only one."""
    if len(word) == 1:
        if run.startswith(word):
            yield 0, 1
        return
    for at in range(len(run) - 1):
        length = _common(run[at:], word)
        if length > 1:
            yield at, at + length
    for at in range(1, len(word) - 1):
        length = _common(run, word[at:])
        if length > 1:
            yield 0, length


def _window(text: str, marked: npt.NDArray[np.bool_], length: int) -> tuple[int, int]:
    """Begin and end of the best window, at blanks where there are some near."""
    if len(text) <= length:
        return 0, len(text)
    room = max(length - 2 * len(CUT), 1)
    spans = _spans(marked)[:MOST_SPANS]
    starts = [0, *(_word_start(text, begin - room // BEFORE, begin) for begin, _ in spans)]
    best = max(starts, key=lambda start: (_worth(text, spans, start, start + room), -start))
    end = min(best + room, len(text))
    if end < len(text) and text[end] != " ":
        blank = text.rfind(" ", best + 1, end)
        inside = any(begin < end <= last and blank <= begin for begin, last in spans)
        end = end if blank < 0 or inside else blank
    return best, end


def _spans(marked: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    turns = np.flatnonzero(np.diff(marked, prepend=False, append=False))
    return list(zip(turns[::2].tolist(), turns[1::2].tolist(), strict=True))


def _word_start(text: str, wanted: int, latest: int) -> int:
    """The first beginning of a word from ``wanted`` on, or ``latest``."""
    if wanted <= 0:
        return 0
    blank = text.find(" ", wanted - 1, latest)
    return latest if blank < 0 else blank + 1


def _worth(text: str, spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Characters of different matches in a window, and a little for their number."""
    within = [text[first:last] for first, last in spans if start <= first and last <= end]
    return sum(map(len, set(within))) + len(within) / MOST_SPANS
