"""Floor rules of a centre as their page shows them: how they came to be."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gijun.organisation import authority, ports
from gijun.organisation.models import FloorRule, Person, Team
from gijun.organisation.rules.floor_rules import FloorRules
from gijun.organisation.terms import BreakApproval, FloorField

MANAGE = "organisation.manage_floor"
Change = tuple[str, str, str]  # what, before, after


def centres_managed_by(person: Person) -> QuerySet[Team]:
    """Centres whose floor the person manages, by name."""
    below, _above = authority.teams_with(person, MANAGE)
    return Team.objects.filter(pk__in=below, parent=None).order_by("name", "id")


def history(centre_id: int) -> list[tuple[FloorRule, list[Change]]]:
    """Versions of the floor rules, newest first, with what each changed."""
    rows = list(FloorRule.objects.filter(centre_id=centre_id).select_related("by").order_by("version"))
    before: Mapping[str, Any] = FloorRules().content()
    told = []
    for row in rows:
        told.append((row, list(_changes(before, row.content))))
        before = row.content
    return told[::-1]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for field in FloorField:
        if before.get(field.value) != after.get(field.value):
            yield str(field.label), _said(before.get(field.value)), _said(after.get(field.value))


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        parts = (
            f"{ports.channels().get(code, code)} {_said(limit)}" for code, limit in sorted(value.items())
        )
        return ", ".join(parts) or "–"
    if value in BreakApproval.values:
        return str(BreakApproval(value).label)
    return _("no limit") if value is None else str(value)
