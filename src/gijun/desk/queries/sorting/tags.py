"""Tags of a centre, found, counted, and those on a ticket."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from gijun.desk.models import Tag, TagName, Ticket, TicketTag
from gijun.desk.rules.sorting import tags as rules
from gijun.desk.terms.sorting import SHOWN_TAGS, TagState
from gijun.events.prepared import prepared
from gijun.organisation.models import Person
from gijun.organisation.queries import teams_managed_by

GOVERN = "desk.govern_tags"


@dataclass(frozen=True, slots=True)
class FoundTag:
    """A tag that fits what was typed; ``by_name``: the other name it was found by."""

    tag: Tag
    by_name: str


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag on the page of tags, with the names it is found by besides its own."""

    tag: Tag
    uses: int
    aliases: list[str]


def tags_governed_by(person: Person) -> QuerySet[Tag]:
    """Tags of the centres whose tags the person governs."""
    return Tag.objects.filter(centre__in=teams_managed_by(person, GOVERN).filter(parent=None))


def redirects(centre_id: int) -> dict[int, int]:
    """Merged tags of a centre and where they point."""
    rows = Tag.objects.filter(centre_id=centre_id).exclude(merged_into=None)
    return {pk: into for pk, into in rows.values_list("pk", "merged_into_id") if into is not None}


def end_of(tag_id: int, centre_id: int) -> int:
    """The tag itself, or the one it was merged into in the end."""
    return rules.end_of(tag_id, redirects(centre_id))


def find_tags(centre_id: int, typed: str, *, limit: int = 8) -> list[FoundTag]:
    """Tags that may be put on a ticket of the centre and fit, the best first."""
    rows = TagName.objects.filter(centre_id=centre_id, tag__state__in=SHOWN_TAGS)
    known = rows.annotate(uses=Count("tag__uses")).values_list("tag_id", "name", "tag__name", "uses")
    hits = rules.find(
        typed, [rules.Named(pk, name, name == own, uses) for pk, name, own, uses in known], limit=limit
    )
    tags = Tag.objects.in_bulk([hit.tag_id for hit in hits])
    return [FoundTag(tags[hit.tag_id], hit.by_name) for hit in hits]


def of_ticket(ticket: Ticket) -> list[Tag]:
    """Tags on a ticket, as they were put."""
    return [row.tag for row in _put_on(ticket.pk)]


@prepared
def _put_on(ticket_id: int) -> QuerySet[TicketTag]:
    return TicketTag.objects.filter(ticket=ticket_id).select_related("tag").order_by("put_at", "id")


def tag_lines(centre_id: int) -> list[TagLine]:
    """Every tag of a centre that is not merged: proposals first, then those in use by uses, retired last."""
    order = {TagState.PROPOSED: 0, TagState.IN_USE: 1, TagState.RETIRED: 2}
    rows = Tag.objects.filter(centre_id=centre_id, merged_into=None).select_related("made_by")
    counted = rows.annotate(count=Count("uses", distinct=True)).prefetch_related("names")
    lines = [
        TagLine(row, row.count, sorted(one.name for one in row.names.all() if one.name != row.name))
        for row in counted
    ]
    return sorted(lines, key=lambda line: (order[TagState(line.tag.state)], -line.uses, line.tag.name))
