"""The rows of promises and satisfaction, as the folded log has them."""

from django.db.models import Max

from gijun.desk.models import ProgressLink, Promise, PromisePolicy, Satisfaction
from gijun.desk.rules.history.promises import PromiseHistory, PromisesHistory
from gijun.events.log import to_ms


def from_rows() -> PromisesHistory:
    """Read the tables."""
    promises = Promise.objects.prefetch_related("moves", "attempts")
    policies = PromisePolicy.objects.values_list("centre_id").annotate(Max("version"))
    return PromisesHistory(
        promises={row.pk: _promise(row) for row in promises},
        policies=dict(policies),
        generations=dict(ProgressLink.objects.values_list("ticket_id", "generation")),
        satisfaction={
            (row.ticket_id, to_ms(row.solved_at)): (row.score, row.resolved)
            for row in Satisfaction.objects.all()
        },
    )


def _promise(row: Promise) -> PromiseHistory:
    return PromiseHistory(
        ticket_id=row.ticket_id,
        kind=row.kind,
        due_ms=to_ms(row.due_at),
        owner_id=row.owner_id,
        team_id=row.team_id,
        why=row.why,
        callback_reason=row.callback_reason,
        avoidable=row.avoidable,
        state=row.state,
        ended_ms=to_ms(row.ended_at) if row.ended_at else None,
        moves=[
            (to_ms(one.from_at), to_ms(one.due_at), one.reason)
            for one in sorted(row.moves.all(), key=lambda one: one.pk)
        ],
        attempts={one.pk: one.outcome for one in row.attempts.all()},
    )
