"""Who holds a ticket and where it stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.desk.actions.asking import following
from gijun.desk.actions.promises import following as promised
from gijun.desk.actions.queueing import leave_queue
from gijun.desk.actions.settling import settle
from gijun.desk.actions.sorting import following as sorting
from gijun.desk.actions.sorting.filling import require_fields
from gijun.desk.actions.sparing import following as sparing
from gijun.desk.actions.wording import following as wording
from gijun.desk.errors import DeskError, MustReadError, TakenError
from gijun.desk.events import (
    ContactEnded,
    PriorityChanged,
    ReasonChosen,
    TicketAssigned,
    TicketClosed,
    TicketMerged,
    TicketParked,
    TicketReleased,
    TicketReopened,
    TicketSolved,
)
from gijun.desk.models import Assignment, ChecklistTick, Contact, Judgement, Message, Ticket
from gijun.desk.queries import visible
from gijun.desk.terms import ACTIVE, Priority, TicketStatus
from gijun.events import log
from gijun.events.prepared import prepared
from gijun.organisation import authority, queries
from gijun.organisation.models import Person
from gijun.standards.queries import known_reason, overdue_must_read_count


@dataclass(frozen=True, slots=True)
class Routed:
    """Routing chose the agent: by which version of its policy, and why this one."""

    policy_version: int
    choice: str


def open_contact_id(ticket: Ticket) -> int | None:
    """The contact that work on a ticket now counts towards: the open one, else the last."""
    return next(iter(_current_contact(ticket.pk)), None)


@prepared
def _current_contact(ticket_id: int) -> QuerySet[Contact, int]:
    of_ticket = Contact.objects.filter(ticket=ticket_id).annotate(is_open=Q(ended_at=None))
    return of_ticket.order_by("-is_open", "-id").values_list("pk", flat=True)[:1]


@log.action
def take(ticket_id: int, *, by: Person, at: datetime) -> Ticket:
    """Take a waiting ticket; it becomes the person's and their team's.

    Raises:
        TakenError: somebody else was first; the message names them.
        MustReadError: ``by`` has not read what must be read.
        DeskError: the ticket is solved or merged.
        PermissionDenied: ``by`` may not take tickets.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    return hold(visible.ticket_to(by, ticket_id, "desk.take_ticket"), by, by, at)


@log.action
def assign(ticket_id: int, *, to: Person, by: Person, at: datetime, helps: bool = False) -> Ticket:
    """Give a ticket to a colleague, from the queue or from somebody else.

    Args:
        helps: a colleague asked ``to`` for help with it: what they have not read does not keep them from it.

    Raises:
        DeskError: the colleague could not see it, or it is solved.
        PermissionDenied: ``by`` may not give tickets to others.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.assign_ticket")
    if not authority.allows(to, "desk.reply"):
        raise DeskError(_("%(name)s does not answer customers.") % {"name": to.name})
    return hold(ticket, to, by, at, only_waiting=False, helps=helps)


def hold(
    ticket: Ticket,
    to: Person,
    by: Person | None,
    at: datetime,
    *,
    only_waiting: bool = True,
    helps: bool = False,
    routed: Routed | None = None,
) -> Ticket:
    """Inside an action: the ticket becomes the person's, if nobody was quicker.

    Args:
        by: nobody: routing gives it.
        only_waiting: not out of a colleague's hands.
        helps: a colleague asked them for help with it; it is no new work.

    Raises:
        TakenError: somebody else was first.
        MustReadError: they take it themselves and have not read what must be read.
        DeskError: the ticket is solved or merged.
    """
    if ticket.assignee_id == to.pk:
        return ticket
    if by is not None and to.pk == by.pk and not helps:
        _require_read(by, at)
    team_id = queries.home_team_id(to) or ticket.team_id
    free = Ticket.objects.active().filter(pk=ticket.pk)
    if only_waiting:
        free = free.filter(assignee=None)
    status = TicketStatus.OPEN if ticket.status == TicketStatus.NEW else ticket.status
    if not free.update(assignee=to, team_id=team_id, status=status):
        raise _why_not(ticket.pk)
    Assignment.objects.filter(ticket=ticket, ended_at=None).update(ended_at=at)
    Assignment.objects.create(ticket=ticket, person=to, team_id=team_id, started_at=at)
    log.record(
        TicketAssigned(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=team_id,
            agent_id=to.pk,
            channel=ticket.channel,
            from_team_id=ticket.team_id,
            from_agent_id=ticket.assignee_id,
            waited_s=ticket.waited_s(at) or 0.0,
            by_routing=routed is not None,
            rule_version=routed.policy_version if routed else 0,
            choice=routed.choice if routed else "",
        ),
        at=at,
        actor_id=by.pk if by else None,
    )
    leave_queue(ticket, at)
    settle(ticket.assignee_id, at)
    ticket.refresh_from_db()
    settle(to.pk, at)
    return ticket


def _require_read(by: Person, at: datetime) -> None:
    """Whoever has not read what must be read goes on with their tickets, but takes no new ones."""
    if unread := overdue_must_read_count(by, at):
        raise MustReadError(
            ngettext(
                "%(count)d must-read is still open. Read it before you take a new ticket.",
                "%(count)d must-reads are still open. Read them before you take a new ticket.",
                unread,
            )
            % {"count": unread}
        )


def _why_not(ticket_id: int) -> DeskError:
    now = Ticket.objects.select_related("assignee").get(pk=ticket_id)
    if now.merged_into_id:
        return DeskError(_("This ticket was merged into another one."))
    if now.is_ended:
        return DeskError(_("This ticket is solved. Reopen it first."))
    return TakenError(_("%(name)s took this ticket first.") % {"name": now.assignee})


@log.action
def release(ticket_id: int, *, by: Person, at: datetime) -> Ticket:
    """Put a ticket back into the queue of its first door, for anybody to take.

    Raises:
        DeskError: nobody holds it, or it is solved.
        PermissionDenied: it is a colleague's and ``by`` may not assign.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket(by, ticket_id)
    authority.require(by, "desk.take_ticket" if ticket.assignee_id == by.pk else "desk.assign_ticket")
    put_back(ticket, by.pk, at)
    return ticket


def put_back(ticket: Ticket, actor_id: int | None, at: datetime) -> None:
    """Inside an action: nobody holds the ticket any more; it waits behind its first door.

    Raises:
        DeskError: nobody held it, or it is solved.
    """
    door = Contact.objects.filter(ticket=ticket).select_related("account").order_by("id").first()
    team_id = door.account.team_id if door else ticket.team_id
    held = Ticket.objects.active().filter(pk=ticket.pk, assignee=ticket.assignee_id).exclude(assignee=None)
    if not held.update(assignee=None, team_id=team_id):
        raise DeskError(_("Nobody holds this ticket, or it is solved."))
    Assignment.objects.filter(ticket=ticket, ended_at=None).update(ended_at=at)
    log.record(
        TicketReleased(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=team_id,
            agent_id=ticket.assignee_id or 0,
            channel=ticket.channel,
            from_team_id=ticket.team_id,
        ),
        at=at,
        actor_id=actor_id,
    )
    settle(ticket.assignee_id, at)
    ticket.refresh_from_db()


@log.action
def choose_reason(ticket_id: int, *, reason_id: int, by: Person, at: datetime) -> Ticket:
    """Say what the ticket is about; choosing the same again changes nothing.

    Raises:
        DeskError: there is no such reason.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    set_reason(ticket, reason_id, by, at)
    return ticket


def set_reason(ticket: Ticket, reason_id: int, by: Person, at: datetime) -> None:
    """Inside an action: change the reason and record it."""
    if ticket.reason_id == reason_id:
        return
    if not known_reason(reason_id):
        raise DeskError(_("This contact reason does not exist any more. Choose another one."))
    ticket.reason_id = reason_id
    ticket.save(update_fields=["reason"])
    log.record(
        ReasonChosen(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            reason_id=reason_id,
        ),
        at=at,
        actor_id=by.pk,
    )


@log.action
def set_priority(ticket_id: int, *, priority: Priority, by: Person, at: datetime) -> Ticket:
    """Say how urgent the ticket is."""
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    if ticket.priority != priority:
        ticket.priority = priority
        ticket.save(update_fields=["priority"])
        log.record(
            PriorityChanged(
                ticket_id=ticket.pk,
                contact_id=open_contact_id(ticket),
                team_id=ticket.team_id,
                agent_id=by.pk,
                channel=ticket.channel,
                priority=priority.value,
            ),
            at=at,
            actor_id=by.pk,
        )
    return ticket


@log.action
def park(ticket_id: int, *, status: TicketStatus, by: Person, at: datetime) -> Ticket:
    """Let an active ticket wait for a colleague or for the customer, or bring it back.

    Raises:
        DeskError: the ticket is solved, or ``status`` is not one to wait in.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    if status not in {TicketStatus.OPEN, TicketStatus.WAITING_CUSTOMER, TicketStatus.WAITING_INTERNAL}:
        raise DeskError(_("A ticket cannot wait in this state."))
    if not Ticket.objects.active().filter(pk=ticket_id).update(status=status):
        raise _why_not(ticket_id)
    log.record(
        TicketParked(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            status=status.value,
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(ticket.assignee_id, at, channel=ticket.channel)
    ticket.status = status
    return ticket


@log.action
def solve(ticket_id: int, *, by: Person, at: datetime, reason_id: int | None = None) -> Ticket:
    """Declare the matter solved; its contacts end.

    Raises:
        DeskError: it is solved already, or nobody has said what it was about.
        LackingError: a field that its reason asks for is empty; it names each.
        PermissionDenied: ``by`` may not solve tickets.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.solve")
    if reason_id is not None:
        set_reason(ticket, reason_id, by, at)
    if ticket.reason_id is None:
        raise DeskError(_("Choose what the contact was about before you solve the ticket."))
    contact_id = open_contact_id(ticket)
    solved = Ticket.objects.active().filter(pk=ticket_id)
    if solved.exists():
        require_fields(ticket, contact_id=contact_id, by=by, at=at)
    if not solved.update(status=TicketStatus.RESOLVED, solved_at=at, waiting_since=None):
        raise _why_not(ticket_id)
    for contact in Contact.objects.filter(ticket=ticket, ended_at=None).order_by("id"):
        _end_contact(contact, ticket, by, at)
    log.record(
        TicketSolved(
            ticket_id=ticket.pk,
            contact_id=contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            reason_id=ticket.reason_id,
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(ticket.assignee_id, at, channel=ticket.channel)
    ticket.refresh_from_db()
    return ticket


def _end_contact(contact: Contact, ticket: Ticket, by: Person, at: datetime) -> None:
    Contact.objects.filter(pk=contact.pk).update(ended_at=at)
    log.record(
        ContactEnded(
            ticket_id=ticket.pk, contact_id=contact.pk, team_id=ticket.team_id, channel=contact.channel
        ),
        at=at,
        actor_id=by.pk,
    )


@log.action
def reopen(ticket_id: int, *, by: Person, at: datetime) -> Ticket:
    """Bring a solved ticket back, before the customer has to.

    Raises:
        DeskError: it is not solved, or closed for good.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.solve")
    solved = Ticket.objects.filter(pk=ticket_id, status=TicketStatus.RESOLVED)
    if not solved.update(status=TicketStatus.OPEN, solved_at=None):
        raise DeskError(_("Only a solved ticket can be reopened."))
    log.record(
        TicketReopened(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=ticket.assignee_id,
            channel=ticket.channel,
            by_customer=False,
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(ticket.assignee_id, at)
    ticket.refresh_from_db()
    return ticket


@log.action
def close(ticket_id: int, *, at: datetime, by: Person | None = None) -> bool:
    """Close a solved ticket for good; later messages begin a new one. Returns whether it was solved."""
    if by is not None:
        visible.ticket_to(by, ticket_id, "desk.solve")
    closed = Ticket.objects.filter(pk=ticket_id, status=TicketStatus.RESOLVED).update(
        status=TicketStatus.CLOSED
    )
    if closed:
        ticket = Ticket.objects.get(pk=ticket_id)
        log.record(
            TicketClosed(ticket_id=ticket_id, team_id=ticket.team_id, channel=ticket.channel),
            at=at,
            actor_id=by.pk if by else None,
        )
    return bool(closed)


@log.action
def merge(ticket_id: int, *, into_id: int, by: Person, at: datetime) -> Ticket:
    """Move everything of one ticket to another; later messages follow. Returns the other.

    Raises:
        DeskError: the two are the same, one was merged before, or the other is solved.
        Ticket.DoesNotExist: ``by`` may not see one of them.
    """
    loser = visible.ticket_to(by, ticket_id, "desk.merge")
    winner = visible.ticket_to(by, into_id, "desk.merge")
    if loser.pk == winner.pk or loser.merged_into_id or winner.merged_into_id:
        raise DeskError(
            _("These two tickets cannot be merged: one of them was merged already, or they are the same.")
        )
    if winner.status not in ACTIVE:
        raise DeskError(_("Merge into a ticket that is not solved."))
    _end_doubled_contacts(loser, winner, by, at)
    wording.move(loser, winner, open_contact_id(loser), by, at)
    sparing.move(loser, winner, by, at)
    _move(loser, winner, at)
    log.record(
        TicketMerged(
            ticket_id=loser.pk, team_id=loser.team_id, channel=loser.channel, into_ticket_id=winner.pk
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(loser.assignee_id, at)
    settle(winner.assignee_id, at)
    winner.refresh_from_db()
    return winner


def _end_doubled_contacts(loser: Ticket, winner: Ticket, by: Person, at: datetime) -> None:
    """Where a customer has an open contact through the same door in both tickets, one of them goes on."""
    going_on = set(
        Contact.objects.filter(ticket=winner, ended_at=None).values_list("account_id", "handle_id")
    )
    for contact in Contact.objects.filter(ticket=loser, ended_at=None).order_by("id"):
        if (contact.account_id, contact.handle_id) in going_on:
            _end_contact(contact, loser, by, at)


def _move(loser: Ticket, winner: Ticket, at: datetime) -> None:
    Message.objects.filter(ticket=loser).update(ticket=winner)
    Contact.objects.filter(ticket=loser).update(ticket=winner)
    there = ChecklistTick.objects.filter(ticket=winner).values("item_id")
    ChecklistTick.objects.filter(ticket=loser, item_id__in=there).delete()
    ChecklistTick.objects.filter(ticket=loser).update(ticket=winner)
    Judgement.objects.filter(ticket=loser).update(ticket=winner)
    following.move(loser, winner)
    promised.move(loser, winner)
    sorting.move(loser, winner)
    Assignment.objects.filter(ticket=loser, ended_at=None).update(ended_at=at)
    if loser.waiting_since:
        winner.waiting_since = min(loser.waiting_since, winner.waiting_since or loser.waiting_since)
        if winner.status == TicketStatus.WAITING_CUSTOMER:
            winner.status = TicketStatus.OPEN
    winner.last_message_at = max(winner.last_message_at, loser.last_message_at)
    winner.save(update_fields=["waiting_since", "status", "last_message_at"])
    Ticket.objects.filter(pk=loser.pk).update(
        merged_into=winner, status=TicketStatus.CLOSED, waiting_since=None, assignee=None
    )
