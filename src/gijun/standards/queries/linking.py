"""Standards that words of other capabilities are linked to: which there are, and what they say now."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from gijun.organisation.models import Person
from gijun.standards.models import Standard, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.versions import in_force, sentence_for


@dataclass(frozen=True, slots=True)
class InForce:
    """A standard's sentence as a linked text takes it: variables still open."""

    version_id: int
    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LaterVersion:
    """A version that came after another one."""

    version_id: int
    number: int


def known_standard(standard_id: int) -> bool:
    """Is there such a standard?"""
    return Standard.objects.filter(pk=standard_id).exists()


def linkable(person: Person) -> list[tuple[int, str]]:
    """Standards the person may link to, by title."""
    rows = visible.standards(person).filter(superseded_by=None)
    return list(rows.order_by("title", "pk").values_list("pk", "title"))


def sentences_in_force(
    standard_ids: Collection[int], lineage: Iterable[int], at: datetime, channel: str, language: str
) -> dict[int, InForce]:
    """By standard: what it says for a team at a moment; one that says nothing then is left out.

    ``lineage``: team ids from the centre down to the team.
    """
    if not standard_ids:
        return {}
    rows = in_force(lineage, at).filter(standard__in=standard_ids).prefetch_related("sentences")
    return {
        row.standard_id: InForce(row.pk, row.number, row.standard.title, text)
        for row in rows
        if (text := sentence_for(row, channel, language))
    }


def later_versions(version_id: int) -> list[LaterVersion]:
    """Published versions of the same standard after this one, the newest first."""
    this = StandardVersion.objects.get(pk=version_id)
    rows = StandardVersion.objects.published().filter(standard=this.standard_id, number__gt=this.number)
    return [LaterVersion(row.pk, row.number) for row in rows.order_by("-number")]
