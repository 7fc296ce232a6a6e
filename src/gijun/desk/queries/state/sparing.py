"""The rows of automatic answers, risks and ended calls, as the folded log has them."""

from datetime import datetime

from django.db.models import Max

from gijun.desk.models import (
    AutoAnswer,
    AutoAnswerRules,
    CustomerFlag,
    EndingRun,
    LookupTry,
    Message,
    SparingPolicy,
)
from gijun.desk.rules.history.sparing import EndingHistory, FlagHistory, SparingHistory
from gijun.desk.terms import DeliveryState
from gijun.events.log import to_ms


def from_rows() -> SparingHistory:
    """Read the tables."""
    policies = SparingPolicy.objects.values_list("centre_id", "kind").annotate(Max("version"))
    return SparingHistory(
        policies={(centre_id, kind): version for centre_id, kind, version in policies},
        rules=dict(AutoAnswerRules.objects.values_list("account_id").annotate(Max("version"))),
        undone=set(Message.objects.filter(delivery=DeliveryState.UNDONE).values_list("pk", flat=True)),
        answers={row.answered_id: (row.message_id, row.occasion) for row in AutoAnswer.objects.all()},
        flags={row.pk: _flag(row) for row in CustomerFlag.objects.all()},
        endings={row.pk: _ending(row) for row in EndingRun.objects.all()},
        lookups=sorted((to_ms(at), source) for at, source in LookupTry.objects.values_list("at", "source")),
    )


def _flag(row: CustomerFlag) -> FlagHistory:
    return FlagHistory(
        customer_id=row.customer_id,
        kind=row.kind,
        expires_ms=to_ms(row.expires_at),
        state=row.state,
        ended_ms=_ms(row.ended_at),
        appealed_ms=_ms(row.appealed_at),
        appeal_decided_ms=_ms(row.appeal_decided_at),
    )


def _ending(row: EndingRun) -> EndingHistory:
    return EndingHistory(
        ticket_id=row.ticket_id,
        agent_id=row.person_id,
        reason=row.reason,
        stage=row.stage,
        started_ms=to_ms(row.started_at),
        final_ms=_ms(row.final_at),
        ended_ms=_ms(row.ended_at),
        rest_until_ms=_ms(row.rest_until),
    )


def _ms(at: datetime | None) -> int | None:
    return to_ms(at) if at else None
