"""What a person may see: the one layer that list, page, search, export, API and stream share."""

from collections.abc import Iterable

from django.db.models import QuerySet

from gijun.desk.models import Customer, Message, Ticket, TicketQuerySet
from gijun.organisation import authority
from gijun.organisation.models import Person

VIEW = "desk.view_tickets"


def tickets(person: Person) -> TicketQuerySet:
    """Tickets the person may see: their teams' and, of the teams above, what still waits."""
    below, above = authority.teams_with(person, VIEW)
    if not below:
        return Ticket.objects.none()
    return Ticket.objects.seen_by(below, above, person.pk)


def ticket(person: Person, ticket_id: int) -> Ticket:
    """One ticket the person may see.

    Raises:
        Ticket.DoesNotExist: there is none, or it is not theirs to see: the same answer for both.
    """
    return tickets(person).select_related("customer", "team", "assignee", "reason").get(pk=ticket_id)


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
