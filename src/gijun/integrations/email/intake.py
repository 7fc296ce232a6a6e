"""From stored bytes to a message on a ticket: read, thread, hand to the desk."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from threading import Event as Stop

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.actions import Inbound, InboundFile, Received
from gijun.desk.queries import deliveries, doors, originals, threads
from gijun.desk.queries.originals import Original
from gijun.desk.terms import RawReason
from gijun.integrations.email import tokens
from gijun.integrations.email.reports import says_failed
from gijun.integrations.email.rules.automatic import Automatic
from gijun.integrations.email.rules.parse import ParsedMail, Unparseable, parse
from gijun.integrations.email.rules.threads import Outcome, ThreadDecision, thread_of
from gijun.integrations.email.terms import KIND, NULL_SENDER, NUMBER_OF_OTHER, SAME_ID, Unreadable
from gijun.organisation.models import Person

logger = logging.getLogger(__name__)
LOOKS_EVERY_S = 1.0  # also for what another process stored
_came = Stop()  # set when a mail was stored in this process


def take_in(raw_id: int, at: datetime, *, vouched: bool = False) -> Received | None:
    """Read an original and put its message where it belongs; none when somebody else has read it.

    What the message sets in motion happened when it arrived, not when it was read.

    Args:
        vouched: a person has looked and says that a customer wrote it, whatever its headers say.
    """
    original = originals.original(raw_id)
    if not original.is_waiting or original.account_id is None:
        return None
    try:
        mail = parse(original.content)
    except Unparseable as error:
        return _set_aside(raw_id, error.reason_code, at)
    sender = mail.sender.address if mail.sender else ""
    actions.note_sender(raw_id, sender)
    if (mail.automatic is Automatic.OWN or sender in doors.addresses(KIND)) and not vouched:
        actions.drop(raw_id, RawReason.OWN, at=at)
        return Received(None, None, RawReason.OWN)
    if not sender:
        return _set_aside(raw_id, Unreadable.NO_SENDER, at)
    return _deliver(original, original.account_id, mail, vouched=vouched)


def _set_aside(raw_id: int, why: str, at: datetime) -> Received:
    actions.set_aside(raw_id, RawReason.UNPARSEABLE, at=at, detail=why)
    return Received(None, None, RawReason.UNPARSEABLE)


def _deliver(original: Original, account_id: int, mail: ParsedMail, *, vouched: bool) -> Received:
    automatic = "" if vouched else _automatic(original, mail)
    returned = _returned(mail)
    thread = ThreadDecision(Outcome.TICKET, returned[1]) if returned else _thread(original, account_id, mail)
    is_elsewhere = thread.ticket_id is not None and not threads.is_reached_by(thread.ticket_id, account_id)
    if returned and mail.automatic is Automatic.BOUNCE and says_failed(original.content):
        actions.note_bounce(returned[0], at=original.received_at)
    return actions.receive(
        Inbound(
            account_id=account_id,
            address=mail.sender.address if mail.sender else "",
            address_as_typed=mail.sender.typed if mail.sender else "",
            sender_name=mail.sender.name if mail.sender else "",
            subject=mail.subject,
            body_full=mail.text,
            body_new=mail.body_new,
            body_quoted=mail.body_quoted,
            sent_at=mail.sent_at,
            dedupe_key=_dedupe_key(mail),
            external_ids=_external_ids(mail),
            ticket_id=None if is_elsewhere else thread.ticket_id,
            follows_id=thread.ticket_id if is_elsewhere else None,
            automatic=automatic,
            defects=_defects(account_id, mail, thread),
            files=[
                InboundFile(
                    name=file.name,
                    content=file.content,
                    content_type=file.content_type,
                    raw_name=file.raw_name,
                    is_inline=file.disposition == "inline",
                    content_id=file.content_id,
                )
                for file in mail.attachments
            ],
        ),
        at=original.received_at,
        raw_id=original.pk,
    )


class DeskKnows:
    """What the desk knows of the threads behind one door."""

    def __init__(self, account_id: int) -> None:
        self.account_id = account_id

    def ticket_of_token(self, token: str) -> int | None:
        return tokens.ticket_of(token)

    def ticket_of_message_id(self, message_id: str) -> int | None:
        found = threads.ticket_of_ref("message-id", message_id, account_id=self.account_id)
        if found is None and (reply := _reply_of(message_id)):
            found = reply[1]
        return found

    def ticket_of_number(self, number: str) -> int | None:
        return threads.ticket_of_number(number)

    def takes_part(self, ticket_id: int, address: str) -> bool:
        return threads.takes_part(ticket_id, KIND, address)


def _automatic(original: Original, mail: ParsedMail) -> str:
    """Why we think a machine wrote it, as a code; empty: a person."""
    if mail.automatic not in {None, Automatic.LIST}:  # a shared address is often a list: people write to it
        return str(mail.automatic)
    return Automatic.NULL_SENDER.value if original.envelope_from == NULL_SENDER else ""


def _thread(original: Original, account_id: int, mail: ParsedMail) -> ThreadDecision:
    """Where the mail belongs. A token only speaks for the door it was made for."""
    mailbox = doors.door(account_id).address
    return thread_of(mail, DeskKnows(account_id), envelope_to=original.envelope_to, mailbox=mailbox)


def _reply_of(message_id: str) -> tuple[int, int] | None:
    """(message, ticket) of our reply with this id; also one whose sending was never confirmed."""
    local = message_id.strip("<>").partition("@")[0]
    return deliveries.reply_of_ref("message-id", message_id) or deliveries.reply_of_key(local)


def _returned(mail: ParsedMail) -> tuple[int, int] | None:
    """(message, ticket) of our reply that this mail reports on."""
    return next((found for one in mail.bounce if (found := _reply_of(one))), None)


def _dedupe_key(mail: ParsedMail) -> str | None:
    """The same for the same mail whichever way it came: its id, and what its sender made.

    A mail without id and date has nothing to be recognised by: somebody may really write "yes" twice.
    """
    if not mail.message_id and "no_date" in mail.defects:
        return None
    return hashlib.sha256(f"{mail.message_id}\n{mail.canonical_hash}".encode()).hexdigest()


def _external_ids(mail: ParsedMail) -> list[tuple[str, str]]:
    given = [("message-id", mail.message_id), ("thread-index", mail.thread_index)]
    return [(kind, external_id) for kind, external_id in given if external_id]


def _defects(account_id: int, mail: ParsedMail, thread: ThreadDecision) -> list[str]:
    """What the reader noted, and what only the desk can know."""
    noted = [defect.value for defect in mail.defects]
    if thread.outcome is Outcome.REVIEW:
        noted.append(NUMBER_OF_OTHER)
    if mail.message_id and threads.is_known_ref(account_id, "message-id", mail.message_id):
        noted.append(SAME_ID)
    return noted


def attempt(raw_id: int, at: datetime, *, vouched: bool = False) -> Received | None:
    """Take one original in; whatever is wrong with it stays with it.

    A database that is away is not the mail's fault: it waits, and is read at the next look.
    """
    try:
        return take_in(raw_id, at, vouched=vouched)
    except (OperationalError, InterfaceError):
        logger.exception("The database is away; original %s waits.", raw_id)
        return None
    except Exception as error:  # the worker goes on with the next one
        logger.exception("Original %s could not be read.", raw_id)
        actions.set_aside(raw_id, RawReason.FAULT, at=at, detail=f"{type(error).__name__}: {error}")
        return Received(None, None, RawReason.FAULT)


def take_in_waiting(clock: Callable[[], datetime] = timezone.now) -> int:
    """Take in everything that waits, in the order it came; returns how many originals were read."""
    done = 0
    while waiting := originals.waiting(KIND):
        before = done
        done += sum(attempt(raw_id, clock()) is not None for raw_id in waiting)
        if done == before:
            break  # none of them can be read now
    return done


def read_again(raw_id: int, *, by: Person, at: datetime) -> Received | None:
    """A person wants an original that was set aside, or not taken in, to be read after all.

    Raises:
        DeskError: it has been taken in or erased meanwhile.
        PermissionDenied: ``by`` may not work through what was set aside there.
    """
    reason = originals.reason(raw_id)
    actions.retry_original(raw_id, by=by)
    return attempt(raw_id, at, vouched=reason in {RawReason.AUTOMATIC, RawReason.OWN})


def wake() -> None:
    """A mail was stored: do not wait for the next look."""
    _came.set()


def run(stop: Stop) -> None:
    """Take in what waits, at once after a start (whatever a crash left), then whenever something comes."""
    while True:
        _came.clear()
        close_old_connections()
        take_in_waiting()
        close_old_connections()
        if stop.is_set():
            return
        _came.wait(LOOKS_EVERY_S)
