"""Versions: in force at a time, and what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from gijun.standards.models import ChecklistItem, StandardVersion
from gijun.standards.queries.wording import Audience, Spoken, spoken
from gijun.standards.rules.content import sentence_to_say
from gijun.standards.rules.decisions import Case
from gijun.standards.rules.exceptions import stored_place, table_of
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
    steps: tuple[ChecklistItem, ...]  # those of every case, then those of the judged one
    has_exceptions: bool = False
    case_said: Spoken | None = None  # the judged case; none: nothing was judged
    approval: str = ""  # whose approval that case needs

    @property
    def case_sentence(self) -> str:
        """The words of the judged case; empty: nothing was judged."""
        return self.case_said.text if self.case_said else ""


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
    version_ids: Iterable[int],
    *,
    at: datetime | None = None,
    channel: str = SentenceChannel.ANY,
    cases: Mapping[int, int | None] | None = None,
    to: Audience | None = None,
) -> list[UsedVersion]:
    """These published versions with their sentence and steps, in a constant number of queries.

    ``at`` decides what counts as superseded; none: now. ``cases``: version → place of the case that was
    judged (none: the case for everything else), whose steps are done, too. ``to``: who hears its sentence.
    """
    judged = cases or {}
    rows = (
        StandardVersion.objects.published()
        .filter(pk__in=list(version_ids))
        .select_related("standard")
        .prefetch_related("sentences", "checklist")
        .order_by("id")
    )
    when = at or timezone.now()
    listener = to or Audience()
    return [_used(row, when, channel, _judged(row, judged), listener) for row in rows]


def _used(
    row: StandardVersion, at: datetime, channel: str, judged: tuple[int, Case] | None, to: Audience
) -> UsedVersion:
    number, case = judged or (None, None)
    steps = list(row.checklist.all())
    own = [step for step in steps if step.case is not None and step.case == number]
    return UsedVersion(
        version_id=row.pk,
        standard_id=row.standard_id,
        title=row.standard.title,
        number=row.number,
        state=row.validity(at).value,
        sentence=sentence_for(row, channel),
        steps=(*(step for step in steps if step.case is None), *own),
        has_exceptions=row.exceptions is not None,
        case_said=spoken(case, to) if case else None,
        approval=case.approval if case else "",
    )


def _judged(row: StandardVersion, cases: Mapping[int, int | None]) -> tuple[int, Case] | None:
    """The judged case of a version with the number its steps are stored under; none: nothing was judged."""
    table = table_of(row.exceptions) if row.pk in cases else None
    if table is None:
        return None
    place = cases[row.pk]
    case = table.otherwise if place is None else table.cases[place]
    return None if case is None else (stored_place(table, place), case)
