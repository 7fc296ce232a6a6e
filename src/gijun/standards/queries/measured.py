"""What measures need to know of the standards: what they are about, and how long their checklists are."""

from dataclasses import dataclass

from django.db.models import Count, Q

from gijun.organisation.models import Person
from gijun.standards.models import StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.reasons import parents
from gijun.standards.rules.reasons import below


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
    above = parents()
    under = {pk: below(pk, above) for pk in above}
    return [
        Measured(row.pk, row.code, row.title, row.owner.name, under.get(row.reason_id or 0, frozenset()))
        for row in visible.standards(person).select_related("owner").order_by("code")
    ]


def steps_of_versions() -> dict[int, int]:
    """Published versions and the number of steps done in every case."""
    always = Count("checklist", filter=Q(checklist__case=None))
    return dict(StandardVersion.objects.published().annotate(steps=always).values_list("pk", "steps"))
