"""The measures' own rows as the folded log has them, and the folded log itself."""

from datetime import date

from gijun.events import replay
from gijun.events.models import Event
from gijun.measures.models import (
    Acknowledgement,
    ContactGoal,
    GrowthFigure,
    ReasonSuccession,
    ReasonWeight,
)
from gijun.measures.rules.history import GoalHistory, MeasuresHistory, apply

EPOCH = date(1970, 1, 1)


def from_log() -> MeasuresHistory:
    """Fold the whole log."""
    history = MeasuresHistory()
    for _event, fact in replay.facts(Event.objects.after(0)):
        apply(history, fact)
    return history


def from_rows() -> MeasuresHistory:
    """Read the tables."""
    return MeasuresHistory(
        growth={(row.team_id, row.kind, _number(row.day)): row.amount for row in GrowthFigure.objects.all()},
        goals={
            row.pk: GoalHistory(
                team_id=row.team_id,
                kind=row.kind,
                values=(row.from_value, row.to_value),
                days=(_number(row.from_day), _number(row.to_day)),
                base=(row.base_amount, row.base_days),
                ending=row.ending,
            )
            for row in ContactGoal.objects.all()
        },
        severities=dict(ReasonWeight.objects.values_list("reason_id", "severity")),
        successors=dict(ReasonSuccession.objects.values_list("reason_id", "successor_id")),
        acknowledged={
            row.pk: (row.team_id, row.kind, row.reason_id, _number(row.day), row.hour)
            for row in Acknowledgement.objects.all()
        },
    )


def _number(day: date) -> int:
    return (day - EPOCH).days
