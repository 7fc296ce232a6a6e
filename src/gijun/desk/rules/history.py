"""Fold the desk's facts into the state of tickets: what the rows must equal after any action."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.terms import TicketStatus
from gijun.events.facts import Fact

MOVING = ("open_contacts", "ended_contacts", "received", "replies", "notes", "uses", "ticks", "judged")
"""What goes to the other ticket when two are merged."""


@dataclass(slots=True)
class TicketHistory:
    """A ticket as the log tells it. Times are milliseconds since 1970 UTC."""

    team_id: int
    channel: str
    customer_id: int
    follows_id: int | None = None
    status: str = TicketStatus.NEW
    agent_id: int | None = None
    reason_id: int | None = None
    merged_into_id: int | None = None
    waiting_since_ms: int | None = None
    solved_at_ms: int | None = None
    open_contacts: set[int] = field(default_factory=set)
    ended_contacts: set[int] = field(default_factory=set)
    received: set[int] = field(default_factory=set)
    replies: set[int] = field(default_factory=set)
    notes: set[int] = field(default_factory=set)
    uses: set[tuple[int, int]] = field(default_factory=set)  # (message, version)
    ticks: set[int] = field(default_factory=set)  # checklist items
    judged: set[tuple[int, int, str, int | None]] = field(default_factory=set)  # id, version, verdict, place
    open_works: set[int] = field(default_factory=set)
    worked_ms: int = 0


@dataclass(slots=True)
class DeskHistory:
    """Every ticket the log knows of, and which customers are gone or redirected."""

    tickets: dict[int, TicketHistory] = field(default_factory=dict)
    merged_customers: dict[int, int] = field(default_factory=dict)
    erased_customers: set[int] = field(default_factory=set)


def fold(history: DeskHistory, facts: Iterable[tuple[int, Fact]]) -> DeskHistory:
    """Apply facts, oldest first; each comes with when it happened (ms)."""
    for at_ms, fact in facts:
        match fact:
            case events.TicketOpened():
                history.tickets[fact.ticket_id] = TicketHistory(
                    fact.team_id, fact.channel, fact.customer_id, fact.follows_id
                )
            case events.TicketMerged():
                _merge(
                    history.tickets[fact.ticket_id], history.tickets[fact.into_ticket_id], fact.into_ticket_id
                )
            case events.CustomersMerged():
                history.merged_customers[fact.customer_id] = fact.into_customer_id
                for ticket in history.tickets.values():
                    if ticket.customer_id == fact.customer_id:
                        ticket.customer_id = fact.into_customer_id
            case events.CustomerErased():
                history.erased_customers.add(fact.customer_id)
            case _ if getattr(fact, "ticket_id", None) in history.tickets:
                _apply(history.tickets[fact.ticket_id], at_ms, fact)  # type: ignore[attr-defined] # checked above
    return history


def _apply(ticket: TicketHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.ContactOpened():
            ticket.open_contacts.add(fact.contact_id)
        case events.ContactEnded():
            ticket.open_contacts.discard(fact.contact_id)
            ticket.ended_contacts.add(fact.contact_id)
        case events.StandardUsed():
            ticket.uses.add((fact.message_id, fact.version_id))
        case events.ChecklistTicked():
            (ticket.ticks.add if fact.done else ticket.ticks.discard)(fact.item_id)
        case events.ExceptionJudged():
            ticket.judged.add((fact.judgement_id, fact.version_id, fact.verdict, fact.case_place))
        case events.WorkStarted():
            ticket.open_works.add(fact.work_id)
        case events.WorkEnded():
            ticket.open_works.discard(fact.work_id)
            ticket.worked_ms += fact.worked_ms
        case events.MessageReceived() | events.ReplyWritten() | events.NoteWritten():
            _said(ticket, at_ms, fact)
        case _:
            _moved(ticket, at_ms, fact)


def _said(ticket: TicketHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.MessageReceived():
            ticket.received.add(fact.message_id)
            if not fact.automatic:
                ticket.waiting_since_ms = (
                    at_ms if ticket.waiting_since_ms is None else ticket.waiting_since_ms
                )
                if ticket.status in {TicketStatus.WAITING_CUSTOMER, TicketStatus.WAITING_INTERNAL}:
                    ticket.status = TicketStatus.OPEN
        case events.ReplyWritten():
            ticket.replies.add(fact.message_id)
            ticket.waiting_since_ms = None
            if ticket.status in {TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.WAITING_INTERNAL}:
                ticket.status = TicketStatus.WAITING_CUSTOMER
        case events.NoteWritten():
            ticket.notes.add(fact.message_id)


def _moved(ticket: TicketHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.TicketAssigned():
            ticket.agent_id, ticket.team_id = fact.agent_id, fact.team_id
            if ticket.status == TicketStatus.NEW:
                ticket.status = TicketStatus.OPEN
        case events.TicketReleased():
            ticket.agent_id, ticket.team_id = None, fact.team_id
        case events.ReasonChosen():
            ticket.reason_id = fact.reason_id
        case events.TicketParked():
            ticket.status = fact.status
        case events.TicketSolved():
            ticket.status, ticket.solved_at_ms, ticket.waiting_since_ms = TicketStatus.RESOLVED, at_ms, None
        case events.TicketReopened():
            ticket.status, ticket.solved_at_ms = TicketStatus.OPEN, None
        case events.TicketClosed():
            ticket.status = TicketStatus.CLOSED


def _merge(loser: TicketHistory, winner: TicketHistory, winner_id: int) -> None:
    """Everything said and done moves; what waited in the loser now waits in the winner."""
    for name in MOVING:
        moved: set[object] = getattr(loser, name)
        getattr(winner, name).update(moved)
        moved.clear()
    waits = [ms for ms in (loser.waiting_since_ms, winner.waiting_since_ms) if ms is not None]
    winner.waiting_since_ms = min(waits, default=None)
    if loser.waiting_since_ms is not None and winner.status == TicketStatus.WAITING_CUSTOMER:
        winner.status = TicketStatus.OPEN
    loser.merged_into_id, loser.status, loser.waiting_since_ms = winner_id, TicketStatus.CLOSED, None
    loser.agent_id = None
