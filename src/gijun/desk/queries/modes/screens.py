"""What the screen of modes shows: each mode with what it would change, and the modes there were."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gijun.desk.models import ModePeriod, ModeSuggestion
from gijun.desk.queries.modes.now import plan_of, standing
from gijun.desk.queries.modes.plans import queues_of
from gijun.desk.rules.modes.plan import ModePlan
from gijun.desk.terms.modes import FigureKind, ModeBreaks, ModeKind, PlanField, Trigger
from gijun.organisation.models import Team
from gijun.standards.queries import reasons_tree

Change = tuple[Any, str, str]  # what, in the normal mode, in this one


@dataclass(frozen=True, slots=True)
class Choice:
    """A mode somebody may switch to, and what it changes against a normal day."""

    kind: ModeKind
    plan: ModePlan
    is_now: bool
    changes: list[Change]
    ends_by: datetime
    key: int


def choices(centre: Team, at: datetime) -> list[Choice]:
    """The three modes, the normal one first."""
    now = standing(centre.pk, at).kind
    plans = {kind: plan_of(centre.pk, kind, at) for kind in ModeKind}
    names, reasons = dict(queues_of(centre.pk)), dict(reasons_tree())
    normal = plans[ModeKind.NORMAL]
    return [
        Choice(
            kind,
            plan,
            kind == now,
            list(_changes(normal, plan, names, reasons)),
            at + timedelta(minutes=plan.lasts_min),
            key,
        )
        for key, (kind, plan) in enumerate(plans.items(), start=1)
    ]


def measured(suggestion: ModeSuggestion) -> list[str]:
    """What was seen when the mode was suggested, a sentence a trigger."""
    said = []
    for trigger in Trigger:
        told = suggestion.triggers.get(trigger.value)
        if told is None:
            continue
        match trigger:
            case Trigger.SERVICE:
                words = _("%(in_time)s of %(decided)s first answers were in time.")
                said.append(words % {"in_time": told[0], "decided": told[1]})
            case Trigger.ARRIVALS:
                words = _("%(count)s contacts came in; %(usual)s are usual at this time.")
                said.append(words % {"count": told[0], "usual": f"{told[1]:g}"})
            case Trigger.WAIT:
                words = _("Somebody has waited for %(minutes)s working minutes.")
                said.append(words % {"minutes": told[0] // 60_000})
    return said


def periods(centre_id: int) -> QuerySet[ModePeriod]:
    """The modes there were, the latest first."""
    return (
        ModePeriod.objects.filter(centre=centre_id)
        .select_related("entered_by")
        .order_by("-entered_at", "-id")
    )


def _changes(
    normal: ModePlan, plan: ModePlan, queues: dict[str, str], reasons: dict[int, str]
) -> Iterator[Change]:
    """Fields in which the plan differs from a normal day, in words."""

    def named(codes: tuple[str, ...]) -> str:
        return " → ".join(queues.get(code, code) for code in codes) or _("as usual")

    def about(ids: tuple[int, ...]) -> str:
        return ", ".join(reasons.get(pk, str(pk)) for pk in ids) or "–"

    def figures(kinds: tuple[str, ...]) -> str:
        return " → ".join(str(FigureKind(kind).label) for kind in kinds[:3])

    told = (
        (PlanField.QUEUE_ORDER, named(normal.queue_order), named(plan.queue_order)),
        (PlanField.PAUSED, named(normal.paused), named(plan.paused)),
        (PlanField.FIRST_REASONS, about(normal.first_reason_ids), about(plan.first_reason_ids)),
        (PlanField.TARGETS, f"{normal.targets_percent} %", f"{plan.targets_percent} %"),
        (PlanField.BREAKS, _breaks(normal), _breaks(plan)),
        (PlanField.MESSAGE, _message(normal), _message(plan)),
        (PlanField.KPI_ORDER, figures(normal.kpi_order), figures(plan.kpi_order)),
    )
    return ((field.label, before, after) for field, before, after in told if before != after)


def _breaks(plan: ModePlan) -> str:
    return str(ModeBreaks(plan.break_rule).label)


def _message(plan: ModePlan) -> str:
    return plan.auto_message.get("ko" if (get_language() or "").startswith("ko") else "en", "") or "–"
