"""The floor's rows in the shape of the folded log, to compare the two."""

from datetime import datetime

from django.db.models import Max

from gijun.events import log, replay
from gijun.events.models import Event
from gijun.organisation.models import AgentState, BreakRequest, FloorRule, PersonSkill, Skill
from gijun.organisation.rules.floor_history import BreakHistory, FloorHistory, StretchHistory, fold


def from_log() -> FloorHistory:
    """Fold the whole log."""
    told = replay.facts(Event.objects.after(0).filter(name__startswith="organisation.").iterator())
    return fold(FloorHistory(), ((event.happened_at_ms, fact) for event, fact in told))


def from_rows() -> FloorHistory:
    """The same, read from the tables."""
    history = FloorHistory(
        breaks={row.pk: _break(row) for row in BreakRequest.objects.all()},
        rules=dict(FloorRule.objects.values_list("centre_id").annotate(Max("version"))),
        skills={row.pk: row.retired_at is not None for row in Skill.objects.all()},
        held={(row.person_id, row.skill_id): row.proficiency for row in PersonSkill.objects.all()},
    )
    for row in AgentState.objects.order_by("started_at", "id"):
        history.states.setdefault(row.person_id, []).append(_stretch(row))
    return history


def _ms(at: datetime | None) -> int | None:
    return log.to_ms(at) if at else None


def _stretch(row: AgentState) -> StretchHistory:
    return StretchHistory(
        row.kind,
        row.reason,
        row.team_id,
        log.to_ms(row.started_at),
        _ms(row.ended_at),
        _ms(row.ends_by),
        row.by_rule,
        row.overran,
    )


def _break(row: BreakRequest) -> BreakHistory:
    return BreakHistory(
        row.person_id,
        row.team_id,
        row.reason,
        row.minutes,
        log.to_ms(row.wanted_from),
        row.state,
        _ms(row.begun_at),
    )
