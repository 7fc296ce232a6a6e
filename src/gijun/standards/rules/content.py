"""What a version says: tidy it, name it by a hash, see what it lacks, choose the sentence to say."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any, Self
from unicodedata import normalize

from gijun.standards.rules.exceptions import is_sound
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Basis, Gap, Language, SentenceChannel


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for one channel and language."""

    channel: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Comprehension:
    """A question about what is new, with the right one among its answers."""

    question: str
    answers: tuple[str, ...]
    right: int  # place of the right answer, from 0

    def as_data(self) -> dict[str, Any]:
        return {"question": self.question, "answers": list(self.answers), "right": self.right}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        return cls(data["question"], tuple(data["answers"]), data["right"])


@dataclass(frozen=True, slots=True)
class Publication:
    """What becomes known when the version comes into force."""

    notice: str = ""
    must_read: bool = False
    comprehension: Comprehension | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a version says; steps in the order they are done."""

    sentences: tuple[Said, ...] = ()
    steps: tuple[Step, ...] = ()
    explanation: str = ""
    change_note: str = ""
    review_on: date | None = None
    exceptions: Mapping[str, Any] | None = None  # a decision table as data
    no_exceptions: bool = False  # said expressly
    publication: Publication = Publication()


def clean(text: str) -> str:
    """Composed syllables (NFC), line feeds only, no blanks around: the same words are the same text."""
    return normalize("NFC", text).replace("\r\n", "\n").strip()


def tidied(content: Content) -> Content:
    """The same with clean texts, without empty rows, sentences in the order of the channels."""
    rank = {value: place for place, value in enumerate([*SentenceChannel.values, *Language.values])}
    said = [replace(one, text=clean(one.text)) for one in content.sentences if clean(one.text)]
    return replace(
        content,
        sentences=tuple(sorted(said, key=lambda one: (rank[one.channel], rank[one.language]))),
        steps=tuple(
            replace(step, text=clean(step.text), why=clean(step.why))
            for step in content.steps
            if clean(step.text)
        ),
        explanation=clean(content.explanation),
        change_note=clean(content.change_note),
        publication=replace(content.publication, notice=clean(content.publication.notice)),
    )


def twice(sentences: Iterable[Said]) -> Said | None:
    """The first sentence whose channel and language another one has already."""
    seen: set[tuple[str, str]] = set()
    for one in sentences:
        if (one.channel, one.language) in seen:
            return one
        seen.add((one.channel, one.language))
    return None


def hash_of(*parts: object) -> str:
    """A name for texts that gives nothing of them away: SHA-256, 64 hex digits."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


def matter_hash(title: str, example_questions: str, products: str = "") -> str:
    """The name facts give to what a standard is about."""
    return hash_of(title, example_questions, *([products] if products else []))


def content_hash(content: Content) -> str:
    """The hash of everything a version says; equal contents have equal hashes."""
    tidy = tidied(content)
    said = [[one.channel, one.language, one.text] for one in tidy.sentences]
    texts = [step.text for step in tidy.steps]
    return hash_of(said, texts, tidy.explanation, tidy.change_note, tidy.review_on, *_further(tidy))


def _further(tidy: Content) -> list[object]:
    """What not every content has; what is not there leaves the hash as it was before it could be."""
    parts: dict[str, object] = {
        "steps": [[step.why, step.is_critical] for step in tidy.steps],
        "exceptions": tidy.exceptions,
        "no_exceptions": tidy.no_exceptions,
        "publication": asdict(tidy.publication),
    }
    empty = {
        "steps": [["", False] for _ in tidy.steps],
        "exceptions": None,
        "no_exceptions": False,
        "publication": asdict(Publication()),
    }
    told = sorted((name, value) for name, value in parts.items() if value != empty[name])
    return [json.dumps(told, ensure_ascii=False, sort_keys=True)] if told else []


def gaps(content: Content, number: int, *, basis: str = Basis.BROUGHT_IN) -> tuple[Gap, ...]:
    """What keeps this content from being published as version ``number``.

    Whatever is agreed on says which exceptions there are; what was agreed before is brought in without.
    """
    found = []
    if not sentence_of(content.sentences, SentenceChannel.ANY, Language.KOREAN):
        found.append(Gap.NO_SENTENCE)
    if number > 1 and not content.change_note.strip():
        found.append(Gap.NO_CHANGE_NOTE)
    if content.exceptions is not None and not is_sound(content.exceptions):
        found.append(Gap.TABLE_UNSOUND)
    if basis == Basis.AGREED and content.exceptions is None and not content.no_exceptions:
        found.append(Gap.NO_EXCEPTIONS)
    return tuple(found)


def sentence_of(sentences: Iterable[Said], channel: str, language: str) -> str:
    """The words for exactly this channel and language; empty when there are none."""
    wanted = (channel, language)
    return next((one.text for one in sentences if (one.channel, one.language) == wanted), "")


def sentence_to_say(sentences: Iterable[Said], channel: str, language: str) -> str:
    """The words to say on a channel in a language.

    The channel's own words come first, then those for every channel in the language, then Korean in the same
    order: a customer is better served in Korean than with words nobody agreed on.
    """
    return words_to_say(sentences, channel, language)[0]


def words_to_say(sentences: Iterable[Said], channel: str, language: str) -> tuple[str, str]:
    """The same with the language they are in."""
    said = list(sentences)
    for tongue in dict.fromkeys((language, Language.KOREAN)):
        for place in dict.fromkeys((channel, SentenceChannel.ANY)):
            if text := sentence_of(said, place, tongue):
                return text, str(tongue)
    return "", language
