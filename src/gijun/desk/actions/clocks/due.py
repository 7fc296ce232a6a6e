"""What the time does to clocks: a warning in working time, and the moment they run out."""

from datetime import datetime

from gijun.desk.events.clocks import ClockBreached, ClockWarned
from gijun.desk.models import TicketClock
from gijun.desk.queries import clocks as reads
from gijun.events import log
from gijun.events.each import each


def note_due(at: datetime) -> tuple[int, int]:
    """Record what is about to run out and what has, each once; returns how many were warned of and late."""
    breached = each(note_breach, reads.to_breach(at), at)
    warned = each(note_warning, reads.to_warn(at), at)
    return warned, breached


@log.action
def note_warning(clock_id: int, *, at: datetime) -> bool:
    """Record that a clock is about to run out; says whether it was still to be recorded."""
    still = TicketClock.objects.filter(
        pk=clock_id, stopped_at=None, warned=False, breached=False, warn_at__lte=at
    )
    if not still.update(warned=True):
        return False
    row = TicketClock.objects.select_related("ticket").get(pk=clock_id)
    log.record(
        ClockWarned(
            ticket_id=row.ticket_id,
            team_id=row.ticket.team_id,
            agent_id=row.ticket.assignee_id,
            channel=row.ticket.channel,
            metric=row.metric,
            turn=row.turn,
            due_ms=log.to_ms(row.due_at or at),
        ),
        at=at,
    )
    return True


@log.action
def note_breach(clock_id: int, *, at: datetime) -> bool:
    """Record that a clock ran out; says whether it was still to be recorded."""
    still = TicketClock.objects.filter(pk=clock_id, stopped_at=None, breached=False, due_at__lt=at)
    if not still.update(breached=True):
        return False
    row = TicketClock.objects.select_related("ticket").get(pk=clock_id)
    log.record(
        ClockBreached(
            ticket_id=row.ticket_id,
            team_id=row.ticket.team_id,
            agent_id=row.ticket.assignee_id,
            channel=row.ticket.channel,
            metric=row.metric,
            turn=row.turn,
            reason_id=row.ticket.reason_id,
            due_ms=log.to_ms(row.due_at or at),
        ),
        at=at,
    )
    return True
