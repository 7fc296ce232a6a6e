"""The rows in the shape of the folded log, to compare the two."""

from gijun.desk.models import Customer, Message, Ticket, Work
from gijun.desk.rules.history import DeskHistory, TicketHistory, fold
from gijun.desk.terms import Direction
from gijun.events import log, replay
from gijun.events.models import Event


def from_log() -> DeskHistory:
    """Fold the whole log."""
    told = replay.facts(Event.objects.after(0).filter(name__startswith="desk.").iterator())
    return fold(DeskHistory(), ((event.happened_at_ms, fact) for event, fact in told))


def from_rows() -> DeskHistory:
    """The same, read from the tables."""
    history = DeskHistory(
        merged_customers=dict(Customer.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")),
        erased_customers=set(Customer.objects.exclude(erased_at=None).values_list("pk", flat=True)),
    )
    for ticket in Ticket.objects.prefetch_related("contacts", "messages__uses", "ticks", "judgements"):
        history.tickets[ticket.pk] = _one(ticket)
    return history


def _one(ticket: Ticket) -> TicketHistory:
    said = list(ticket.messages.all())
    works = Work.objects.filter(ticket=ticket)
    return TicketHistory(
        team_id=ticket.team_id,
        channel=ticket.channel,
        customer_id=ticket.customer_id,
        follows_id=ticket.follows_id,
        status=ticket.status,
        agent_id=ticket.assignee_id,
        reason_id=ticket.reason_id,
        merged_into_id=ticket.merged_into_id,
        waiting_since_ms=log.to_ms(ticket.waiting_since) if ticket.waiting_since else None,
        solved_at_ms=log.to_ms(ticket.solved_at) if ticket.solved_at else None,
        open_contacts={row.pk for row in ticket.contacts.all() if row.ended_at is None},
        ended_contacts={row.pk for row in ticket.contacts.all() if row.ended_at is not None},
        received=_ids(said, Direction.IN),
        replies=_ids(said, Direction.OUT),
        notes=_ids(said, Direction.INTERNAL),
        uses={(use.message_id, use.version_id) for message in said for use in message.uses.all()},
        ticks={tick.item_id for tick in ticket.ticks.all()},
        judged={(row.pk, row.version_id, row.verdict, row.case_place) for row in ticket.judgements.all()},
        open_works={work.pk for work in works if work.ended_at is None},
        worked_ms=sum(
            log.to_ms(work.ended_at) - log.to_ms(work.started_at) for work in works if work.ended_at
        ),
    )


def _ids(said: list[Message], direction: Direction) -> set[int]:
    return {message.pk for message in said if message.direction == direction}
