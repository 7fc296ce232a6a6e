"""What a version says: tidy it, name it by a hash, see what it lacks, choose the sentence to say."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from unicodedata import normalize

from gijun.standards.terms import Gap, Language, SentenceChannel


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence for one channel and language."""

    channel: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """Everything a version says; steps in the order they are done."""

    sentences: tuple[Said, ...] = ()
    steps: tuple[str, ...] = ()
    explanation: str = ""
    change_note: str = ""
    review_on: date | None = None


def clean(text: str) -> str:
    """Composed syllables (NFC), line feeds only, no blanks around: the same words are the same text."""
    return normalize("NFC", text).replace("\r\n", "\n").strip()


def tidied(content: Content) -> Content:
    """The same with clean texts, without empty rows, sentences in the order of the channels."""
    rank = {value: place for place, value in enumerate([*SentenceChannel.values, *Language.values])}
    said = [replace(one, text=clean(one.text)) for one in content.sentences if clean(one.text)]
    return Content(
        sentences=tuple(sorted(said, key=lambda one: (rank[one.channel], rank[one.language]))),
        steps=tuple(clean(step) for step in content.steps if clean(step)),
        explanation=clean(content.explanation),
        change_note=clean(content.change_note),
        review_on=content.review_on,
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


def content_hash(content: Content) -> str:
    """The hash of everything a version says; equal contents have equal hashes."""
    tidy = tidied(content)
    said = [[one.channel, one.language, one.text] for one in tidy.sentences]
    return hash_of(said, tidy.steps, tidy.explanation, tidy.change_note, tidy.review_on)


def gaps(content: Content, number: int) -> tuple[Gap, ...]:
    """What keeps this content from being published as version ``number``."""
    found = []
    if not sentence_of(content.sentences, SentenceChannel.ANY, Language.KOREAN):
        found.append(Gap.NO_SENTENCE)
    if number > 1 and not content.change_note.strip():
        found.append(Gap.NO_CHANGE_NOTE)
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
    said = list(sentences)
    for tongue in dict.fromkeys((language, Language.KOREAN)):
        for place in dict.fromkeys((channel, SentenceChannel.ANY)):
            if text := sentence_of(said, place, tongue):
                return text
    return ""
