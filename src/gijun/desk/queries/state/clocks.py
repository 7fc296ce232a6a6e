"""The rows of clocks and their policies, as the folded log has them."""

from gijun.desk.models import ClockPolicy, TicketClock
from gijun.desk.rules.clocks import Terms
from gijun.desk.rules.history.clocks import ClocksHistory, ToldClock
from gijun.events import log


def from_rows() -> ClocksHistory:
    """Read the tables."""
    clocks: dict[int, set[ToldClock]] = {}
    for row in TicketClock.objects.all():
        clocks.setdefault(row.ticket_id, set()).add(_told(row))
    return ClocksHistory(
        policies={(row.centre_id, row.version): log.to_ms(row.since) for row in ClockPolicy.objects.all()},
        clocks={ticket_id: frozenset(told) for ticket_id, told in clocks.items()},
    )


def _told(row: TicketClock) -> ToldClock:
    return ToldClock(
        metric=row.metric,
        turn=row.turn,
        cycle=row.cycle,
        started_ms=log.to_ms(row.started_at),
        stopped_ms=log.to_ms(row.stopped_at) if row.stopped_at else None,
        ending=row.ending,
        terms=Terms(
            row.centre_id,
            row.policy_version,
            row.calendar_id,
            row.calendar_version,
            row.target_permille,
        ),
        warned=row.warned,
        breached=row.breached,
        kept=row.kept,
    )
