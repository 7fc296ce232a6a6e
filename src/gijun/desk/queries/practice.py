"""What the practice centre has to know of the desk to play its customers and agents."""

from gijun.desk.models import Outbox, Ticket
from gijun.organisation.models import Person


def holder_of(ticket_id: int) -> Person | None:
    """Who holds the ticket now."""
    return Ticket.objects.select_related("assignee").get(pk=ticket_id).assignee


def outbox_of(message_id: int) -> tuple[int, str] | None:
    """(id, idempotency key) of the reply's place in the outbox; none when no channel sends it."""
    return Outbox.objects.filter(message_id=message_id).values_list("pk", "idempotency_key").first()
