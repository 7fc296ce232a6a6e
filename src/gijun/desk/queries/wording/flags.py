"""Flags on sentences: what an owner has to answer, and what became of one's own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from gijun.desk.models import SentenceFlag, TemplateVersion
from gijun.desk.terms.wording import FlagState
from gijun.events.prepared import counted, prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.queries import linking
from gijun.standards.queries.linking import LaterVersion

GOVERN = "desk.govern_wording"
WRITE_STANDARDS = "standards.write"
ANSWERED_SHOWN = 50
RELATED = (
    "ticket",
    "asked_by",
    "settled_by",
    "message",
    "standard_version__standard__owner",
    "template_version__template__owner",
)


def flags() -> QuerySet[SentenceFlag]:
    """Every flag with what it is shown with."""
    return SentenceFlag.objects.select_related(*RELATED)


def answerable(person: Person) -> QuerySet[SentenceFlag]:
    """Flags the person answers for: on what they own, and on what they may write."""
    return flags().filter(_answered_by(person.pk, *_reach(person)))


def _reach(person: Person) -> tuple[frozenset[int], frozenset[int]]:
    """Teams whose templates, and teams whose standards the person may write."""
    return authority.teams_with(person, GOVERN)[0], authority.teams_with(person, WRITE_STANDARDS)[0]


def _answered_by(person_id: int, templates: Collection[int], standards: Collection[int]) -> Q:
    return (
        Q(template_version__template__owner=person_id)
        | Q(standard_version__standard__owner=person_id)
        | Q(template_version__template__team__in=templates)
        | Q(standard_version__standard__team__in=standards)
    )


def asked_by(person: Person) -> list[SentenceFlag]:
    """The person's own flags, the latest first."""
    return list(flags().filter(asked_by=person).order_by("-pk")[:ANSWERED_SHOWN])


def open_count(person: Person) -> int:
    """Flags that wait for the person's answer."""
    return sum(_open(person.pk, *_reach(person)))


@prepared
def _open(
    person_id: int, templates: Collection[int], standards: Collection[int]
) -> QuerySet[SentenceFlag, int]:
    rows = SentenceFlag.objects.filter(_answered_by(person_id, templates, standards), state=FlagState.OPEN)
    return counted(rows)


def later_versions(row: SentenceFlag) -> list[LaterVersion]:
    """Versions after the one that was found odd, the newest first."""
    if row.standard_version_id:
        return linking.later_versions(row.standard_version_id)
    this = row.template_version
    if this is None:
        return []
    rows = TemplateVersion.objects.filter(template=this.template_id, number__gt=this.number)
    return [LaterVersion(one.pk, one.number) for one in rows.order_by("-number")]


@dataclass(frozen=True, slots=True)
class Backlog:
    """Open flags on one sentence's owner record, the oldest first."""

    name: str
    is_standard: bool
    pk: int  # of the standard, or of the template
    owner: str
    is_own: bool
    flags: list[SentenceFlag]


def backlog(person: Person) -> list[Backlog]:
    """What the person has to answer, by standard and template: their own first, then the most flagged."""
    grouped: dict[tuple[bool, int], list[SentenceFlag]] = {}
    for row in answerable(person).filter(state=FlagState.OPEN).order_by("pk"):
        about = _about(row)
        grouped.setdefault((row.standard_version is not None, about.pk), []).append(row)
    found = [_backlog(key, rows, person) for key, rows in grouped.items()]
    return sorted(found, key=lambda one: (not one.is_own, -len(one.flags), one.name))


def _about(row: SentenceFlag) -> Any:
    """The standard or the template the sentence belongs to."""
    if row.standard_version is not None:
        return row.standard_version.standard
    return row.template_version and row.template_version.template


def _backlog(key: tuple[bool, int], rows: list[SentenceFlag], person: Person) -> Backlog:
    about = _about(rows[0])
    return Backlog(
        name=str(about.title if key[0] else about.name),
        is_standard=key[0],
        pk=key[1],
        owner=about.owner.name,
        is_own=about.owner_id == person.pk,
        flags=rows,
    )


def answered(person: Person) -> list[SentenceFlag]:
    """The last flags that were answered, of those the person answers for."""
    rows = answerable(person).exclude(state=FlagState.OPEN)
    return list(rows.order_by("-settled_at", "-pk")[:ANSWERED_SHOWN])


def counts_of_template(template_id: int) -> dict[str, int]:
    """Flags on a template by state."""
    rows = SentenceFlag.objects.filter(template_version__template=template_id).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))
