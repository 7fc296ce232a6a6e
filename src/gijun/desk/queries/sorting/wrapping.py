"""What the wrap-up panel offers: likely reasons first, and the fields they ask for."""

from dataclasses import dataclass
from datetime import datetime

from gijun.desk.models import Message, StandardUse, Ticket
from gijun.desk.queries.sorting.fields import AskedField, TicketFields
from gijun.desk.terms import Direction
from gijun.organisation.models import Person
from gijun.standards import queries as standards

MOST_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Panel:
    """Reasons by (id, name): likely ones and all; which is chosen; fields and cause as they stand."""

    suggested: list[tuple[int, str]]
    reasons: list[tuple[int, str]]
    reason_id: int | None
    cause: str
    fields: list[AskedField]


def panel(
    person: Person, ticket: Ticket, at: datetime, *, reason_id: int | None = None, cause: str = ""
) -> Panel:
    """The panel of a ticket; a reason asked for counts before the ticket's own, that before the likeliest."""
    reasons = standards.reasons_tree()
    names = dict(reasons)
    likely = [pk for pk in likely_reasons(person, ticket, at) if pk in names]
    known = reason_id if reason_id in names else ticket.reason_id
    chosen = known or (likely[0] if likely else None)
    return Panel(
        suggested=[(pk, names[pk]) for pk in likely],
        reasons=reasons,
        reason_id=chosen,
        cause=cause or ticket.cause,
        fields=TicketFields(ticket, reason_id=chosen).asked,
    )


def likely_reasons(person: Person, ticket: Ticket, at: datetime) -> list[int]:
    """Reasons of the standards said on the ticket, then of those its last message leads to."""
    used = StandardUse.objects.filter(message__ticket=ticket).order_by("-id")
    said: list[int | None] = list(used.values_list("version__standard__reason_id", flat=True)[:10])
    if not any(said):
        last = Message.objects.filter(ticket=ticket, direction=Direction.IN).order_by("-id").first()
        words = last.shown if last else ""
        found = (
            standards.find(person, words, at=at, limit=MOST_SUGGESTED, team_id=ticket.team_id)
            if words
            else []
        )
        said = standards.reasons_of([one.standard_id for one in found])
    return list(dict.fromkeys(pk for pk in said if pk is not None))[:MOST_SUGGESTED]
