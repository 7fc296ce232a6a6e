"""What the clock asks the desk to do."""

from datetime import datetime

from gijun.desk.models import Ticket
from gijun.desk.terms import TicketStatus


def solved_before(at: datetime) -> list[int]:
    """Tickets that were solved before ``at`` and are not closed yet, the oldest first."""
    solved = Ticket.objects.filter(status=TicketStatus.RESOLVED, solved_at__lt=at)
    return list(solved.order_by("solved_at", "id").values_list("pk", flat=True))
