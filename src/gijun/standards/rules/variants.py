"""Whether the English words of a standard keep up with the Korean ones."""

from collections.abc import Sequence
from enum import Enum

from gijun.standards.rules.content import Said, sentence_of
from gijun.standards.terms import Language, SentenceChannel


class Freshness(Enum):
    """What the English words are beside the Korean ones."""

    CURRENT = "current"
    BEHIND = "behind"  # the Korean words changed after them
    MISSING = "missing"


def freshness(history: Sequence[Sequence[Said]], channel: str) -> Freshness:
    """How the English words of a channel stand after these versions, the oldest first.

    Each language is what is said on the channel: its own words, or those for every channel. Words that came
    together, in one version, belong together.
    """
    english = [_said(sentences, channel, Language.ENGLISH) for sentences in history]
    if not english or not english[-1]:
        return Freshness.MISSING
    korean = [_said(sentences, channel, Language.KOREAN) for sentences in history]
    return Freshness.BEHIND if _last_change(korean) > _last_change(english) else Freshness.CURRENT


def _said(sentences: Sequence[Said], channel: str, language: str) -> str:
    own = sentence_of(sentences, channel, language)
    return own or sentence_of(sentences, SentenceChannel.ANY, language)


def _last_change(texts: Sequence[str]) -> int:
    """The place of the text that was new last."""
    changed = [place for place in range(1, len(texts)) if texts[place] != texts[place - 1]]
    return changed[-1] if changed else 0
