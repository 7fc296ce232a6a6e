"""How customers reacted to agreed sentences: what the standards ask the desk."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gijun.desk.events import TicketReopened
from gijun.desk.models import Message, StandardUse
from gijun.desk.queries import visible
from gijun.desk.rules.quoting import quote
from gijun.desk.terms import Author, Direction
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation.models import Person
from gijun.standards.reactions import WINDOW, Reactions

QUOTES = 3  # of each version


@dataclass(frozen=True, slots=True)
class _Use:
    ticket_id: int
    said_at: datetime
    wrote_again: bool


class DeskReactions:
    """Reads uses of agreed sentences and what came after them on the tickets."""

    def to_versions(
        self, version_ids: Collection[int], *, seen_by: Person, at: datetime
    ) -> dict[int, Reactions]:
        """Counts over every use; quotes only from tickets ``seen_by`` may see."""
        uses = _uses(version_ids)
        returns = _returns(version_ids)
        return {
            version_id: _reactions(rows, returns, _quotes(version_id, seen_by), at)
            for version_id, rows in uses.items()
        }

    def uses_of(self, version_ids: Collection[int], *, since: datetime) -> dict[int, int]:
        """Uses by version since a time."""
        rows = StandardUse.objects.filter(version__in=version_ids, message__made_at__gte=since)
        return dict(rows.order_by().values_list("version").annotate(Count("pk")))


def _reactions(
    uses: list[_Use], returns: dict[int, list[datetime]], quotes: tuple[str, ...], at: datetime
) -> Reactions:
    watched = [use for use in uses if use.said_at + WINDOW <= at]
    return Reactions(
        uses=len(uses),
        watched=len(watched),
        wrote_again=sum(use.wrote_again for use in watched),
        reopened=sum(
            any(use.said_at < back <= use.said_at + WINDOW for back in returns.get(use.ticket_id, ()))
            for use in watched
        ),
        quotes=quotes,
    )


def _uses(version_ids: Collection[int]) -> dict[int, list[_Use]]:
    rows = (
        StandardUse.objects.filter(version__in=version_ids)
        .annotate(wrote_again=Exists(_next_words()))
        .order_by("id")
        .values_list("version", "message__ticket", "message__made_at", "wrote_again")
    )
    uses: dict[int, list[_Use]] = defaultdict(list)
    for version_id, ticket_id, said_at, wrote_again in rows:
        uses[version_id].append(_Use(ticket_id, said_at, wrote_again))
    return dict(uses)


def _next_words() -> QuerySet[Message]:
    """What the customer wrote within seven days of a use, on its ticket or on the one that follows it."""
    ticket, said_at = OuterRef("message__ticket"), OuterRef("message__made_at")
    return Message.objects.filter(
        Q(ticket=ticket) | Q(ticket__follows=ticket),
        direction=Direction.IN,
        author=Author.CUSTOMER,
        automatic="",
        made_at__gt=said_at,
        made_at__lte=said_at + WINDOW,
    ).order_by("made_at", "id")


def _returns(version_ids: Collection[int]) -> dict[int, list[datetime]]:
    """When the tickets of these uses came back after they were solved."""
    tickets = StandardUse.objects.filter(version__in=version_ids).values("message__ticket")
    rows = Event.objects.filter(name=TicketReopened.name, ticket_id__in=tickets)
    returns: dict[int, list[datetime]] = defaultdict(list)
    for event in rows.only("ticket_id", "happened_at_ms"):
        if event.ticket_id is not None:
            returns[event.ticket_id].append(log.from_ms(event.happened_at_ms))
    return returns


def _quotes(version_id: int, seen_by: Person) -> tuple[str, ...]:
    """What customers wrote next, the latest first."""
    tickets = visible.quotable(seen_by)
    uses = StandardUse.objects.filter(version=version_id, message__ticket__in=tickets)
    following = _next_words().filter(ticket__in=tickets)
    ids = uses.annotate(next_id=Subquery(following.values("pk")[:1])).exclude(next_id=None)
    latest = ids.order_by("-message__made_at", "-id").values_list("next_id", flat=True)[: 2 * QUOTES]
    rows = Message.objects.filter(pk__in=list(latest)).select_related("ticket__customer")
    written = (quote(row.shown, [row.ticket.customer.name]) for row in rows.order_by("-made_at", "-id"))
    return tuple(words for words in written if words)[:QUOTES]
