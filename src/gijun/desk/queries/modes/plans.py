"""Versions of what modes change, and what a plan may name."""

from typing import Any

from django.db.models import QuerySet

from gijun.desk.models import ModePlan
from gijun.desk.queries.routing.policies import policy_in, row_of
from gijun.desk.rules.modes.plan import Known
from gijun.desk.rules.modes.plan import ModePlan as Plan
from gijun.desk.terms.modes import ModeKind
from gijun.organisation.models import Person, Team
from gijun.standards.queries import reasons_tree, visible


def versions(centre_id: int, mode: ModeKind) -> QuerySet[ModePlan]:
    """The centre's versions of a mode's plan, the newest first."""
    return ModePlan.objects.filter(centre_id=centre_id, mode=mode).select_related("by").order_by("-version")


def queues_of(centre_id: int) -> list[tuple[str, str]]:
    """(code, name) of the centre's queues; nothing where it routes by hand."""
    row = row_of(centre_id)
    return [(queue.code, queue.name) for queue in policy_in(row).queues] if row else []


def known_to(centre: Team) -> Known:
    """What a plan of the centre may name."""
    return Known(
        queues=tuple(code for code, _name in queues_of(centre.pk)),
        reason_ids=frozenset(reason_id for reason_id, _way in reasons_tree()),
    )


def choices_for(person: Person, centre_id: int) -> dict[str, Any]:
    """What the form of a plan offers: queues, contact reasons and standards in use."""
    rows = visible.standards(person).order_by("title", "id")
    return {
        "queues": queues_of(centre_id),
        "reasons": list(reasons_tree()),
        "standards": list(rows.values_list("pk", "title")),
    }


def pinned_for(person: Person, plan: Plan) -> list[tuple[int, str]]:
    """(id, title) of the standards a plan pins that the person may see."""
    if not plan.pinned:
        return []
    rows = visible.standards(person).filter(pk__in=plan.pinned).order_by("title", "id")
    return list(rows.values_list("pk", "title"))
