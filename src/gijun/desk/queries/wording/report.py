"""What changed with a version of a template: handle time and reopened share of the tickets it was said in.

Only a comparison of before and after: other things change as well, so n stands beside every figure.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count

from gijun.desk.events import TicketReopened, WorkEnded
from gijun.desk.events.wording import TemplateUsed
from gijun.desk.models import TemplateVersion, Ticket
from gijun.desk.queries import visible
from gijun.desk.rules.wording.fitting import Gap, gaps
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation.models import Person
from gijun.standards import queries as standards
from gijun.standards.queries.reasons import reason_names

WATCHED = timedelta(days=7)  # after a use, in which a ticket may come back
MOST_USES = 1_000  # of a template: the last ones
GAP_DAYS = 30


@dataclass(frozen=True, slots=True)
class Effect:
    """What became of the tickets a version was said in. Counts, so that shares can be added up."""

    uses: int  # messages
    tickets: int
    worked: int  # tickets with handle time
    handle_ms: int | None  # their median
    watched: int  # tickets whose seven days are over
    reopened: int  # of those
    edited: int  # uses that were not said word for word

    @property
    def reopened_share(self) -> float | None:
        return self.reopened / self.watched if self.watched else None


def effects(template_id: int, at: datetime) -> dict[int, Effect]:
    """By version: what became of the tickets it was first said in, over the last thousand uses."""
    rows = Event.objects.filter(
        name=TemplateUsed.name, data__template_id=template_id, ticket_id__isnull=False
    )
    told = rows.order_by("-position").values_list(
        "ticket_id", "happened_at_ms", "data__version_id", "data__edited_share"
    )
    uses = list(told[:MOST_USES])[::-1]
    first: dict[int, tuple[int, int]] = {}  # ticket → when, version
    for ticket_id, said_ms, version_id, _edited in uses:
        first.setdefault(int(ticket_id or 0), (said_ms, version_id))
    worked = _worked(first)
    returned = _returned(first)
    of_version: dict[int, list[int]] = defaultdict(list)
    for ticket_id, (_said_ms, version_id) in first.items():
        of_version[version_id].append(ticket_id)
    now_ms = log.to_ms(at)
    ripe = {pk for pk, (said_ms, _v) in first.items() if said_ms + _ms(WATCHED) <= now_ms}
    found = {}
    for version_id in {version for _t, _at, version, _e in uses}:
        tickets = of_version[version_id]
        times = [worked[pk] for pk in tickets if pk in worked]
        said = [edited for _t, _at, version, edited in uses if version == version_id]
        found[version_id] = Effect(
            uses=len(said),
            tickets=len(tickets),
            worked=len(times),
            handle_ms=int(median(times)) if times else None,
            watched=sum(pk in ripe for pk in tickets),
            reopened=sum(pk in ripe and pk in returned for pk in tickets),
            edited=sum(share > 0 for share in said),
        )
    return found


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)


def _worked(ticket_ids: Iterable[int]) -> dict[int, int]:
    """Ticket → ms of attention it took in all."""
    rows = Event.objects.filter(name=WorkEnded.name, ticket_id__in=list(ticket_ids))
    took: dict[int, int] = defaultdict(int)
    for ticket_id, worked_ms in rows.values_list("ticket_id", "data__worked_ms"):
        took[int(ticket_id or 0)] += worked_ms
    return dict(took)


def _returned(first: dict[int, tuple[int, int]]) -> set[int]:
    """Tickets that were reopened within the watched days after the template was said."""
    rows = Event.objects.filter(name=TicketReopened.name, ticket_id__in=list(first))
    back = [
        (int(ticket_id or 0), at_ms) for ticket_id, at_ms in rows.values_list("ticket_id", "happened_at_ms")
    ]
    return {
        ticket_id
        for ticket_id, back_ms in back
        if first[ticket_id][0] < back_ms <= first[ticket_id][0] + _ms(WATCHED)
    }


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version on the page of its template, with what became of its tickets."""

    version: TemplateVersion
    effect: Effect | None


def version_lines(template_id: int, at: datetime) -> list[VersionLine]:
    """Every version, the newest first."""
    told = effects(template_id, at)
    rows = TemplateVersion.objects.filter(template=template_id).select_related("by")
    rows = rows.prefetch_related("texts", "steps")
    return [VersionLine(row, told.get(row.pk)) for row in rows.order_by("-number")]


@dataclass(frozen=True, slots=True)
class NamedGap:
    """A gap with the way down the tree of reasons."""

    gap: Gap
    reason: str


def coverage_gaps(
    person: Person, at: datetime, templates: Iterable[tuple[int | None, str]]
) -> list[NamedGap]:
    """Reasons of the last thirty days' tickets that lack templates.

    ``templates``: (reason, stage) of those that are offered.
    """
    rows = visible.tickets(person).filter(
        opened_at__gt=at - timedelta(days=GAP_DAYS), opened_at__lte=at, merged_into=None, reason__isnull=False
    )
    counted = dict(
        Ticket.objects.filter(pk__in=rows.values("pk")).order_by().values_list("reason").annotate(Count("pk"))
    )
    names = reason_names()
    found = gaps(counted, frozenset(templates), standards.parents())
    return [NamedGap(one, names.get(one.reason_id, "")) for one in found]
