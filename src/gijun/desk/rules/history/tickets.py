"""Fold facts into the state of tickets."""

from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.rules.history.customers import moved
from gijun.desk.terms import TicketStatus
from gijun.events.facts import Fact

SAID = ("received", "replies", "notes", "uses", "scripts")
MOVING = ("open_contacts", "ended_contacts", *SAID, "ticks", "judged")
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
    scripts: set[tuple[int, int]] = field(default_factory=set)  # (message, snippet)
    ticks: set[int] = field(default_factory=set)  # checklist items
    judged: set[tuple[int, int, str, int | None]] = field(default_factory=set)  # id, version, verdict, place
    open_works: set[int] = field(default_factory=set)
    worked_ms: int = 0
    came_with: list[int] = field(default_factory=list, compare=False)  # merged records, the last one last


def apply(tickets: dict[int, TicketHistory], at_ms: int, fact: Fact) -> None:
    """Apply one fact to the tickets it touches."""
    match fact:
        case events.TicketOpened():
            tickets[fact.ticket_id] = TicketHistory(
                fact.team_id, fact.channel, fact.customer_id, fact.follows_id
            )
        case events.TicketMerged():
            _merge(tickets[fact.ticket_id], tickets[fact.into_ticket_id], fact.into_ticket_id)
        case events.CustomersMerged() | events.CustomersParted():
            moved(tickets.values(), fact)
        case events.sorting.MessageMoved():
            _move_message(tickets[fact.ticket_id], tickets[fact.into_ticket_id], fact.message_id)
        case events.sorting.ContactMoved():
            for name in ("open_contacts", "ended_contacts"):
                _move_if_there(tickets[fact.ticket_id], tickets[fact.into_ticket_id], name, fact.contact_id)
        case _ if getattr(fact, "ticket_id", None) in tickets:
            _apply(tickets[fact.ticket_id], at_ms, fact)  # type: ignore[attr-defined] # checked above


def _apply(ticket: TicketHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.ContactOpened():
            ticket.open_contacts.add(fact.contact_id)
        case events.ContactEnded():
            ticket.open_contacts.discard(fact.contact_id)
            ticket.ended_contacts.add(fact.contact_id)
        case events.StandardUsed():
            ticket.uses.add((fact.message_id, fact.version_id))
        case events.SnippetUsed():
            ticket.scripts.add((fact.message_id, fact.snippet_id))
        case events.ChecklistTicked():
            (ticket.ticks.add if fact.done else ticket.ticks.discard)(fact.item_id)
        case events.ExceptionJudged():
            ticket.judged.add((fact.judgement_id, fact.version_id, fact.verdict, fact.case_place))
        case events.WorkStarted():
            ticket.open_works.add(fact.work_id)
        case events.WorkEnded():
            ticket.open_works.discard(fact.work_id)
            ticket.worked_ms += fact.worked_ms
        case events.sparing.ContactResumed():
            ticket.ended_contacts.discard(fact.contact_id)
            ticket.open_contacts.add(fact.contact_id)
        case (
            events.MessageReceived()
            | events.ReplyWritten()
            | events.NoteWritten()
            | events.sparing.AutoAnswerSent()
        ):
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
        case events.sparing.AutoAnswerSent():
            ticket.replies.add(fact.message_id)


def _moved(ticket: TicketHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.TicketAssigned():
            ticket.agent_id, ticket.team_id = fact.agent_id, fact.team_id
            if ticket.status == TicketStatus.NEW:
                ticket.status = TicketStatus.OPEN
        case events.TicketReleased():
            ticket.agent_id, ticket.team_id = None, fact.team_id
        case events.routing.TicketOverflowed():
            ticket.team_id = fact.team_id
        case events.ReasonChosen():
            ticket.reason_id = fact.reason_id
        case events.TicketParked():
            ticket.status = fact.status
        case events.TicketSolved():
            ticket.status, ticket.solved_at_ms, ticket.waiting_since_ms = TicketStatus.RESOLVED, at_ms, None
        case events.TicketReopened():
            ticket.status, ticket.solved_at_ms = TicketStatus.OPEN, None
        case events.SolveUndone():
            ticket.status, ticket.waiting_since_ms, ticket.solved_at_ms = fact.status, fact.waiting_ms, None
        case events.TicketClosed():
            ticket.status = TicketStatus.CLOSED
        case events.sparing.ReplyWithdrawn():
            ticket.status, ticket.waiting_since_ms = fact.status, fact.waiting_ms
            ticket.solved_at_ms = None if fact.solve_undone else ticket.solved_at_ms
        case events.sorting.TicketSplit() | events.sorting.TicketSplitOff():
            ticket.waiting_since_ms = fact.waiting_ms


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


def _move_message(old: TicketHistory, new: TicketHistory, message_id: int) -> None:
    """A message, and the sentences and scripts in it, stand on the other ticket."""
    for name in ("received", "replies", "notes"):
        _move_if_there(old, new, name, message_id)
    for name in ("uses", "scripts"):
        for pair in [one for one in getattr(old, name) if one[0] == message_id]:
            _move_if_there(old, new, name, pair)


def _move_if_there(old: TicketHistory, new: TicketHistory, name: str, one: object) -> None:
    kept: set[object] = getattr(old, name)
    if one in kept:
        kept.discard(one)
        getattr(new, name).add(one)
