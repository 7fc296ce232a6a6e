"""Which ticket a mail belongs to: reply token, In-Reply-To, References from the last on, subject's number."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gijun.integrations.email.rules.parse import ParsedMail
from gijun.integrations.email.rules.reply_address import token_in, without_token

NUMBER = re.compile(r"\[\s*#\s*(\d+(?:-\d+)*)\s*\]")


class Known(Protocol):
    """What the desk knows. Tokens, ids and numbers are compared whole, never by prefix or likeness."""

    def ticket_of_token(self, token: str) -> int | None: ...
    def ticket_of_message_id(self, message_id: str) -> int | None: ...
    def ticket_of_number(self, number: str) -> int | None: ...
    def takes_part(self, ticket_id: int, address: str) -> bool: ...


class Outcome(StrEnum):
    """What is to become of a mail."""

    TICKET = "ticket"  # it goes onto the ticket
    REVIEW = "review"  # it names a ticket its sender has no part in: a person decides
    NEW = "new"  # it opens a ticket of its own


class Evidence(StrEnum):
    """What named the ticket, the strongest first."""

    TOKEN = "token"  # noqa: S105 -- a word, no secret
    IN_REPLY_TO = "in_reply_to"
    REFERENCES = "references"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class ThreadDecision:
    """Where a mail goes, and why."""

    outcome: Outcome
    ticket_id: int | None = None  # the ticket it goes onto; none for review: it may not come near that ticket
    evidence: Evidence | None = None
    doubtful_ticket_id: int | None = None  # for review: the ticket it named


def thread_of(
    mail: ParsedMail, known: Known, *, envelope_to: Iterable[str] = (), mailbox: str | None = None
) -> ThreadDecision:
    """The ticket a mail belongs to.

    Args:
        envelope_to: the addresses the mail server was told, which need not stand in the mail.
        mailbox: the address of the mailbox it came to; a token in another mailbox's address is not looked at.
            None: every address is.
    """
    recipients = (*mail.recipients, *envelope_to)
    ways = (
        (Evidence.TOKEN, known.ticket_of_token, _tokens(recipients, mailbox)),
        (Evidence.IN_REPLY_TO, known.ticket_of_message_id, mail.in_reply_to),
        (Evidence.REFERENCES, known.ticket_of_message_id, reversed(mail.references)),
    )
    for evidence, look_up, names in ways:
        ticket_id = _first(look_up, names)
        if ticket_id is not None:
            return ThreadDecision(Outcome.TICKET, ticket_id, evidence)
    return _by_number(mail, known)


def _by_number(mail: ParsedMail, known: Known) -> ThreadDecision:
    """A number can be guessed or told to others, so it only speaks for who takes part."""
    ticket_id = _first(known.ticket_of_number, _numbers(mail.subject))
    if ticket_id is None:
        return ThreadDecision(Outcome.NEW)
    if mail.sender is not None and known.takes_part(ticket_id, mail.sender.address):
        return ThreadDecision(Outcome.TICKET, ticket_id, Evidence.NUMBER)
    return ThreadDecision(Outcome.REVIEW, evidence=Evidence.NUMBER, doubtful_ticket_id=ticket_id)


def _first(look_up: Callable[[str], int | None], names: Iterable[str]) -> int | None:
    return next((found for name in names if (found := look_up(name)) is not None), None)


def _tokens(recipients: Iterable[str], mailbox: str | None) -> Iterator[str]:
    for address in recipients:
        token = token_in(address)
        if token and (mailbox is None or without_token(address) == mailbox.lower()):
            yield token


def _numbers(subject: str) -> list[str]:
    """Ticket numbers in a subject, also in the wide letters that Korean keyboards make."""
    return NUMBER.findall(unicodedata.normalize("NFKC", subject))
