"""Sentences of judged cases as they are said to one customer: in their language, variables filled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gijun.organisation.models import Person
from gijun.standards import filling
from gijun.standards.rules.decisions import Case
from gijun.standards.rules.languages import language_of_customer
from gijun.standards.rules.variables import render
from gijun.standards.terms import Language
from gijun.standards.terms.consistency import Fill


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom a sentence is said: the language, and what is known for its variables."""

    language: str = Language.KOREAN
    values: Mapping[Fill, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words as they are said; ``is_other``: there are none in the language that was asked for."""

    text: str
    language: str
    is_other: bool = False


def audience(person: Person, ticket_id: int, language: str) -> Audience:
    """The customer of a ticket, as far as the person may know of them."""
    return Audience(language, filling.values_for(person, ticket_id))


def customer_language(texts: Iterable[str]) -> str:
    """The language a customer writes in, by what they wrote; Korean where that does not tell."""
    return language_of_customer(texts)


def spoken(case: Case, to: Audience) -> Spoken:
    """The sentence of a case, rendered as the main sentence is; where there is none, the other language's."""
    words = {Language.KOREAN: case.sentence, Language.ENGLISH: case.sentence_en}
    asked = Language(to.language)
    language = asked if words[asked] else next((one for one, text in words.items() if text), asked)
    return Spoken(render(words[language], to.values).text, language, is_other=language != asked)


def other_language(case: Case, said: Spoken) -> str:
    """The language the case could be said in instead; empty: there is none."""
    words = {Language.KOREAN: case.sentence, Language.ENGLISH: case.sentence_en}
    return next((one.value for one, text in words.items() if text and one != said.language), "")
