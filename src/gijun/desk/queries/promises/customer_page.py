"""What a customer sees of their matter: how far it is, what was promised, what is needed of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from gijun.desk.models import Assignment, Message, Promise, Satisfaction, Ticket
from gijun.desk.queries.promises import links
from gijun.desk.rules.promises.steps import StepShown, steps
from gijun.desk.terms import Author, DeliveryState, Direction, TicketStatus
from gijun.events import log


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise as its customer sees it: what and until when, and nothing of who keeps it."""

    kind: str
    label: str
    due_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """The page behind a link. ``solved_ms``: the solution they may rate; none while there is none."""

    number: str
    steps: list[StepShown]
    promises: list[Owed]
    waits_for_customer: bool
    solved_ms: int | None
    satisfaction: Satisfaction | None
    closes_at: datetime | None


def progress(token: str, at: datetime) -> Progress:
    """What the link shows.

    Raises:
        LinkError: it opens nothing.
    """
    ticket = links.ticket_of(token, at)
    solved_at = ticket.solved_at if ticket.is_ended else None
    given = Satisfaction.objects.filter(ticket=ticket, solved_at=solved_at).first() if solved_at else None
    return Progress(
        number=ticket.number,
        steps=steps(
            received_at=ticket.opened_at,
            looked_at=_looked_at(ticket),
            answered_at=_answered_at(ticket),
            solved_at=solved_at,
        ),
        promises=[
            Owed(row.kind, str(row.get_kind_display()), row.due_at, row.due_at < at)
            for row in Promise.objects.owed().filter(ticket=ticket)
        ],
        waits_for_customer=ticket.status == TicketStatus.WAITING_CUSTOMER,
        solved_ms=log.to_ms(solved_at) if solved_at else None,
        satisfaction=given,
        closes_at=links.page_closes_at(ticket),
    )


def _looked_at(ticket: Ticket) -> datetime | None:
    found: datetime | None = Assignment.objects.filter(ticket=ticket).aggregate(at=Min("started_at"))["at"]
    return found


def _answered_at(ticket: Ticket) -> datetime | None:
    answers = Message.objects.filter(
        ticket=ticket, direction=Direction.OUT, author=Author.AGENT, automatic=""
    )
    seen = answers.exclude(delivery=DeliveryState.UNDONE)
    found: datetime | None = seen.aggregate(at=Min("made_at"))["at"]
    return found
