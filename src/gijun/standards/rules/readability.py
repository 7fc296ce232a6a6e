"""What makes a Korean sentence hard for customers: where, why, and what to write instead.

Hints, never refusals: a sentence may be right as it is. The lengths follow the usual advice for Korean plain
language: one thought a sentence, about fifty syllables; from sixty on a hint is given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from gijun.standards.rules.office_words import HEAVY, INTERNAL, KNOWN_ABBREVIATIONS
from gijun.standards.terms.consistency import Advice, HintKind

MOST_SYLLABLES = 60
MOST_CLAUSES = 3

_SENTENCE = re.compile(r"[^.!?。\n]+(?:\.(?=\d)[^.!?。\n]+)*[.!?。]?")
_SYLLABLE = re.compile(r"[가-힣]|\d+|[A-Za-z]+")
_CONNECTED = re.compile(
    r"(?:[하되있없시리받내주이지르가]고|며|면|지만|는데|은데|므로|니까|아서|어서|해서|려고|도록|더라도|거나)(?=[,\s])"
)
_NEGATED_TWICE = re.compile(
    r"지 ?않을 수 없|지 ?않으면 ?(?:[가-힣]+ )?(?:안 ?[되됩]|불가|[가-힣]+ 수 없)"
    r"|없지(?:는|도)? ?않|않지(?:는|도)? ?않|지 ?않(?:은|는) 것(?:은|도) 아니|아니라고 ?할 수 없"
    r"|불가능하지 ?않|불가(?:하지|한 것은) ?(?:않|아니)|못(?:하|할) ?(?:지 않|것도 없|수 없)"
    r"|없이는 [가-힣 ]{0,12}(?:수 없|불가|안 ?[되됩])|안 [가-힣]+ 수(?:는|가)? 없"
    r"|[가-힣]+지 못할 (?:것|바)(?:은|도)? 없"
)
_THING = (
    r"(?:상품|제품|물건|금액|가격|요금|배송|배송비|결제|주문|환불|교환|취소|반품|쿠폰|포인트|적립금|할인"
    r"|사이즈|색상|재고|접수|품절|기간|주소|번호)"
)
_HONOURED_THING = re.compile(
    rf"{_THING}(?:[은는이가도]|께서)?\s?(?:[가-힣\d,]+\s){{0,2}}?[가-힣\d,]*?"
    r"(?P<verb>이십니다|이세요|이시고|이시며|되셨습니다|되셨고|되십니다|되세요|되시고|되시며"
    r"|나오셨습니다|나오십니다)"
)
_PLAIN = {
    "이십니다": "입니다",
    "이세요": "이에요",
    "이시고": "이고",
    "이시며": "이며",
    "되셨습니다": "되었습니다",
    "되셨고": "되었고",
    "되십니다": "됩니다",
    "되세요": "돼요",
    "되시고": "되고",
    "되시며": "되며",
    "나오셨습니다": "나왔습니다",
    "나오십니다": "나옵니다",
}
_OVERDONE = (
    (re.compile(r"하실게요"), "해 주세요"),
    (re.compile(r"(?<=[가-힣])실게요"), "세요"),
    (re.compile(r"주시기 바라겠습니다"), "주세요"),
    (re.compile(r"여쭤보시"), "물어보시"),
    (re.compile(r"여쭈어보시"), "물어보시"),
    (re.compile(r"주시면 감사드리겠습니다"), "주시면 고맙겠습니다"),
    (re.compile(r"하시옵"), "하"),
)
_PASSIVE_TWICE = (
    *(("되어지", "되"), ("되어집", "됩"), ("되어진", "된"), ("되어져", "되어")),
    *(("보여지", "보이"), ("보여집", "보입"), ("보여진", "보이는"), ("쓰여지", "쓰이"), ("쓰여집", "쓰입")),
    *(("불려지", "불리"), ("잊혀지", "잊히"), ("잊혀집", "잊힙"), ("나뉘어지", "나뉘"), ("나뉘어집", "나뉩")),
    *(("담겨지", "담기"), ("담겨져", "담겨"), ("닫혀지", "닫히"), ("열려지", "열리"), ("놓여지", "놓이")),
    *(("짜여지", "짜이"), ("믿겨지", "믿기"), ("읽혀지", "읽히")),
)
_ABBREVIATION = re.compile(r"(?<![A-Za-z0-9{|])[A-Z]{2,6}(?![A-Za-z0-9}|])")
_BARE_PARTICLE = re.compile(r"\}\}(?P<particle>으로|이에요|예요|은|는|이|가|을|를|과|와|로)(?![가-힣])")
_PAIRS = {
    form: f"({pair})"
    for pair in ("은/는", "이/가", "을/를", "과/와", "으로/로", "이에요/예요")
    for form in pair.split("/")
}


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to look at again."""

    kind: HintKind
    start: int  # in the text
    end: int
    text: str
    advice: Advice
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def suggestion(self) -> str:
        return str(self.advice.label % self.parameters) if self.parameters else str(self.advice.label)


def hints(text: str, own: Mapping[str, str] | None = None) -> list[Hint]:
    """Everything to look at again in a Korean text, in order.

    ``own``: words of the centre's office with what to say instead; they go before the words of every office.
    """
    mine = own or {}
    found = chain(
        _lengths(text),
        _listed(text, {**INTERNAL, **mine}, HintKind.INTERNAL),
        _listed(text, {word: say for word, say in HEAVY.items() if word not in mine}, HintKind.HEAVY),
        _matching(text, _NEGATED_TWICE, HintKind.DOUBLE_NEGATION, Advice.POSITIVE),
        _honorifics(text),
        _passives(text),
        (one for one in _abbreviations(text) if one.text not in mine),
        _particles(text),
    )
    return sorted(found, key=lambda one: (one.start, one.end, one.kind))


def syllables(text: str) -> int:
    """How long a text is to read aloud: syllables; a number or a foreign word counts as one."""
    return len(_SYLLABLE.findall(text))


def _lengths(text: str) -> Iterator[Hint]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0]
        start = match.start() + len(sentence) - len(sentence.lstrip())
        length = syllables(sentence)
        if length > MOST_SYLLABLES:
            told = {"length": length, "most": MOST_SYLLABLES}
            yield Hint(HintKind.LONG, start, match.end(), sentence.strip(), Advice.SPLIT, told)
        clauses = 1 + len(_CONNECTED.findall(sentence))
        if clauses > MOST_CLAUSES:
            counted = {"count": clauses, "most": MOST_CLAUSES}
            yield Hint(HintKind.CLAUSES, start, match.end(), sentence.strip(), Advice.UNCHAIN, counted)


def _listed(text: str, words: Mapping[str, str], kind: HintKind) -> Iterator[Hint]:
    """Words of a list, where they begin a word; of two that begin alike the longer one."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for match in re.finditer(rf"(?<![가-힣A-Za-z])(?:{listed})", text):
        yield Hint(kind, match.start(), match.end(), match[0], Advice.SAY, {"instead": words[match[0]]})


def _matching(text: str, words: re.Pattern[str], kind: HintKind, advice: Advice) -> Iterator[Hint]:
    for match in words.finditer(text):
        yield Hint(kind, match.start(), match.end(), match[0], advice)


def _honorifics(text: str) -> Iterator[Hint]:
    for match in _HONOURED_THING.finditer(text):
        plain = {"instead": match[0].removesuffix(match["verb"]) + _PLAIN[match["verb"]]}
        yield Hint(HintKind.HONORIFIC, match.start(), match.end(), match[0], Advice.PLAIN_VERB, plain)
    taken: set[int] = set()
    for words, instead in _OVERDONE:
        for match in words.finditer(text):
            if match.end() not in taken:
                taken.add(match.end())
                said = {"instead": instead}
                yield Hint(HintKind.HONORIFIC, match.start(), match.end(), match[0], Advice.SAY, said)


def _passives(text: str) -> Iterator[Hint]:
    for twice, once in _PASSIVE_TWICE:
        for match in re.finditer(twice, text):
            said = {"instead": once}
            yield Hint(HintKind.PASSIVE, match.start(), match.end(), match[0], Advice.SAY, said)


def _abbreviations(text: str) -> Iterator[Hint]:
    for match in _ABBREVIATION.finditer(text):
        explained = text[match.end() : match.end() + 1] in {"(", "（"} or text[: match.start()][-1:] in {
            "(",
            "（",
        }
        if match[0] not in KNOWN_ABBREVIATIONS and not explained:
            yield Hint(HintKind.ABBREVIATION, match.start(), match.end(), match[0], Advice.SPELL_OUT)


def _particles(text: str) -> Iterator[Hint]:
    """Particles behind a variable whose value may end in another sound."""
    for match in _BARE_PARTICLE.finditer(text):
        start, end = match.span("particle")
        pair = {"instead": _PAIRS[match["particle"]]}
        yield Hint(HintKind.PARTICLE, start, end, match["particle"], Advice.PAIR, pair)
