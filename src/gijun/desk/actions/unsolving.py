"""A solution taken back by whoever declared it: it counts as if it had never been."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.settling import settle
from gijun.desk.actions.sparing.taking_back import resume_contacts
from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import SolveUndone
from gijun.desk.models import Ticket
from gijun.desk.queries import visible
from gijun.desk.rules.bulk import Standing
from gijun.desk.terms import TicketStatus
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def undo_solve(ticket_id: int, before: Standing, *, by: Person, at: datetime) -> Ticket:
    """Bring a ticket back to where it stood before it was solved; its clocks have run all the time.

    Reopening says that the solution did not hold, and begins a new cycle; this says there was none.

    Raises:
        DeskError: it is not solved any more.
        PermissionDenied: ``by`` may not solve tickets.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.solve")
    waiting_since = None if before.waiting_ms is None else log.from_ms(before.waiting_ms)
    solved = Ticket.objects.filter(pk=ticket_id, status=TicketStatus.RESOLVED, solved_at=ticket.solved_at)
    undone = solved.update(status=before.status, solved_at=None, waiting_since=waiting_since)
    if not undone or ticket.solved_at is None:
        raise DeskError(_("Only a solved ticket can be reopened."))
    resume_contacts(ticket, ticket.solved_at, by, at)
    log.record(
        SolveUndone(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            solved_ms=log.to_ms(ticket.solved_at),
            status=before.status,
            waiting_ms=before.waiting_ms,
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(ticket.assignee_id, at)
    ticket.refresh_from_db()
    return ticket
