"""Which ticket a mail belongs to: reply token, In-Reply-To, References from the last, subject's number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

TOKEN = re.compile(r"^[^@]+\+t\.([0-9a-f]{16,64})@", re.IGNORECASE)
NUMBER = re.compile(r"\[#(\d{4}-\d{4,9})\]")


class Known(Protocol):
    """What the desk knows."""

    def ticket_of_token(self, token: str) -> int | None: ...
    def ticket_of_message_id(self, message_id: str) -> int | None: ...
    def ticket_of_number(self, number: str) -> int | None: ...
    def takes_part(self, ticket_id: int, address: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a mail goes. ``doubtful``: it named a ticket its sender has no part in."""

    ticket_id: int | None
    doubtful: bool = False


def thread_of(
    known: Known,
    *,
    sender: str,
    recipients: Sequence[str],
    in_reply_to: Sequence[str],
    references: Sequence[str],
    subject: str,
) -> Thread:
    """The ticket of a mail. Ids are compared whole, never by prefix or likeness.

    Args:
        recipients: every address it was sent to: To, Cc, Delivered-To, X-Original-To, envelope.
    """
    for address in recipients:
        token = TOKEN.match(address)
        ticket_id = known.ticket_of_token(token[1].lower()) if token else None
        if ticket_id is not None:
            return Thread(ticket_id)
    for message_id in (*in_reply_to, *reversed(references)):
        ticket_id = known.ticket_of_message_id(message_id)
        if ticket_id is not None:
            return Thread(ticket_id)
    number = NUMBER.search(subject)
    ticket_id = known.ticket_of_number(number[1]) if number else None
    if ticket_id is None:
        return Thread(None)
    return Thread(ticket_id) if known.takes_part(ticket_id, sender) else Thread(None, doubtful=True)


def without_token(address: str) -> str:
    """A mailbox's own address, where a reply token was added to it."""
    return re.sub(r"\+t\.[0-9a-f]{16,64}@", "@", address.lower())
