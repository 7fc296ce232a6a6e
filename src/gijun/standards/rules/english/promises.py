"""What an English sentence promises: figures with what they limit, and what it allows or refuses.

Read as the Korean sentences are, by rules about wording: what is not recognised is no promise.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import normalize

from gijun.standards.rules.english.quantities import figures
from gijun.standards.rules.english.topics import acts_in, topics_of
from gijun.standards.rules.promises import Promise, Ruling, Saying
from gijun.standards.rules.quantities import Figure
from gijun.standards.rules.topics import Topics
from gijun.standards.terms.consistency import Aspect, Bound, Measure


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_CLAUSE_END = _words(r";\s*|,?\s+but\s+|,\s+and\s+|\s+and\s+(?=(?:you|we|it|they|the|your)\b)|,\s+while\s+")
_CONDITION = _words(r"^\s*(?:if|when|once|after|where|unless)\b[^,]*,\s*")
_CONDITION_BEHIND = _words(r"\s+(?:if|unless|when|provided)\s.*$")
_STARTING_POINT = _words(
    r"\b(?:after|of|from|once|since|upon|following)\s+(?:(?:you|your|we|the|it|is|has|been|have)\s+)*"
    r"(?:request\w*|receipt|receiv\w*|approv\w*|cancel\w*|confirm\w*|check\w*|inspect\w*|arriv\w*|deliver\w*"
    r"|purchas\w*|order\w*|payment|collect\w*|return\w*|issu\w*)"
)
_HOLDING = _words(r"\bvalid\b|expir|\bkept\b|\bkeep\b|\bstored?\b|\bheld\b")
_ASKING = _words(
    r"request|\bapply\b|\bask\b|you (?:can|may|must|have)"
    r"|(?:can|may|must) be (?:return|exchang|cancel|refund)"
    r"|accept|cannot|can't|not possible|is possible|are possible|returnable|refundable"
)
_DOING = _words(
    r"\btakes?\b|process|complet|arriv|deliver|dispatch|ship|\bwe (?:will )?\w+|will be"
    r"|\b(?:is|are) (?:refund|paid|sent|made)"
    r"|(?:receive|get) (?:your|the) (?:refund|money)|credited"
)
_REFUSED = _words(
    r"cannot|can\s?not|can[’']t|may not|must not"
    r"|not (?:be )?(?:possible|accepted|allowed|available|eligible|refund\w*"
    r"|return\w*|exchang\w*|cancel\w*)"
    r"|non-?(?:refund|return)able|unable to|(?:do|does|will) not\b|don[’']t|won[’']t"
    r"|\bno (?:refunds?|returns?|exchanges?|cancellations?)\b|excluded|refuse"
)
_GRANTED = _words(
    r"\b(?:can|may)\b|(?:is|are) (?:possible|allowed|accepted|available)"
    r"|(?:refund|return)able|will be \w+ed\b"
    r"|\bwe (?:will |gladly |also )*(?:refund|exchang|accept|replac|deliver|repair|cancel|compensat)\w*"
)
_FREE = _words(
    r"free of charge|\bfree\b|without (?:a |any )?(?:charge|fee|cost)"
    r"|at no (?:charge|cost)|no (?:charge|fee)|waived?"
)
_FEE = _words(r"shipping|delivery|postage|\bfees?\b|\bcharges?\b|\bcosts?\b")
_FULLY = _words(r"\bin full\b|\bfully\b|\bfull (?:refund|amount|price)")


@lru_cache(maxsize=1 << 12)
def saying_of(text: str, title: str = "") -> Saying:
    """The promises and rulings of a text; ``title`` says what it is about where a sentence does not."""
    promises: list[Promise] = []
    rulings: list[Ruling] = []
    for sentence in _sentences(normalize("NFC", text)):
        for start, clause in _clauses(sentence):
            topics = topics_of(clause, sentence, title)
            promises += _promises(clause, start, sentence, topics)
            rulings += _rulings(clause, start, sentence, topics)
    return Saying(tuple(promises), tuple(rulings))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE_END.split(text) if one and one.strip()]


def _clauses(sentence: str) -> Iterator[tuple[int, str]]:
    """Clauses with where they begin."""
    start = 0
    for match in [*_CLAUSE_END.finditer(sentence), None]:
        end = match.end() if match else len(sentence)
        if sentence[start:end].strip():
            yield start, sentence[start:end]
        start = end


def _promises(clause: str, begin: int, sentence: str, topics: Topics) -> Iterator[Promise]:
    for figure, start, end in [*figures(clause), *_in_words(clause)]:
        aspect = _aspect(clause) if figure.is_time else None
        yield Promise(figure, aspect, topics, sentence, begin + start, begin + end)


def _in_words(clause: str) -> Iterator[tuple[Figure, int, int]]:
    """Figures without a number: a fee that is not charged, an amount paid back in full."""
    if _FEE.search(clause) and (free := _FREE.search(clause)):
        yield Figure(Measure.WON, 0, 0, Bound.EXACTLY), free.start(), free.end()
    if (fully := _FULLY.search(clause)) and acts_in(clause) & {"환불", "취소", "반품"}:
        yield Figure(Measure.PERCENT, 100, 100, Bound.EXACTLY), fully.start(), fully.end()


def _aspect(clause: str) -> Aspect | None:
    """What a length of time limits."""
    rest = _STARTING_POINT.sub(" ", clause)
    order = ((_HOLDING, Aspect.HOLDING), (_ASKING, Aspect.ASKING), (_DOING, Aspect.DOING))
    return next((aspect for words, aspect in order if words.search(rest)), None)


def _rulings(clause: str, begin: int, sentence: str, topics: Topics) -> Iterator[Ruling]:
    condition = _CONDITION.match(clause)
    start = condition.end() if condition else 0
    conclusion = _CONDITION_BEHIND.sub("", clause[start:])
    refusals = list(_REFUSED.finditer(conclusion))
    if len(refusals) > 1 or not acts_in(clause):
        return
    found = refusals[0] if refusals else _GRANTED.search(conclusion)
    if found:
        place = begin + start + found.start()
        yield Ruling(not refusals, topics, sentence, place, place + len(found[0]))
