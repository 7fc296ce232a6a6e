"""Answering, noting, drafting."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.desk.actions import tickets
from gijun.desk.actions.settling import settle
from gijun.desk.actions.snippets_in_use import note_snippets
from gijun.desk.actions.sparing import taking_back
from gijun.desk.actions.standards_in_use import note_uses
from gijun.desk.actions.wording.used import note_templates
from gijun.desk.errors import DeskError, NewMessagesError
from gijun.desk.events import NoteWritten, ReplyWritten
from gijun.desk.models import Draft, Handle, Message, Outbox, Ticket
from gijun.desk.outbound import can_send
from gijun.desk.queries import visible
from gijun.desk.queries.promises.links import foot_of
from gijun.desk.rules.sparing.taking_back import Standing
from gijun.desk.terms import Author, DeliveryState, Direction, TicketStatus
from gijun.events import log
from gijun.events.prepared import prepared
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class UsedSentence:
    """A sentence the person inserted while writing."""

    version_id: int
    text: str
    found_ms: int | None = None  # from opening the search to inserting


@dataclass(frozen=True, slots=True)
class UsedSnippet:
    """Words of a personal script the person inserted while writing."""

    snippet_id: int
    text: str
    found_ms: int | None = None  # from opening the search to inserting


@dataclass(frozen=True, slots=True)
class UsedTemplate:
    """The text of a reply template the person inserted, with the agreed sentence that stands in it."""

    version_id: int
    text: str
    found_ms: int | None = None  # from opening the picker to inserting
    is_short: bool = False
    standard_version_id: int | None = None
    sentence: str = ""


Inserted = UsedSentence | UsedSnippet | UsedTemplate


@log.action
def reply(
    ticket_id: int,
    *,
    body: str,
    by: Person,
    at: datetime,
    base_message_id: int | None = None,
    used: Sequence[Inserted] = (),
    then_solve: bool = False,
    reason_id: int | None = None,
) -> Message:
    """Answer the customer: the reply waits in the outbox, the ticket waits for the customer or is solved.

    A ticket nobody holds becomes the person's. The reply goes to the sender of the message it answers.

    Args:
        base_message_id: the last message the person had seen when they began; later ones stop the reply.
        used: agreed sentences, personal scripts and templates inserted while writing.

    Raises:
        NewMessagesError: messages arrived meanwhile.
        DeskError: nothing was written, nobody to send to, or the ticket is solved.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    if not body.strip():
        raise DeskError(_("Write something before you send."))
    if ticket.is_ended:
        raise DeskError(_("This ticket is solved. Reopen it first."))
    if base_message_id is not None:
        _refuse_if_overtaken(ticket, base_message_id)
    answered = _message_to_answer(ticket)
    if answered is None or answered.handle is None or answered.account is None:
        raise DeskError(_("There is nobody to send this to. Leave a note instead."))
    if ticket.assignee_id is None:
        ticket = tickets.take(ticket_id, by=by, at=at)
    message = _write_reply(ticket, answered, answered.handle, body=body, by=by, at=at)
    log.record(
        ReplyWritten(
            ticket_id=ticket.pk,
            contact_id=message.contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            message_id=message.pk,
        ),
        at=at,
        actor_id=by.pk,
    )
    _note_used(ticket, message, used, by, at)
    Draft.objects.filter(ticket=ticket, person=by).delete()
    if reason_id is not None:
        tickets.set_reason(ticket, reason_id, by, at)
    if then_solve:
        tickets.solve(ticket_id, by=by, at=at)
        taking_back.remember_solved(message)
    else:
        settle(ticket.assignee_id, at, channel=ticket.channel)
    return message


def _note_used(ticket: Ticket, message: Message, used: Sequence[Inserted], by: Person, at: datetime) -> None:
    templates = [one for one in used if isinstance(one, UsedTemplate)]
    embedded = note_templates(ticket, message, templates, by, at)
    sentences = [one for one in used if isinstance(one, UsedSentence)]
    note_uses(ticket, message, [*sentences, *embedded], by, at)
    note_snippets(ticket, message, [one for one in used if isinstance(one, UsedSnippet)], by, at)


def _refuse_if_overtaken(ticket: Ticket, base_message_id: int) -> None:
    later = list(
        Message.objects.filter(ticket=ticket, pk__gt=base_message_id)
        .exclude(direction=Direction.INTERNAL)
        .exclude(direction=Direction.OUT, author=Author.SYSTEM)  # what a rule sent changes nothing for them
        .exclude(delivery=DeliveryState.UNDONE)
        .values_list("pk", flat=True)
    )
    if later:
        raise NewMessagesError(
            ngettext(
                "%(count)d message arrived since you started. Read it, then send again.",
                "%(count)d messages arrived since you started. Read them, then send again.",
                len(later),
            )
            % {"count": len(later)},
            count=len(later),
            last_message_id=max(later),
        )


def _message_to_answer(ticket: Ticket) -> Message | None:
    """The customer's last message; an automatic one only where there is nothing else."""
    found = _last_inbound(ticket.pk, automatic=False) or _last_inbound(ticket.pk, automatic=True)
    return next(iter(found), None)


@prepared
def _last_inbound(ticket_id: int, *, automatic: bool) -> QuerySet[Message]:
    inbound = Message.objects.filter(ticket=ticket_id, direction=Direction.IN)
    rows = inbound if automatic else inbound.filter(automatic="")
    return rows.select_related("handle", "account").order_by("-id")[:1]


def _write_reply(
    ticket: Ticket, answered: Message, to: Handle, *, body: str, by: Person, at: datetime
) -> Message:
    channel = answered.account.kind if answered.account else ticket.channel
    foot = foot_of(ticket, channel)
    undo_s = taking_back.waits_s(ticket, channel)
    message = Message.objects.create(
        ticket=ticket,
        contact_id=tickets.open_contact_id(ticket),
        account_id=answered.account_id,
        direction=Direction.OUT,
        author=Author.AGENT,
        person=by,
        handle=to,
        recipients=[to.external_id],
        subject=answered.subject or ticket.subject,
        body_full=body + foot,
        body_new=body,
        body_quoted=foot.strip(),
        in_reply_to=answered,
        delivery=DeliveryState.PENDING if can_send(channel) else "",
        made_at=at,
    )
    if message.delivery:
        Outbox.objects.create(
            message=message,
            channel=channel,
            idempotency_key=uuid.uuid4().hex,
            next_try_at=at + timedelta(seconds=undo_s),
        )
        before = Standing(ticket.status, ticket.waiting_since)
        taking_back.remember(message, before, undo_s=undo_s, by=by, at=at)
    ticket.last_message_at, ticket.waiting_since = at, None
    if not ticket.is_ended:
        ticket.status = TicketStatus.WAITING_CUSTOMER
    ticket.save(update_fields=["last_message_at", "waiting_since", "status"])
    return message


@log.action
def write_note(ticket_id: int, *, body: str, by: Person, at: datetime) -> Message:
    """Leave a note that the customer does not see.

    Raises:
        DeskError: nothing was written.
        PermissionDenied: ``by`` may not leave notes.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.write_note")
    if not body.strip():
        raise DeskError(_("Write something before you save the note."))
    message = Message.objects.create(
        ticket=ticket,
        contact_id=tickets.open_contact_id(ticket),
        direction=Direction.INTERNAL,
        author=Author.AGENT,
        person=by,
        body_full=body,
        body_new=body,
        made_at=at,
    )
    log.record(
        NoteWritten(
            ticket_id=ticket.pk,
            contact_id=message.contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            message_id=message.pk,
        ),
        at=at,
        actor_id=by.pk,
    )
    Draft.objects.filter(ticket=ticket, person=by).delete()
    return message


def save_draft(ticket_id: int, *, body: str, base_message_id: int, by: Person, at: datetime) -> None:
    """Keep what the person has typed so far; an empty text keeps nothing.

    Raises:
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket(by, ticket_id)
    if not body.strip():
        discard_draft(ticket_id, by=by)
        return
    Draft.objects.update_or_create(
        ticket=ticket, person=by, defaults={"body": body, "base_message_id": base_message_id, "saved_at": at}
    )


def discard_draft(ticket_id: int, *, by: Person) -> None:
    """Throw the person's draft on this ticket away."""
    Draft.objects.filter(ticket_id=ticket_id, person=by).delete()
