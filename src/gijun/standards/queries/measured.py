"""What measures need to know of the standards: what they are about, and how long their checklists are."""

from dataclasses import dataclass

from django.db.models import Count, Q

from gijun.organisation.models import Person
from gijun.standards.models import ContactReason, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.rules.reasons import in_order


@dataclass(frozen=True, slots=True)
class Measured:
    """A standard as reports name it, with the contact reasons it is about and those below them."""

    standard_id: int
    code: str
    title: str
    owner: str
    reason_ids: frozenset[int]


def measured_standards(person: Person) -> list[Measured]:
    """Standards the person sees, by code."""
    below = _below()
    return [
        Measured(row.pk, row.code, row.title, row.owner.name, below.get(row.reason_id or 0, frozenset()))
        for row in visible.standards(person).select_related("owner").order_by("code")
    ]


def steps_of_versions() -> dict[int, int]:
    """Published versions and the number of steps done in every case."""
    always = Count("checklist", filter=Q(checklist__case=None))
    return dict(StandardVersion.objects.published().annotate(steps=always).values_list("pk", "steps"))


def reason_names() -> dict[int, str]:
    """Every contact reason by its way down the tree."""
    rows = [(row.pk, row.parent_id, str(row)) for row in ContactReason.objects.all()]
    return {node.reason_id: " › ".join(node.way) for node in in_order(rows)}


def _below() -> dict[int, frozenset[int]]:
    children: dict[int | None, list[int]] = {}
    for pk, parent_id in ContactReason.objects.values_list("pk", "parent_id"):
        children.setdefault(parent_id, []).append(pk)

    def all_below(pk: int) -> frozenset[int]:
        return frozenset({pk}).union(*(all_below(child) for child in children.get(pk, ())))

    return {pk: all_below(pk) for ids in children.values() for pk in ids}
