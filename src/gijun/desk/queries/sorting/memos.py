"""Memos a person may read."""

from django.db.models import Q, QuerySet

from gijun.desk.models import Memo, Ticket
from gijun.desk.queries import visible
from gijun.events.prepared import prepared
from gijun.organisation.models import Person


def seen_by(person: Person) -> QuerySet[Memo]:
    """Memos of tickets and customers the person sees, withdrawn ones too."""
    tickets, customers = visible.tickets(person), visible.customers(person)
    return Memo.objects.filter(Q(ticket__in=tickets) | Q(customer__in=customers)).select_related("person")


def shown_to(person: Person) -> QuerySet[Memo]:
    """Memos the person sees that are neither withdrawn nor erased."""
    return seen_by(person).filter(withdrawn_at=None).exclude(text="")


def beside(ticket: Ticket) -> list[Memo]:
    """Memos beside a ticket somebody may see: its own and its customer's, pinned ones first."""
    return _beside(ticket.pk, ticket.customer_id)


@prepared
def _beside(ticket_id: int, customer_id: int) -> QuerySet[Memo]:
    about = Q(ticket=ticket_id) | Q(customer=customer_id)
    rows = Memo.objects.filter(about, withdrawn_at=None).exclude(text="").select_related("person")
    return rows.order_by("-is_pinned", "-id")[:20]
