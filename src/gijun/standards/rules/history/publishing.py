"""Notices, receipts and answers as the log tells them."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.standards import events


@dataclass(slots=True)
class NoticeHistory:
    team_id: int
    version_id: int | None
    must_read: bool
    shows_from_ms: int
    content_hash: str
    shows_until_ms: int | None = None


@dataclass(slots=True)
class ReceiptHistory:
    attempts: int = 0
    is_understood: bool = False


@dataclass(slots=True)
class PublishingHistory:
    """Receipts by notice and person."""

    notices: dict[int, NoticeHistory] = field(default_factory=dict)
    receipts: dict[tuple[int, int], ReceiptHistory] = field(default_factory=dict)


def apply(history: PublishingHistory, fact: Fact) -> None:
    match fact:
        case events.NoticeIssued():
            history.notices[fact.notice_id] = NoticeHistory(
                fact.team_id, fact.version_id, fact.must_read, fact.shows_from_ms, fact.content_hash
            )
        case events.NoticeWithdrawn():
            history.notices[fact.notice_id].shows_until_ms = fact.shows_until_ms
        case events.StandardRead():
            history.receipts[fact.notice_id, fact.person_id] = ReceiptHistory()
        case events.ComprehensionAnswered():
            receipt = history.receipts[fact.notice_id, fact.person_id]
            receipt.attempts = fact.attempt
            receipt.is_understood = receipt.is_understood or fact.right
