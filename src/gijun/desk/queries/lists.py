"""Lists of tickets: filters, order and pages, in a constant number of queries."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gijun.desk.models import Ticket, TicketQuerySet
from gijun.desk.queries import visible
from gijun.desk.terms import TicketStatus
from gijun.organisation.models import Person

PAGE = 40


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty means everything the person may see."""

    view: str = "mine"  # mine, waiting, team, solved, all
    status: str = ""
    channel: str = ""
    team_id: int | None = None
    words: str = ""  # number, subject or customer's name


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``has_next`` comes from one row too many, never from counting the whole."""

    tickets: list[Ticket]
    number: int
    has_next: bool


VIEWS = ("mine", "waiting", "team", "solved", "all")


def matching(person: Person, wanted: Filter) -> TicketQuerySet:
    """The tickets of a list, in its order."""
    rows = visible.tickets(person).select_related("customer", "reason", "assignee", "team")
    match wanted.view:
        case "mine":
            rows = rows.active().filter(assignee=person).oldest_first()
        case "waiting":
            rows = rows.waiting()
        case "team":
            rows = rows.active().oldest_first()
        case "solved":
            rows = rows.filter(status__in=[TicketStatus.RESOLVED, TicketStatus.CLOSED], merged_into=None)
            rows = rows.order_by("-last_message_at")
        case _:
            rows = rows.order_by("-last_message_at")
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.team_id:
        rows = rows.filter(team_id=wanted.team_id)
    if wanted.words:
        rows = rows.filter(
            Q(number__icontains=wanted.words)
            | Q(subject__icontains=wanted.words)
            | Q(customer__name__icontains=wanted.words)
        )
    return rows


def page(person: Person, wanted: Filter, number: int = 1) -> Page:
    """One page of a list; numbers below 1 show the first."""
    number = max(number, 1)
    rows = list(matching(person, wanted)[(number - 1) * PAGE : number * PAGE + 1])
    return Page(rows[:PAGE], number, has_next=len(rows) > PAGE)


def counts(person: Person) -> dict[str, int]:
    """How many tickets are the person's, and how many wait for anybody."""
    seen = visible.tickets(person).active()
    return {
        "mine": seen.filter(assignee=person).count(),
        "waiting": seen.filter(assignee=None).count(),
    }


def next_waiting(person: Person) -> Ticket | None:
    """The ticket the person should take next: the longest wait they may see."""
    return visible.tickets(person).waiting().first()


def overdue_mark(ticket: Ticket, at: datetime) -> str:
    """How long the customer has waited, in three steps: "", "soon" (an hour), "late" (a day)."""
    waited_s = ticket.waited_s(at) or 0.0
    return "late" if waited_s >= 86_400 else "soon" if waited_s >= 3_600 else ""
