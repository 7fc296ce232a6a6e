"""What a reply template says: whether it can be said, and in which of its texts.

``{{standard}}`` (in Korean ``{{기준}}``) stands for the sentence of the linked standard that is in force when
the template is inserted; every other variable is one of those that agreed sentences have.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gijun.desk.rules.wording.refusals import Refusal
from gijun.desk.terms.wording import MOST_REQUIRED, SHORT_FORM, STEP_LENGTH, TEXT_LENGTH, TemplateFault
from gijun.standards.terms import Language, SentenceChannel

STANDARD_NAMES = ("standard", "기준", "기준 문장")
_STANDARD = re.compile(r"\{\{\s*(?:standard|기준(?:\s*문장)?)\s*\}\}", re.IGNORECASE)
_STANDARD_PIPED = re.compile(r"\{\{\s*(?:standard|기준(?:\s*문장)?)\s*\|[^{}]*\}\}", re.IGNORECASE)
Problems = Callable[[str], Sequence[str]]  # why variables of a text cannot be filled


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a channel and a language, in full or short for a peak."""

    channel: str
    language: str
    text: str
    is_short: bool = False

    @property
    def place(self) -> tuple[str, str, bool]:
        return self.channel, self.language, self.is_short


@dataclass(frozen=True, slots=True)
class Saying:
    """Everything a version says and asks for."""

    texts: tuple[Text, ...]
    steps: tuple[str, ...] = ()
    review_on: date | None = None


def embeds_standard(text: str) -> bool:
    """Does the sentence of the linked standard stand in this text?"""
    return _STANDARD.search(text) is not None


def with_standard(text: str, sentence: str) -> str:
    """The text with the sentence of the standard in its place."""
    return _STANDARD.sub(lambda _found: sentence, text)


def text_to_say(texts: Iterable[Text], channel: str, language: str, *, short: bool = False) -> Text | None:
    """The text to say on a channel in a language; none: there is none at all.

    In a peak (``short``) a short form goes before a full text. Then the channel's own words go before those
    for every channel, and another language is only taken where there is nothing in the one asked for: Korean.
    """
    known = {one.place: one for one in texts}
    for tongue in dict.fromkeys((language, Language.KOREAN.value)):
        for is_short in (True, False) if short else (False,):
            for place in dict.fromkeys((channel, SentenceChannel.ANY.value)):
                if found := known.get((place, tongue, is_short)):
                    return found
    return None


def refusals(
    name: str, saying: Saying, *, has_standard: bool, problems_of: Problems, today: date
) -> list[Refusal]:
    """Why a version cannot be saved, every reason at once; empty: it can."""
    found = [] if name.strip() else [Refusal(TemplateFault.NAMELESS)]
    if not saying.texts:
        found.append(Refusal(TemplateFault.NOTHING))
    elif (SentenceChannel.ANY, Language.KOREAN, False) not in {one.place for one in saying.texts}:
        found.append(Refusal(TemplateFault.NO_FALLBACK))
    for place, times in Counter(one.place for one in saying.texts).items():
        if times > 1:
            found.append(Refusal(TemplateFault.TWICE, {"place": place_name(*place)}))
    for one in saying.texts:
        found += _of_text(one, has_standard, problems_of)
    found += _not_shorter(saying.texts)
    found += _of_steps(saying.steps)
    if saying.review_on is not None and saying.review_on <= today:
        found.append(Refusal(TemplateFault.REVIEW_PAST))
    return found


def place_name(channel: str, language: str, is_short: bool) -> str:
    """A text by its place, as people read it: Mail · English · short form."""
    names = [str(SentenceChannel(channel).label), str(Language(language).label)]
    return " · ".join([*names, str(SHORT_FORM)] if is_short else names)


def _of_text(one: Text, has_standard: bool, problems_of: Problems) -> Iterator[Refusal]:
    place = place_name(*one.place)
    if len(one.text) > TEXT_LENGTH:
        yield Refusal(TemplateFault.TOO_LONG, {"place": place, "most": TEXT_LENGTH})
    if _STANDARD_PIPED.search(one.text):
        yield Refusal(TemplateFault.STANDARD_PIPED, {"place": place})
    if embeds_standard(one.text) and not has_standard:
        yield Refusal(TemplateFault.NO_STANDARD, {"place": place})
    for problem in problems_of(_STANDARD_PIPED.sub("", with_standard(one.text, ""))):
        yield Refusal(TemplateFault.VARIABLE, {"place": place, "problem": problem})


def _not_shorter(texts: Sequence[Text]) -> Iterator[Refusal]:
    for one in texts:
        full = text_to_say(texts, one.channel, one.language)
        if one.is_short and full and len(one.text) >= len(full.text) and full.language == one.language:
            yield Refusal(TemplateFault.NOT_SHORTER, {"place": place_name(*one.place)})


def _of_steps(steps: Sequence[str]) -> Iterator[Refusal]:
    if len(steps) > MOST_REQUIRED:
        yield Refusal(TemplateFault.TOO_MANY_STEPS, {"most": MOST_REQUIRED})
    for place, step in enumerate(steps, start=1):
        if len(step) > STEP_LENGTH:
            yield Refusal(TemplateFault.STEP_TOO_LONG, {"place": place, "most": STEP_LENGTH})
        if step in steps[: place - 1]:
            yield Refusal(TemplateFault.STEP_TWICE, {"place": place})
