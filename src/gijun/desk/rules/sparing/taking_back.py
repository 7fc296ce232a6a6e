"""How a ticket stands once a reply was taken back."""

from dataclasses import dataclass
from datetime import datetime

from gijun.desk.terms import TicketStatus


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket's status, since when its customer waits, and when it was solved."""

    status: str
    waiting_since: datetime | None
    solved_at: datetime | None = None


def taken_back(now: Standing, before: Standing, *, solved_by_it: bool, stands: bool) -> Standing:
    """The ticket as it stands without the reply.

    Args:
        before: how it stood when the reply was written.
        solved_by_it: the reply solved the ticket, and nothing has changed that since.
        stands: a later reply still answers the customer: then nothing waits again.
    """
    status, solved_at = now.status, now.solved_at
    if solved_by_it:
        status, solved_at = before.status, None
    if stands:
        return Standing(
            TicketStatus.WAITING_CUSTOMER if solved_by_it else status, now.waiting_since, solved_at
        )
    if status == TicketStatus.WAITING_CUSTOMER:
        status = before.status
    waits = [one for one in (before.waiting_since, now.waiting_since) if one is not None]
    if solved_at is not None:  # somebody solved it meanwhile: nobody waits
        return Standing(status, now.waiting_since, solved_at)
    return Standing(status, min(waits, default=None), None)
