"""Saved views: which a person has, what they narrow a list to, and how many tickets stand in them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import Count, F, Q, QuerySet

from gijun.desk.models import (
    FieldValue,
    Queued,
    SavedView,
    Tag,
    TicketClock,
    TicketQuerySet,
    TicketTag,
    ViewPin,
)
from gijun.desk.queries import visible
from gijun.desk.rules.views import EVERYTHING, ME, NOBODY, Narrowing, ViewQuery, read, written
from gijun.desk.terms import ACTIVE, TicketStatus
from gijun.desk.terms.views import Due, Order
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person

SHARE = "desk.share_views"
COUNTED_S = 5  # how long a count may be old
REMOVED_FOR = timedelta(days=7)  # how long a removed view is offered to be brought back


def address(view: ViewQuery) -> str:
    """The view as the parameters of an address."""
    return urlencode(written(view))


def narrowed(rows: TicketQuerySet, person: Person, more: Narrowing, at: datetime) -> TicketQuerySet:
    """Those of the tickets that fit, ordered where the view says how."""
    if more == EVERYTHING:
        return rows
    return ordered(rows.filter(condition(person, more, at)), more.order)


def ordered(rows: TicketQuerySet, order: str) -> TicketQuerySet:
    """The tickets in a view's order; an empty one leaves them as they are."""
    match order:
        case Order.DUE:
            return rows.oldest_first()
        case Order.WAIT:
            return rows.order_by(F("waiting_since").asc(nulls_last=True), "id")
        case Order.URGENT:
            return rows.order_by("-priority", F("waiting_since").asc(nulls_last=True), "id")
        case Order.NEWEST:
            return rows.order_by("-opened_at", "-id")
        case Order.OLDEST:
            return rows.order_by("opened_at", "id")
        case Order.RECENT:
            return rows.order_by("-last_message_at", "-id")
    return rows


def condition(person: Person, more: Narrowing, at: datetime) -> Q:
    """What a ticket must be to stand in a view, beyond its tab."""
    kept = Q()
    for name, wanted in (
        ("status__in", more.statuses),
        ("channel__in", more.channels),
        ("reason_id__in", more.reason_ids),
        ("priority__in", more.priorities),
        ("team_id", more.team_id),
    ):
        if wanted:
            kept &= Q(**{name: wanted})
    if more.assignee:
        holder = {ME: person.pk, NOBODY: None}
        kept &= Q(assignee=holder[more.assignee] if more.assignee in holder else int(more.assignee))
    if more.waiting_min:
        kept &= Q(waiting_since__lte=at - timedelta(minutes=more.waiting_min))
    if more.days:  # the second half says nothing new, but has an index
        since = at - timedelta(days=more.days)
        kept &= Q(opened_at__gte=since, last_message_at__gte=since)
    return kept & _beside(more, at)


def _beside(more: Narrowing, at: datetime) -> Q:
    """Conditions on what is kept beside a ticket."""
    kept = Q()
    if more.tag_ids:
        tagged = TicketTag.objects.filter(tag_id__in=_ends(more.tag_ids))
        kept &= Q(pk__in=tagged.values("ticket_id"))
    if more.field_id:  # what is personal is no word of an address
        filled = FieldValue.objects.filter(field_id=more.field_id, text=more.field_value)
        kept &= Q(pk__in=filled.filter(field__is_personal=False).values("ticket_id"))
    if more.queue:
        kept &= Q(pk__in=Queued.objects.waiting().filter(queue=more.queue).values("ticket_id"))
    running = TicketClock.objects.filter(stopped_at=None)
    match more.due:
        case Due.LATE:
            kept &= Q(due_at__lt=at)
        case Due.SOON:
            kept &= Q(due_at__gte=at)
            kept &= Q(pk__in=running.filter(warn_at__lte=at, due_at__gte=at).values("ticket_id"))
        case Due.PAUSED:
            kept &= Q(pk__in=running.exclude(left_ms=None).values("ticket_id"))
    return kept


def _ends(tag_ids: tuple[int, ...]) -> set[int]:
    """The tags, and those they were merged into in the end."""
    ends, looking = set(tag_ids), set(tag_ids)
    while looking:
        onward = Tag.objects.filter(pk__in=looking).exclude(merged_into=None)
        looking = set(onward.values_list("merged_into_id", flat=True)) - ends
        ends |= looking
    return ends


def base_condition(person: Person, base: str) -> Q:
    """What a ticket must be to stand under a tab."""
    active = Q(status__in=ACTIVE, merged_into=None)
    match base:
        case "mine":
            return active & Q(assignee=person)
        case "waiting":
            return active & Q(assignee=None)
        case "team":
            return active
        case "solved":
            return Q(status__in=[TicketStatus.RESOLVED, TicketStatus.CLOSED], merged_into=None)
        case _:
            return Q()


def seen(person: Person) -> QuerySet[SavedView]:
    """The person's views and those shared with their teams, the centres above included."""
    below, above = authority.teams_with(person, visible.VIEW)
    rows = SavedView.objects.filter(removed_at=None).select_related("owner", "team")
    return rows.filter(Q(owner=person) | Q(team_id__in=below | above)).order_by("name", "id")


def removed_by(person: Person, at: datetime) -> QuerySet[SavedView]:
    """Views the person may bring back."""
    rows = SavedView.objects.filter(removed_at__gt=at - REMOVED_FOR)
    below, _above = authority.teams_with(person, SHARE)
    return rows.filter(Q(owner=person, team=None) | Q(team_id__in=below)).order_by("-removed_at")


def may_change(person: Person, view: SavedView) -> bool:
    """One's own views, and shared ones where one may share."""
    if view.team_id is None:
        return view.owner_id == person.pk
    return authority.allows(person, SHARE, team_id=view.team_id)


@dataclass(frozen=True, slots=True)
class Line:
    """A view on the page of views. ``place``: of its tab; none: it is not pinned."""

    view: SavedView
    address: str
    place: int | None
    may_change: bool


def lines(person: Person) -> list[Line]:
    """Everything the person sees: pinned ones in their order, then the rest by name."""
    places = dict(ViewPin.objects.filter(person=person).values_list("view_id", "place"))
    rows = [
        Line(view, address(read(view.content)), places.get(view.pk), may_change(person, view))
        for view in seen(person)
    ]
    return sorted(rows, key=lambda line: (line.place is None, line.place or 0, line.view.name))


@dataclass(frozen=True, slots=True)
class TabLine:
    """A pinned view over the list. ``count``: none where nobody counts what is finished."""

    view: SavedView
    address: str
    count: int | None


def tabs(person: Person, at: datetime) -> list[TabLine]:
    """The person's pinned views, with counts that are a few seconds old at most."""
    order = _pinned_by(person.pk)
    if not order:
        return []
    rows = {view.pk: view for view in seen(person).filter(pk__in=order)}
    pinned = [(rows[pk], read(rows[pk].content)) for pk in order if pk in rows]
    counts = _counts(person, pinned, at)
    return [TabLine(view, address(wanted), counts.get(view.pk)) for view, wanted in pinned]


@prepared
def _pinned_by(person_id: int) -> QuerySet[ViewPin, int]:
    return ViewPin.objects.filter(person=person_id).order_by("place", "id").values_list("view_id", flat=True)


def _is_counted(wanted: ViewQuery) -> bool:
    return not wanted.words and wanted.base in {"mine", "waiting", "team"}


def _counts(person: Person, pinned: list[tuple[SavedView, ViewQuery]], at: datetime) -> dict[int, int]:
    """How many tickets stand in each: one query for all of them, kept for a few seconds."""
    counted = [(view, wanted) for view, wanted in pinned if _is_counted(wanted)]
    if not counted:
        return {}
    told = ",".join(f"{view.pk}.{view.edition}" for view, _wanted in counted)
    key = f"desk.views.{person.pk}.{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    known = cache.get(key)
    if known is None:
        sums = {
            f"v{view.pk}": Count(
                "pk", filter=base_condition(person, wanted.base) & condition(person, wanted.more, at)
            )
            for view, wanted in counted
        }
        found = visible.tickets(person).active().order_by().aggregate(**sums)
        known = {view.pk: found[f"v{view.pk}"] for view, _wanted in counted}
        cache.set(key, known, COUNTED_S)
    return dict(known)
