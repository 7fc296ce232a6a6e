"""What a Korean sentence promises: figures with what they count and limit, and what it allows or refuses.

Read by rules about wording, not by a model of language: what is not recognised is no promise. So two
sentences are compared only where both say something that was understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import normalize

from gijun.standards.rules.quantities import Figure, figures
from gijun.standards.rules.topics import Topics, acts_in, topics_of
from gijun.standards.terms.consistency import Aspect, Bound, Measure

_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+|\n+")
_CLAUSE_END = re.compile(r"(?<=[하되있없시리받내주이지르가])고,?\s+|며,?\s+|지만,?\s+|(?<=으)나,?\s+|;\s*")
_CONDITION_END = re.compile(r"(?:[가-힣]면|경우(?:에는|에|는)?|때(?:에는|에|는)?),?\s")
_STARTING_POINT = re.compile(
    r"(?:신청|접수|요청|승인|확인|검수|회수|도착|수거|입고|처리|완료)\s*(?:일|한 날|하신 날)?\s*"
    r"(?:이후|후|뒤|다음|부터|하면|하시면|되면)"
)
_HOLDING = re.compile(r"유효|만료|소멸|사용 ?기한|이용 ?기[간한]|보관")
_ASKING = re.compile(r"신청|접수|요청|철회|불가|안 ?됩|안 ?되|수 없")
_DOING = re.compile(r"소요|걸리|걸립|입금|완료|도착|출고|발송|처리|배송됩|회신|연락")
_MAY_ASK = re.compile(r"가능|수 있|(?:받으신|받은|수령|구매|주문|결제)(?:하신|한)? ?(?:날|일|후|뒤)")
_DONE = re.compile(r"드립니다|드리겠|됩니다|빠집니다|빠지|반영")
_REFUSED = re.compile(r"불가|안 ?됩|안 ?되|수 없|않습니다|않는다|않아요|어렵습니다|제외|거절|못 ?하|못 ?합")
_GRANTED = re.compile(r"가능|수 있|드립니다|드리겠|됩니다|된다|돼요|할게요")
_FREE = re.compile(r"없이|무료|무상|면제|받지 않|내지 않")
_FEE = re.compile(r"배송비|택배비|수수료|위약금|비용|부담")
_FULLY = re.compile(r"전액")


@dataclass(frozen=True, slots=True)
class Promise:
    """A figure in a clause, and what it is about."""

    figure: Figure
    aspect: Aspect | None  # none: the words do not say
    topics: Topics
    text: str  # the sentence it stands in
    start: int  # of the figure in that sentence
    end: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A clause that allows or refuses something."""

    allows: bool
    topics: Topics
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Saying:
    """Everything understood of a text."""

    promises: tuple[Promise, ...]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int  # in its sentence
    sentence: str

    @property
    def conclusion(self) -> tuple[int, str]:
        """What follows the last condition, and where it begins in the clause."""
        start = 0
        for match in _CONDITION_END.finditer(self.text):
            start = match.end()
        return start, self.text[start:]


@lru_cache(maxsize=1 << 12)  # a standard is compared with many others
def saying_of(text: str, title: str = "") -> Saying:
    """The promises and rulings of a text; ``title`` says what it is about where a sentence does not."""
    promises: list[Promise] = []
    rulings: list[Ruling] = []
    for sentence in _sentences(normalize("NFC", text)):
        for clause in _clauses(sentence):
            topics = topics_of(clause.text, sentence, title)
            promises += _promises(clause, topics)
            rulings += _rulings(clause, topics)
    return Saying(tuple(promises), tuple(rulings))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE_END.split(text) if one and one.strip()]


def _clauses(sentence: str) -> Iterator[_Clause]:
    start = 0
    for match in [*_CLAUSE_END.finditer(sentence), None]:
        end = match.end() if match else len(sentence)
        if sentence[start:end].strip():
            yield _Clause(sentence[start:end], start, sentence)
        start = end


def _promises(clause: _Clause, topics: Topics) -> Iterator[Promise]:
    found = [*figures(clause.text), *_in_words(clause.text)]
    for figure, start, end in found:
        yield Promise(
            figure=figure,
            aspect=_aspect(clause.text, figure),
            topics=topics,
            text=clause.sentence,
            start=clause.start + start,
            end=clause.start + end,
        )


def _in_words(text: str) -> Iterator[tuple[Figure, int, int]]:
    """Figures without a number: a fee that is not charged, an amount paid back in full."""
    if _FEE.search(text) and (free := _FREE.search(text)):
        yield Figure(Measure.WON, 0, 0, Bound.EXACTLY), free.start(), free.end()
    if (fully := _FULLY.search(text)) and acts_in(text) & {"환불", "취소", "반품"}:
        yield Figure(Measure.PERCENT, 100, 100, Bound.EXACTLY), fully.start(), fully.end()


def _aspect(text: str, figure: Figure) -> Aspect | None:
    """What the figure limits; only lengths of time limit anything."""
    if not figure.is_time:
        return None
    rest = _STARTING_POINT.sub(" ", text)
    order = (
        (_HOLDING, Aspect.HOLDING),
        (_ASKING, Aspect.ASKING),
        (_DOING, Aspect.DOING),
        (_MAY_ASK, Aspect.ASKING),
        (_DONE, Aspect.DOING),
    )
    return next((aspect for words, aspect in order if words.search(rest)), None)


def _rulings(clause: _Clause, topics: Topics) -> Iterator[Ruling]:
    start, conclusion = clause.conclusion
    refusals = list(_REFUSED.finditer(conclusion))
    if len(refusals) > 1 or not acts_in(clause.text):
        return
    if refusals:
        refused = refusals[0]
        begin = clause.start + start + refused.start()
        yield Ruling(False, topics, clause.sentence, begin, begin + len(refused[0]))
    elif granted := _GRANTED.search(conclusion):
        begin = clause.start + start + granted.start()
        yield Ruling(True, topics, clause.sentence, begin, begin + len(granted[0]))
