"""The rows of tickets, as the folded log has them."""

from gijun.desk.models import Message, Ticket, Work
from gijun.desk.rules.history.tickets import TicketHistory
from gijun.desk.terms import Direction
from gijun.events import log

SAID = ("messages__uses", "messages__snippet_uses")


def from_rows() -> dict[int, TicketHistory]:
    """Read the tables: every ticket by its id."""
    rows = Ticket.objects.prefetch_related("contacts", *SAID, "ticks", "judgements")
    return {ticket.pk: _one(ticket) for ticket in rows}


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
        scripts={(use.message_id, use.snippet_id) for message in said for use in message.snippet_uses.all()},
        ticks={tick.item_id for tick in ticket.ticks.all()},
        judged={(row.pk, row.version_id, row.verdict, row.case_place) for row in ticket.judgements.all()},
        open_works={work.pk for work in works if work.ended_at is None},
        worked_ms=sum(
            log.to_ms(work.ended_at) - log.to_ms(work.started_at) for work in works if work.ended_at
        ),
    )


def _ids(said: list[Message], direction: Direction) -> set[int]:
    return {message.pk for message in said if message.direction == direction}
