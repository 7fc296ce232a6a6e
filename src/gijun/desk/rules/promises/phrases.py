"""Sentences that promise a customer something, found in what an agent writes.

Read by rules, so that a suggestion can always be explained; what is not recognised is not suggested.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from unicodedata import normalize

from gijun.desk.rules.promises.dates import When, when_said
from gijun.desk.rules.promises.hours import usual_due
from gijun.desk.terms.promises import PromiseKind
from gijun.science.worktime import Calendar

MOST = 3  # suggestions for one text
LONGEST = 20_000  # characters that are read

_SENTENCE_END = re.compile(r"(?<=[!?。])\s*|(?<=\.)(?<![ap]\.m\.)(?=\s|[가-힣])\s*|\n+")
_QUOTED = re.compile(r"^\s*>")
_QUESTION = re.compile(r"\?\s*$")
_THEIR_TURN = re.compile(
    r"시면|신다면|[실시는]\s*경우|셔야|하셔도|\bif you\b|\bonce you\b|\bwhen you (?:send|reply|have)\b|"
    r"\byou (?:must|need|have to|can)\b",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"(?:잠시|잠깐|조금)만?\s*(?:만\s*)?(?:더\s*)?기다려|"
    r"\b(?:one moment|just a moment|a moment please|bear with me|please (?:hold|wait))\b",
    re.IGNORECASE,
)
_WILL_KO = r"(?:드리겠|드릴게|드릴\s*예정|하겠|할게|할\s*예정|보겠|보내겠|예정)"
_WILL_EN = r"(?:'ll|’ll|\bwill|\bare going to|\bam going to)\b"
_SOON_DONE = re.compile(r"드리겠|드릴게|드립니다|드려요|예정|됩니다|돼요|완료|들어갑니다|갑니다|하겠|할게")
_WILL = re.compile(rf"{_WILL_KO}|{_WILL_EN}", re.IGNORECASE)
_CALL = re.compile(
    rf"(?:전화|콜백|통화|유선).{{0,14}}{_WILL_KO}|\b(?:call|phone|ring)\s+you\b|\bgive\s+you\s+a\s+call\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(rf"연락.{{0,8}}{_WILL_KO}")
_REFUND = re.compile(r"환불|입금|환급|취소\s*금액|결제\s*취소|\brefund|\bmoney back\b", re.IGNORECASE)
_VISIT = re.compile(
    r"방문|기사님|수거|회수|설치|\btechnician\b|\bcourier\b|\bvisit\b|\bpick (?:it )?up\b", re.IGNORECASE
)
_CHECK = re.compile(r"확인|알아보|알아봐|검토|문의|조회|파악|논의|협의|점검|다시|추후|별도|따로")
_ANSWER = re.compile(
    rf"(?:연락|안내|답변|회신|말씀|알려).{{0,8}}{_WILL_KO}|(?:확인|알아|조회|검토)[가-힣\s]{{0,6}}보겠"
)
_ANSWER_ALONE = re.compile(rf"(?:연락|회신).{{0,8}}{_WILL_KO}|(?:확인해|알아|조회해|검토해)\s*보겠")
_ANSWER_EN = re.compile(
    r"\b(?:get|come) back to you\b|\blet you know\b|\blook into\b|\bfollow up\b|\bupdate you\b|"
    r"\bbe in touch\b|\bcheck (?:this|it|that|with)\b|\breply\b|\banswer you\b",
    re.IGNORECASE,
)
_DONE_OTHER = re.compile(
    r"(?:배송|발송|도착|출고|처리|반영|완료|복구|교환|지급|적립)[가-힣\s]{0,6}(?:됩니다|드립니다|돼요)"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A promise somebody seems to give. ``dated``: they said when; otherwise it is the usual time."""

    kind: PromiseKind
    due: datetime
    dated: bool
    words: str  # the sentence


def promises_in(
    text: str, said_at: datetime, calendar: Calendar, *, by_phone: bool = False
) -> list[Suggestion]:
    """What an agent's words promise the customer, in the order it is said; at most three.

    Args:
        text: a reply; lines that quote somebody are left out.
        said_at: when it is said; days and times are read from there.
        by_phone: "we will contact you" means a call.
    """
    found: dict[tuple[PromiseKind, datetime], Suggestion] = {}
    for sentence in _sentences(text):
        one = _promise(sentence, said_at, calendar, by_phone)
        if one and one.due > said_at:
            found.setdefault((one.kind, one.due), one)
    dated = [one for one in found.values() if one.dated]
    kinds = {one.kind for one in dated}
    told = [one for one in found.values() if one.dated or one.kind not in kinds]
    return told[:MOST]


def _sentences(text: str) -> list[str]:
    lines = normalize("NFC", text[:LONGEST]).splitlines()
    own = "\n".join(line for line in lines if not _QUOTED.match(line))
    return [one.strip() for one in _SENTENCE_END.split(own) if one and one.strip()]


def _promise(sentence: str, said_at: datetime, calendar: Calendar, by_phone: bool) -> Suggestion | None:
    if _QUESTION.search(sentence) or _THEIR_TURN.search(sentence):
        return None
    when = when_said(sentence, said_at, calendar)
    soon = bool(_WAIT.search(sentence))
    kind = PromiseKind.ANSWER_BY if soon else _kind(sentence, when, by_phone)
    if kind is None:
        return None
    due = when.due if when else usual_due(calendar, said_at, soon=soon)
    return Suggestion(kind, due, when is not None, sentence)


def _kind(sentence: str, when: When | None, by_phone: bool) -> PromiseKind | None:
    will = bool(_WILL.search(sentence))
    if _CALL.search(sentence) and will:
        return PromiseKind.CALLBACK
    if by_phone and _CONTACT.search(sentence):
        return PromiseKind.CALLBACK
    if when and (will or _SOON_DONE.search(sentence)):
        if _REFUND.search(sentence):
            return PromiseKind.REFUND_BY
        if _VISIT.search(sentence):
            return PromiseKind.VISIT
    if _answers(sentence, will, dated=when is not None):
        return PromiseKind.ANSWER_BY
    if when and (will or _DONE_OTHER.search(sentence)):
        return PromiseKind.OTHER
    return None


def _answers(sentence: str, will: bool, *, dated: bool) -> bool:
    """Is an answer promised? "안내해 드리겠습니다" alone only begins one."""
    if _ANSWER_EN.search(sentence):
        return will
    if _ANSWER_ALONE.search(sentence):
        return True
    return bool(_ANSWER.search(sentence)) and (dated or bool(_CHECK.search(sentence)))
