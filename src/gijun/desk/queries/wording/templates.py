"""Reply templates: which there are for a person and for a ticket, and what their versions say."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from gijun.desk.models import ReplyTemplate, SentenceFlag, TemplateUse, TemplateVersion, Ticket
from gijun.desk.rules.wording.templates import Saying, Text
from gijun.desk.terms.wording import REVIEW_SOON_DAYS, FlagState
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

VIEW = "desk.view_tickets"
GOVERN = "desk.govern_wording"


def lineage_of(team_id: int) -> tuple[int, ...]:
    """Team ids from the centre down to the team."""
    return Team.objects.get(pk=team_id).lineage


def templates(person: Person) -> QuerySet[ReplyTemplate]:
    """Templates the person may see: those of their teams and of the teams above, which hold for them."""
    below, above = authority.teams_with(person, VIEW)
    return ReplyTemplate.objects.filter(team__in=below | above)


def template(person: Person, template_id: int) -> ReplyTemplate:
    """One template the person may see.

    Raises:
        ReplyTemplate.DoesNotExist: there is none, or it is not theirs to see.
    """
    rows = templates(person).select_related("team", "reason", "standard", "owner")
    return rows.get(pk=template_id)


def newest_versions() -> QuerySet[TemplateVersion]:
    """The version of every template that is said now, with its texts and steps."""
    newest = TemplateVersion.objects.filter(template=OuterRef("template")).order_by("-number")
    rows = TemplateVersion.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    return rows.select_related("template").prefetch_related("texts", "steps")


def newest_version(template_id: int) -> TemplateVersion:
    """What the template says now."""
    return newest_versions().get(template=template_id)


def versions_for(ticket: Ticket, version_ids: Collection[int]) -> dict[int, TemplateVersion]:
    """Those of these versions, old ones too, that belong to the ticket's team or one above it."""
    if not version_ids:
        return {}
    rows = TemplateVersion.objects.filter(pk__in=version_ids, template__team__in=ticket.team.lineage)
    return {row.pk: row for row in rows.select_related("template").prefetch_related("steps")}


def saying_of(version: TemplateVersion) -> Saying:
    """Everything a version says and asks for."""
    return Saying(
        texts=tuple(
            Text(row.channel, row.language, row.text, row.is_short)
            for row in sorted(version.texts.all(), key=lambda row: row.pk)
        ),
        steps=tuple(step.text for step in version.steps.all()),
        review_on=version.review_on,
    )


def uses_of(template_ids: Iterable[int]) -> dict[int, int]:
    """How often each template was said."""
    rows = TemplateUse.objects.filter(version__template__in=template_ids).order_by()
    return dict(rows.values_list("version__template").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Line:
    """A template on the list."""

    template: ReplyTemplate
    number: int
    review_on: date | None
    uses: int
    open_flags: int
    is_due: bool


def listed(
    person: Person, today: date, *, words: str = "", due_only: bool = False, retired: bool = False
) -> list[Line]:
    """Templates the person may see by name, with what their owners have to look at."""
    rows = templates(person).filter(retired_at__isnull=not retired)
    if words:
        rows = rows.filter(name__icontains=words) | rows.filter(aliases__icontains=words)
    rows = rows.select_related("team", "reason", "owner", "standard").prefetch_related(
        Prefetch("versions", queryset=TemplateVersion.objects.order_by("-number"))
    )
    found = list(rows.order_by("name", "pk"))
    uses = uses_of([row.pk for row in found])
    flags = _open_flags([row.pk for row in found])
    soon = today + timedelta(days=REVIEW_SOON_DAYS)
    lines = []
    for row in found:
        last = row.versions.all()[0]
        is_due = last.review_on is not None and last.review_on <= soon
        lines.append(
            Line(row, last.number, last.review_on, uses.get(row.pk, 0), flags.get(row.pk, 0), is_due)
        )
    if not due_only:
        return lines
    return sorted(
        (line for line in lines if line.is_due), key=lambda line: (line.review_on, line.template.pk)
    )


def _open_flags(template_ids: Collection[int]) -> dict[int, int]:
    rows = SentenceFlag.objects.filter(template_version__template__in=template_ids, state=FlagState.OPEN)
    return dict(rows.order_by().values_list("template_version__template").annotate(Count("pk")))
