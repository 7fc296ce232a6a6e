"""A second matter gets a ticket of its own: chosen messages move, nothing is lost."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.numbers import next_number
from gijun.desk.actions.settling import settle
from gijun.desk.actions.tickets import hold, open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import TicketOpened
from gijun.desk.events import sorting as facts
from gijun.desk.models import Contact, Message, Ticket
from gijun.desk.queries import visible
from gijun.desk.rules.sorting.splitting import Said, waits_since, whole_contacts
from gijun.desk.terms import DeliveryState, Direction
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def split(
    ticket_id: int, *, message_ids: Collection[int], by: Person, at: datetime, subject: str = ""
) -> Ticket:
    """Move messages to a new ticket of the same customer, which points back. Returns the new ticket.

    Whoever holds the ticket holds both. A contact goes along when all of its messages do. Checklists,
    judgements and requests stay where they were made.

    Raises:
        DeskError: nothing was chosen, or everything, or a message is not on the ticket, or it is solved.
        PermissionDenied: ``by`` may not split tickets.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    old = visible.ticket_to(by, ticket_id, "desk.merge")
    if old.is_ended or old.merged_into_id:
        raise DeskError(_("This ticket is solved. Reopen it before you split it."))
    said = _said(old)
    chosen = frozenset(message_ids)
    _check(said, chosen)
    new = _open(old, said, chosen, subject, at, by)
    _move(old, new, said, chosen, by, at)
    _book(old, new, said, chosen, by, at)
    if old.assignee is not None:
        hold(new, old.assignee, None if old.assignee_id == by.pk else by, at)
    settle(old.assignee_id, at)
    new.refresh_from_db()
    return new


def _said(ticket: Ticket) -> list[Said]:
    rows = Message.objects.filter(ticket=ticket).order_by("id")
    return [Said(row.pk, row.contact_id, row.direction, _answers_nobody(row), row.made_at) for row in rows]


def _answers_nobody(row: Message) -> bool:
    """A machine wrote it, or it was taken back before it went out."""
    return bool(row.automatic) or row.delivery == DeliveryState.UNDONE


def _check(said: Sequence[Said], chosen: frozenset[int]) -> None:
    if not chosen:
        raise DeskError(_("Choose the messages that belong to the other matter."))
    if chosen - {one.message_id for one in said}:
        raise DeskError(_("One of these messages is not on this ticket any more. Open it again and choose."))
    spoken = [one.message_id in chosen for one in said if one.direction != Direction.INTERNAL]
    if not any(spoken):
        raise DeskError(_("Choose at least one message of the conversation; notes alone are no matter."))
    if all(spoken):
        raise DeskError(_("Leave at least one message here: all of them are one matter."))


def _open(
    old: Ticket, said: Sequence[Said], chosen: frozenset[int], subject: str, at: datetime, by: Person
) -> Ticket:
    named = " ".join(subject.split())[:300]
    last = max(one.made_at for one in said if one.message_id in chosen)
    new = Ticket.objects.create(
        number=next_number(at, old.team_id),
        subject=named or old.subject,
        priority=old.priority,
        channel=old.channel,
        customer_id=old.customer_id,
        team_id=old.team_id,
        split_from=old,
        opened_at=at,
        last_message_at=last,
    )
    log.record(
        TicketOpened(ticket_id=new.pk, team_id=new.team_id, channel=new.channel, customer_id=new.customer_id),
        at=at,
        actor_id=by.pk,
    )
    return new


def _move(
    old: Ticket, new: Ticket, said: Sequence[Said], chosen: frozenset[int], by: Person, at: datetime
) -> None:
    Message.objects.filter(pk__in=chosen).update(ticket=new)
    for message_id in sorted(chosen):
        log.record(
            facts.MessageMoved(ticket_id=old.pk, into_ticket_id=new.pk, message_id=message_id),
            at=at,
            actor_id=by.pk,
        )
    for contact in Contact.objects.filter(pk__in=whole_contacts(said, chosen), ticket=old).order_by("id"):
        Contact.objects.filter(pk=contact.pk).update(ticket=new)
        log.record(
            facts.ContactMoved(
                ticket_id=old.pk,
                contact_id=contact.pk,
                team_id=old.team_id,
                channel=contact.channel,
                into_ticket_id=new.pk,
            ),
            at=at,
            actor_id=by.pk,
        )


def _book(
    old: Ticket, new: Ticket, said: Sequence[Said], chosen: frozenset[int], by: Person, at: datetime
) -> None:
    """Who waits since when in each of the two, and that the one came from the other."""
    left = [one for one in said if one.message_id not in chosen]
    waits_there = waits_since(one for one in said if one.message_id in chosen)
    waits_here = waits_since(left) if old.waiting_since else None
    Ticket.objects.filter(pk=new.pk).update(waiting_since=waits_there)
    Ticket.objects.filter(pk=old.pk).update(
        waiting_since=waits_here, last_message_at=max(one.made_at for one in left)
    )
    new.waiting_since = waits_there
    log.record(
        facts.TicketSplit(
            ticket_id=old.pk,
            contact_id=open_contact_id(old),
            team_id=old.team_id,
            agent_id=by.pk,
            channel=old.channel,
            into_ticket_id=new.pk,
            messages=len(chosen),
            waiting_ms=log.to_ms(waits_here) if waits_here else None,
        ),
        at=at,
        actor_id=by.pk,
    )
    log.record(
        facts.TicketSplitOff(
            ticket_id=new.pk,
            team_id=new.team_id,
            agent_id=by.pk,
            channel=new.channel,
            from_ticket_id=old.pk,
            waiting_ms=log.to_ms(waits_there) if waits_there else None,
        ),
        at=at,
        actor_id=by.pk,
    )
