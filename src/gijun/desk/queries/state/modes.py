"""The rows of operating modes and broadcasts, as the folded log has them."""

from datetime import datetime

from django.db.models import Max

from gijun.desk.models import Broadcast, ModePeriod, ModePlan, ModeSuggestion
from gijun.desk.rules.history.modes import BroadcastHistory, ModesHistory, PeriodHistory, SuggestionHistory
from gijun.events.log import to_ms


def from_rows() -> ModesHistory:
    """Read the tables."""
    plans = ModePlan.objects.values_list("centre_id", "mode").annotate(Max("version"))
    return ModesHistory(
        plans={(centre_id, mode): version for centre_id, mode, version in plans},
        suggestions={
            row.pk: SuggestionHistory(
                row.centre_id,
                row.mode,
                "+".join(sorted(row.triggers)),
                to_ms(row.suggested_at),
                row.answer,
                _ms(row.answered_at),
                _ms(row.quiet_until),
            )
            for row in ModeSuggestion.objects.all()
        },
        periods={
            row.pk: PeriodHistory(
                row.centre_id,
                row.mode,
                to_ms(row.entered_at),
                to_ms(row.ends_by),
                row.suggestion_id,
                _ms(row.ended_at),
                row.ending,
            )
            for row in ModePeriod.objects.all()
        },
        broadcasts={
            row.pk: BroadcastHistory(
                row.centre_id,
                to_ms(row.starts_at),
                to_ms(row.ends_at),
                to_ms(row.updated_at),
                _ms(row.removed_at),
            )
            for row in Broadcast.objects.all()
        },
    )


def _ms(at: datetime | None) -> int | None:
    return to_ms(at) if at else None
