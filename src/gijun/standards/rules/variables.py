"""Variables in sentences: ``{{고객명|고객}}``, filled for a contact, with the particle that fits.

A name, optionally what to say where nothing is known, and optionally a pair of particles right behind:
``{{상품명|상품}}(을/를)``. What is neither known nor has anything to say instead stays a blank to be seen:
［주문번호］.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gijun.science.korean import with_josa
from gijun.standards.terms.consistency import Fill, VariableProblem

NAMES: Mapping[Fill, tuple[str, ...]] = {
    Fill.CUSTOMER_NAME: ("고객명", "고객 이름", "customer name"),
    Fill.ORDER_NUMBER: ("주문번호", "주문 번호", "order number"),
    Fill.PRODUCT: ("상품명", "상품", "product"),
    Fill.AMOUNT: ("금액", "amount"),
    Fill.DATE: ("날짜", "date"),
    Fill.AGENT_NAME: ("상담사명", "상담사 이름", "agent name"),
    Fill.CENTRE_NAME: ("센터명", "센터 이름", "centre name"),
}
SAMPLES: Mapping[Fill, Mapping[str, str]] = {
    Fill.CUSTOMER_NAME: {"ko": "이하늘", "en": "Lee Haneul"},
    Fill.ORDER_NUMBER: {"ko": "20261125-0042", "en": "20261125-0042"},
    Fill.PRODUCT: {"ko": "무선 청소기", "en": "cordless vacuum cleaner"},
    Fill.AMOUNT: {"ko": "39,000원", "en": "39,000 won"},
    Fill.DATE: {"ko": "11월 30일", "en": "30 November"},
    Fill.AGENT_NAME: {"ko": "한지수", "en": "Han Jisu"},
    Fill.CENTRE_NAME: {"ko": "서울센터", "en": "Seoul Centre"},
}
BLANK = "［{name}］"
EXCERPT = 24  # characters of a sentence that show where it is broken

_BRACED = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}(?:\((?P<pair>[가-힣]{1,3}/[가-힣]{1,3})\))?")
_STRAY = re.compile(r"\{\{|\}\}")
_BLANK = re.compile(r"［[^［］]*］(?:[가-힣]{1,2}\([가-힣]{1,2}\)|\([가-힣]{1,2}\)[가-힣]{1,2})?")


@dataclass(frozen=True, slots=True)
class Variable:
    """A place in a sentence to be filled."""

    name: str  # as written
    fill: Fill | None  # none: no variable we know
    fallback: str = ""
    particles: str = ""  # 을/를


@dataclass(frozen=True, slots=True)
class Malformed:
    """A variable that cannot be read, where it stands, and its text."""

    problem: VariableProblem
    start: int
    text: str

    def __str__(self) -> str:
        return str(self.problem.label % {"text": self.text})


@dataclass(frozen=True, slots=True)
class Rendered:
    """A sentence as it is said, and the names of what is still to be filled in."""

    text: str
    unfilled: tuple[str, ...] = ()


def parsed(text: str) -> list[str | Variable]:
    """The sentence as plain runs and variables, in order; what is malformed stays plain."""
    pieces: list[str | Variable] = []
    end = 0
    for match in _BRACED.finditer(text):
        if _problem(match["inside"]) not in {None, VariableProblem.UNKNOWN}:
            continue
        pieces += [text[end : match.start()], _variable(match)]
        end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece != ""]


def malformed(text: str) -> list[Malformed]:
    """Everything that looks like a variable and cannot be filled, in order."""
    braced = ((match, _problem(match["inside"])) for match in _BRACED.finditer(text))
    named = [Malformed(problem, match.start(), match[0]) for match, problem in braced if problem]
    return sorted([*_strays(text), *named], key=lambda one: one.start)


def render(text: str, values: Mapping[Fill, str]) -> Rendered:
    """The sentence with values in place, each followed by the particle that fits it.

    A value that is empty counts as unknown. Without values the sentence shows its fallbacks and blanks.
    """
    unfilled: list[str] = []
    said = "".join(
        piece if isinstance(piece, str) else _filled(piece, values, unfilled) for piece in parsed(text)
    )
    return Rendered(said, tuple(dict.fromkeys(unfilled)))


def words_agreed(rendered: str) -> str:
    """A rendered sentence without its blanks and their particles: the words that have to be said."""
    return _BLANK.sub(" ", rendered)


def samples(language: str) -> dict[Fill, str]:
    """Values to see a sentence with, in its own language."""
    return {fill: values[language] for fill, values in SAMPLES.items()}


def fill_called(name: str) -> Fill | None:
    """What the name stands for, in Korean or English; blanks and capitals make no difference."""
    return _KNOWN.get(_key(name))


def _key(name: str) -> str:
    return "".join(name.split()).casefold()


_KNOWN = {_key(name): fill for fill, names in NAMES.items() for name in names}


def _problem(inside: str) -> VariableProblem | None:
    name, *rest = inside.split("|")
    if len(rest) > 1:
        return VariableProblem.BARS
    if not name.strip():
        return VariableProblem.NAMELESS
    return None if fill_called(name) else VariableProblem.UNKNOWN


def _variable(match: re.Match[str]) -> Variable:
    name, _bar, fallback = match["inside"].partition("|")
    return Variable(name.strip(), fill_called(name), fallback.strip(), match["pair"] or "")


def _filled(variable: Variable, values: Mapping[Fill, str], unfilled: list[str]) -> str:
    value = values.get(variable.fill, "").strip() if variable.fill else ""
    if not value and not variable.fallback:
        unfilled.append(variable.name)
    word = value or variable.fallback or BLANK.format(name=variable.name)
    return with_josa(word, variable.particles) if variable.particles else word


def _strays(text: str) -> Iterator[Malformed]:
    """Braces that belong to no variable."""
    whole = [(match.start(), match.end()) for match in _BRACED.finditer(text)]
    for brace in _STRAY.finditer(text):
        if any(start <= brace.start() < end for start, end in whole):
            continue
        if brace[0] == "{{":
            yield Malformed(
                VariableProblem.UNCLOSED, brace.start(), text[brace.start() : brace.start() + EXCERPT]
            )
        else:
            yield Malformed(
                VariableProblem.UNOPENED, brace.start(), text[max(0, brace.end() - EXCERPT) : brace.end()]
            )
