"""What a person may see: the one layer that list, page, search, export, API and stream share."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gijun.desk.models import Customer, Message, Ticket, TicketQuerySet
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person

VIEW = "desk.view_tickets"
QUOTES = "desk.see_quotes"


def tickets(person: Person) -> TicketQuerySet:
    """Tickets the person may see: their teams' and, of the teams above, what still waits."""
    below, above = authority.teams_with(person, VIEW)
    if not below:
        return Ticket.objects.none()
    return Ticket.objects.seen_by(below, above, person.pk)


def quotable(person: Person) -> TicketQuerySet:
    """Tickets whose words the person may read without names, though they may not open them all."""
    below, above = authority.teams_with(person, QUOTES)
    return Ticket.objects.seen_by(below, above, person.pk) if below else Ticket.objects.none()


def ticket(person: Person, ticket_id: int) -> Ticket:
    """One ticket the person may see.

    Raises:
        Ticket.DoesNotExist: there is none, or it is not theirs to see: the same answer for both.
    """
    below, above = authority.teams_with(person, VIEW)
    found = _seen(below, above, person.pk, ticket_id) if below else []
    if not found:
        raise Ticket.DoesNotExist(f"There is no ticket {ticket_id} for person {person.pk}.")
    return found[0]


@prepared
def _seen(below: frozenset[int], above: frozenset[int], person_id: int, ticket_id: int) -> TicketQuerySet:
    rows = Ticket.objects.seen_by(below, above, person_id).filter(pk=ticket_id)
    return rows.select_related("customer", "team", "assignee", "reason")


def ticket_to(person: Person, ticket_id: int, power: str) -> Ticket:
    """One ticket the person may see and, by this power, act on.

    Raises:
        PermissionDenied: they may only look.
        Ticket.DoesNotExist: there is none that they may see.
    """
    found = ticket(person, ticket_id)
    authority.require(person, power)
    return found


def among(person: Person, ticket_ids: Iterable[int]) -> set[int]:
    """Which of these tickets the person may see."""
    return set(tickets(person).filter(pk__in=ticket_ids).values_list("pk", flat=True))


def messages(person: Person) -> QuerySet[Message]:
    """Messages of tickets the person may see."""
    return Message.objects.filter(ticket__in=tickets(person))


def customers(person: Person) -> QuerySet[Customer]:
    """Customers with a ticket the person may see."""
    return Customer.objects.filter(tickets__in=tickets(person)).distinct()
