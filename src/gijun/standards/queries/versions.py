"""Versions: in force at a time, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from gijun.standards.models import ChecklistItem, StandardVersion
from gijun.standards.rules.content import sentence_to_say
from gijun.standards.terms import Language, SentenceChannel, VersionState


@dataclass(frozen=True, slots=True)
class UsedVersion:
    """A version as the desk shows it beside a ticket."""

    version_id: int
    standard_id: int
    title: str
    number: int
    state: str  # scheduled, in_force or superseded at the time asked for
    sentence: str
    steps: tuple[ChecklistItem, ...]


def in_force(lineage: Iterable[int], at: datetime) -> QuerySet[StandardVersion]:
    """Versions in force for a team at ``at``: those of the team itself and of every team above it.

    ``lineage``: team ids from the centre down to the team.
    """
    return StandardVersion.objects.in_force(at).of_teams(lineage).select_related("standard").order_by("id")


def sentence_for(version: StandardVersion, channel: str, language: str = Language.KOREAN) -> str:
    """The words of a version on a channel, falling back to every channel, then to Korean; empty: none."""
    return sentence_to_say(version.content().sentences, channel, language)


def standard_of_version(version_id: int) -> int | None:
    """The standard a published version belongs to; none when there is no such version."""
    published = StandardVersion.objects.published().filter(pk=version_id)
    return published.values_list("standard_id", flat=True).first()


def version_of_step(item_id: int) -> int | None:
    """The published version a checklist step belongs to; none when there is no such step."""
    steps = ChecklistItem.objects.filter(pk=item_id, version__state=VersionState.PUBLISHED)
    return steps.values_list("version_id", flat=True).first()


def used_versions(
    version_ids: Iterable[int], *, at: datetime | None = None, channel: str = SentenceChannel.ANY
) -> list[UsedVersion]:
    """These published versions with their sentence and steps, in a constant number of queries.

    ``at`` decides what counts as superseded; none: now.
    """
    rows = (
        StandardVersion.objects.published()
        .filter(pk__in=list(version_ids))
        .select_related("standard")
        .prefetch_related("sentences", "checklist")
        .order_by("id")
    )
    when = at or timezone.now()
    return [
        UsedVersion(
            version_id=row.pk,
            standard_id=row.standard_id,
            title=row.standard.title,
            number=row.number,
            state=row.validity(when).value,
            sentence=sentence_for(row, channel),
            steps=tuple(row.checklist.all()),
        )
        for row in rows
    ]
