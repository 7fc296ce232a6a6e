"""Words that stand for others: a customer's 돈 돌려받다 for the standards' 환불. One way only, never back.

A phrase is found inside a message in any of its forms, with particles and up to one other word between its
words, or written without blanks.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import Self

from gijun.science.korean.hangul import is_syllable, normalise, without_spaces
from gijun.science.korean.inflection import VERB_ENDING, beginnings, spelled_by_syllable
from gijun.science.korean.lexicon import near_words
from gijun.science.korean.terms import runs
from gijun.science.search.terms import is_latin, latin_stem

STEP = 0.8  # what a word stands for by way of another counts less, for each way
REACH = 2  # words from one word of a phrase to the next
LEAST_INSIDE = 3  # syllables of a phrase that is also looked for inside words
OF_A_KIND = (3, 2, 1)  # letters by which phrases are looked up, the shorter for what has no more …
INSIDE = 5  # … and inside words
NOMINAL = "기"  # 돈 돌려받기 is found where 돈 돌려받다 is
SENTENCE = (
    3  # words from which short verbs are believed: in fewer the tokeniser takes parts of nouns for them
)
PARTICLES = frozenset(
    re.split(" ", "을 를 이 가 은 는 도 만 에 의 로 으로 와 과 랑 이랑 하고 에서 까지 부터 요 이요 이나 나 ")
)


def cycle(pairs: Iterable[tuple[str, str]]) -> tuple[str, ...] | None:
    """A round in which words stand for one another, its first word again at the end; nothing without one."""
    ways: dict[str, list[str]] = defaultdict(list)
    written: dict[str, str] = {}
    for word, means in pairs:
        ways[_same(word)].append(_same(means))
        written.setdefault(_same(word), word)
    done: set[str] = set()
    for start, first in ways.items():
        path, turns = [start], [iter(first)]
        while turns:
            following = next(turns[-1], None)
            if following is None:
                turns.pop()
                done.add(path.pop())
            elif following in path:
                return tuple(written[one] for one in [*path[path.index(following) :], following])
            elif following in ways and following not in done:
                path.append(following)
                turns.append(iter(ways[following]))
    return None


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    means: tuple[tuple[str, float], ...]

    @property
    def alone(self) -> bool:
        return len(self.words) == 1


class Synonyms:
    """Phrases made ready to be found in queries."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._inside: dict[str, list[tuple[str, _Phrase]]] = defaultdict(list)
        self._short_verbs: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            first = phrase.words[0]
            if phrase.alone and _is_short_verb(first):
                self._short_verbs[first].append(phrase)
                continue
            for kind in {one[: OF_A_KIND[0]] for one in beginnings(first)}:
                self._by_word[kind].append(phrase)
            if sum(map(_syllables, phrase.words)) >= LEAST_INSIDE:
                for parts in product(*map(beginnings, phrase.words)):
                    whole = "".join(parts)
                    self._inside[whole[:INSIDE]].append((whole, phrase))

    @classmethod
    def of(cls, meanings: Mapping[str, Sequence[str]]) -> Self:
        """Synonyms of words and what they stand for, through any number of steps; rounds are no trouble."""
        ways: dict[str, list[str]] = defaultdict(list)
        for word, means in meanings.items():
            ways[_same(word)] += means
        phrases = ((_words(word), tuple(_reached(word, ways).items())) for word in meanings)
        return cls(_Phrase(words, means) for words, means in phrases if words and means)

    def found(self, words: Sequence[str], morphemes: Iterable[str] = ()) -> dict[str, float]:
        """What the phrases in a text stand for, and what each counts in (0, 1].

        Args:
            words: of the text, as ``korean.terms.runs`` gives them.
            morphemes: of the text, where known; verbs with a stem of one syllable are found only by them.
        """
        means: dict[str, float] = {}
        for phrase in dict.fromkeys(self._phrases(words, morphemes)):
            for word, share in phrase.means:
                means[word] = max(means.get(word, 0.0), share)
        return means

    def _phrases(self, words: Sequence[str], morphemes: Iterable[str]) -> Iterator[_Phrase]:
        syllables = [spelled_by_syllable(word) for word in words]
        letters = ["".join(parts) for parts in syllables]
        for at, word in enumerate(letters):
            for kind in OF_A_KIND:
                for phrase in self._by_word.get(word[:kind], ()):
                    if _stands(phrase, words, letters, at):
                        yield phrase
        whole, at = "".join(letters), 0
        for part in chain.from_iterable(syllables):
            for inside, phrase in self._inside.get(whole[at : at + INSIDE], ()):
                if whole.startswith(inside, at):
                    yield phrase
            at += len(part)
        for verb in morphemes if len(words) >= SENTENCE else ():
            yield from self._short_verbs.get(verb, ())


@cache
def ordinary() -> Synonyms:
    """The near-synonyms of any customer centre."""
    return Synonyms.of(near_words())


def _same(word: str) -> str:
    return without_spaces(normalise(word))


def _words(phrase: str) -> tuple[str, ...]:
    words = runs(phrase)
    if len(words) > 1 and words[-1].endswith(NOMINAL) and len(words[-1]) > len(NOMINAL):
        words[-1] = words[-1].removesuffix(NOMINAL) + VERB_ENDING
    return tuple(words)


def _reached(word: str, ways: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Words that a word stands for, the nearest way counting."""
    found: dict[str, float] = {}
    seen, edge, share = {_same(word)}, [word], 1.0
    while edge:
        following = [means for one in edge for means in ways.get(_same(one), ()) if _same(means) not in seen]
        edge = list(dict.fromkeys(following))
        seen |= {_same(one) for one in edge}
        found |= dict.fromkeys(edge, share)
        share *= STEP
    return found


def _syllables(word: str) -> int:
    """Syllables that stand in every form of a word."""
    return len(word) - len(VERB_ENDING) if word.endswith(VERB_ENDING) else len(word)


def _is_short_verb(word: str) -> bool:
    return _syllables(word) == 1 and word.endswith(VERB_ENDING)


def _stands(phrase: _Phrase, words: Sequence[str], letters: Sequence[str], at: int) -> bool:
    """Does the phrase begin at this word of a text?"""
    if not _is_form(phrase.words[0], words[at], letters[at]):
        return False
    for one in phrase.words[1:]:
        near = range(at + 1, min(at + 1 + REACH, len(words)))
        found = next((other for other in near if _is_form(one, words[other], letters[other])), None)
        if found is None:
            return False
        at = found
    return True


def _is_form(word: str, written: str, letters: str) -> bool:
    """Is what is written a form of the word?"""
    if is_latin(word):
        return latin_stem(word) == latin_stem(written)
    if len(word) == 1 and is_syllable(word):
        return written.startswith(word) and written[1:] in PARTICLES
    return letters.startswith(beginnings(word))
