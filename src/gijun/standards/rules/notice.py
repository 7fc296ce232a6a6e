"""What people are told of a version, and asked about it."""

from dataclasses import replace

from gijun.standards.rules.content import Comprehension, Content, clean, sentence_of
from gijun.standards.terms import Language, SentenceChannel


def notice_text(content: Content) -> str:
    """What everybody is told: the notice, else the change note; what must be read is never empty."""
    told = content.publication.notice or content.change_note
    if told or not content.publication.must_read:
        return told
    return sentence_of(content.sentences, SentenceChannel.ANY, Language.KOREAN)


def tidied_question(asked: Comprehension | None) -> Comprehension | None:
    """The question with clean texts; nothing at all is no question."""
    if asked is None:
        return None
    tidy = replace(asked, question=clean(asked.question), answers=tuple(map(clean, asked.answers)))
    return tidy if tidy.question or any(tidy.answers) else None
