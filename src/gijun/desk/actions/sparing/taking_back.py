"""Replies taken back before they are sent."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.desk.actions.settling import settle
from gijun.desk.errors import DeskError
from gijun.desk.events.sparing import ContactResumed, ReplyWithdrawn
from gijun.desk.models import Contact, Draft, Message, Outbox, Ticket, UndoableReply
from gijun.desk.queries import visible
from gijun.desk.queries.sparing.policy import sending
from gijun.desk.rules.sparing.taking_back import Standing, taken_back
from gijun.desk.terms import Author, DeliveryState, Direction
from gijun.desk.terms.routing import LIVE
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


def waits_s(ticket: Ticket, channel: str) -> int:
    """Seconds a reply waits before its first try; in a live conversation none."""
    return 0 if channel in LIVE else sending(ticket.team_id).undo_s


def remember(message: Message, before: Standing, *, undo_s: int, by: Person, at: datetime) -> None:
    """Inside an action: keep how the ticket stood before a reply that can still be taken back."""
    if undo_s:
        UndoableReply.objects.create(
            message=message,
            person=by,
            until=at + timedelta(seconds=undo_s),
            status=before.status,
            waiting_since=before.waiting_since,
        )


def remember_solved(message: Message) -> None:
    """Inside an action: the reply solved its ticket, so that taking it back opens the ticket again."""
    UndoableReply.objects.filter(message=message).update(solved=True)


@log.action
def withdraw_reply(message_id: int, *, by: Person, at: datetime) -> Message:
    """Take one's own reply back before it is sent; its text becomes the draft, the customer waits again.

    The message stays where it stood, marked; nobody outside ever sees it. Sentences and scripts in it no
    longer count as said. Taking it back twice changes nothing.

    Raises:
        DeskError: it is being sent, or was.
        PermissionDenied: a colleague wrote it.
        Message.DoesNotExist: there is none that ``by`` may see.
    """
    message = visible.messages(by).select_related("ticket").get(pk=message_id)
    authority.require(by, "desk.reply")
    if message.person_id != by.pk:
        raise PermissionDenied(_("Only whoever wrote a reply takes it back."))
    if message.delivery == DeliveryState.UNDONE:
        return message
    kept = UndoableReply.objects.filter(message=message).first()
    waits = Outbox.objects.filter(message=message, state=DeliveryState.PENDING, attempts=0)
    if kept is None or not waits.update(state=DeliveryState.UNDONE):
        raise DeskError(_("This reply has gone out already. Write another one to put it right."))
    Message.objects.filter(pk=message.pk).update(delivery=DeliveryState.UNDONE)
    message.delivery = DeliveryState.UNDONE
    _restore(message, kept, by, at)
    _back_to_draft(message, by, at)
    kept.delete()
    settle(message.ticket.assignee_id, at)
    return message


def _restore(message: Message, kept: UndoableReply, by: Person, at: datetime) -> None:
    """Bring the ticket back to where it stood; what happened since stays."""
    ticket = message.ticket
    solved_by_it = kept.solved and ticket.solved_at == message.made_at
    before = Standing(kept.status, kept.waiting_since)
    later = Message.objects.filter(
        ticket=ticket, pk__gt=message.pk, direction=Direction.OUT, author=Author.AGENT
    ).exclude(delivery=DeliveryState.UNDONE)
    following = later.order_by("pk").first()
    if following is not None:  # it answers instead: should it be taken back too, this is what it goes back to
        UndoableReply.objects.filter(message=following).update(
            status=kept.status, waiting_since=kept.waiting_since
        )
    now = Standing(ticket.status, ticket.waiting_since, ticket.solved_at)
    then = taken_back(now, before, solved_by_it=solved_by_it, stands=following is not None)
    ticket.status, ticket.waiting_since, ticket.solved_at = then.status, then.waiting_since, then.solved_at
    ticket.save(update_fields=["status", "waiting_since", "solved_at"])
    if solved_by_it:
        resume_contacts(ticket, message.made_at, by, at)
    log.record(
        ReplyWithdrawn(
            ticket_id=ticket.pk,
            contact_id=message.contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            message_id=message.pk,
            status=then.status,
            waiting_ms=log.to_ms(then.waiting_since) if then.waiting_since else None,
            stands=following is not None,
            solve_undone=solved_by_it,
        ),
        at=at,
        actor_id=by.pk,
    )


def resume_contacts(ticket: Ticket, ended_at: datetime, by: Person, at: datetime) -> None:
    """Inside an action: contacts that the solving ended go on, unless the customer began another since."""
    for contact in Contact.objects.filter(ticket=ticket, ended_at=ended_at).order_by("id"):
        of_door = Contact.objects.filter(account=contact.account_id, handle=contact.handle_id, ticket=ticket)
        if of_door.filter(ended_at=None).exists():
            continue
        Contact.objects.filter(pk=contact.pk).update(ended_at=None)
        log.record(
            ContactResumed(
                ticket_id=ticket.pk,
                contact_id=contact.pk,
                team_id=ticket.team_id,
                channel=contact.channel,
            ),
            at=at,
            actor_id=by.pk,
        )


def _back_to_draft(message: Message, by: Person, at: datetime) -> None:
    """The text is the person's draft again; what they have begun since stands below it."""
    begun = Draft.objects.filter(ticket=message.ticket, person=by).first()
    body = f"{message.body_new}\n\n{begun.body}" if begun and begun.body.strip() else message.body_new
    Draft.objects.update_or_create(
        ticket=message.ticket,
        person=by,
        defaults={"body": body, "base_message_id": message.pk, "saved_at": at},
    )
