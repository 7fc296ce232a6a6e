"""Lists of tickets: filters, order and pages, in a constant number of queries."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Case, Func, IntegerField, Q, QuerySet, When
from django.utils import timezone

from gijun.desk import searching
from gijun.desk.models import Message, Ticket, TicketQuerySet
from gijun.desk.queries import views, visible
from gijun.desk.rules.views import BASES, EVERYTHING, Narrowing, ViewQuery
from gijun.desk.searching import Hit
from gijun.desk.terms import TicketStatus
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person

PAGE = 40
MOST_FOUND = 400  # tickets of a search that are shown, a page at a time
MOST_BATCHES = 10  # of hits that are looked at for somebody who sees few tickets


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty means everything the person may see."""

    view: str = "mine"  # mine, waiting, team, solved, all
    status: str = ""
    channel: str = ""
    team_id: int | None = None
    words: str = ""  # number, subject or customer's name
    more: Narrowing = EVERYTHING

    @property
    def address(self) -> str:
        """The parameters of its page."""
        return views.address(ViewQuery(self.view, self.words, self.more))

    @property
    def address_without_words(self) -> str:
        return views.address(ViewQuery(self.view, "", self.more))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``has_next`` comes from one row too many, never from counting the whole."""

    tickets: list[Ticket]
    number: int
    has_next: bool


VIEWS = BASES


def matching(person: Person, wanted: Filter, at: datetime | None = None) -> TicketQuerySet:
    """The tickets of a list, in its order. ``at``: what "late" and "since" count from; none: now."""
    rows = _under_tab(visible.tickets(person), wanted.view, person.pk)
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.channel:
        rows = rows.filter(channel=wanted.channel)
    if wanted.team_id:
        rows = rows.filter(team_id=wanted.team_id)
    rows = views.narrowed(rows, person, wanted.more, at or timezone.now())
    return rows if not wanted.words else with_words(rows, wanted.words, MOST_FOUND)


def _under_tab(seen: TicketQuerySet, view: str, person_id: int) -> TicketQuerySet:
    """Those of the tickets that stand under a tab, with what a row shows of them."""
    rows = seen.select_related("customer", "reason", "assignee", "team", "queued")
    match view:
        case "mine":
            return rows.active().filter(assignee=person_id).oldest_first()
        case "waiting":
            return rows.waiting()
        case "team":
            return rows.active().oldest_first()
        case "solved":
            rows = rows.filter(status__in=[TicketStatus.RESOLVED, TicketStatus.CLOSED], merged_into=None)
    return rows.order_by("-last_message_at")


@prepared
def _first_page(view: str, below: frozenset[int], above: frozenset[int], person_id: int) -> TicketQuerySet:
    rows = _under_tab(Ticket.objects.seen_by(below, above, person_id), view, person_id)
    first = rows.select_related(None).values("pk")[: PAGE + 1]  # by an index alone, without what rows show
    return _under_tab(Ticket.objects.filter(pk__in=first), view, person_id)


def with_words(rows: TicketQuerySet, words: str, most: int) -> TicketQuerySet:
    """Those of the tickets that say all the words: number, subject, customer's name, any message.

    Where they are many, the ``most`` in which they were said last.
    """
    if not searching.is_ready():  # no worker has read the tickets yet
        return rows.filter(
            Q(number__icontains=words) | Q(subject__icontains=words) | Q(customer__name__icontains=words)
        )
    found: dict[int, None] = {}
    for batch in islice(searching.hits(words), MOST_BATCHES):
        said_in = _tickets_of(batch)
        seen = set(rows.order_by().filter(pk__in=said_in).values_list("pk", flat=True))
        found |= {pk: None for pk in said_in if pk in seen}
        if len(found) >= most:
            break
    return rows.filter(pk__in=list(found)[:most])


def _tickets_of(hits: list[Hit]) -> list[int]:
    """The tickets that the hits lead to, in their order, each once."""
    of_kind = {
        kind: [hit.ref for hit in hits if hit.kind == kind]
        for kind in (searching.MESSAGE, searching.CUSTOMER)
    }
    messages = dict(_said_in(_filled(of_kind[searching.MESSAGE])))
    customers: dict[int, list[int]] = {}
    if of_kind[searching.CUSTOMER]:
        theirs = Ticket.objects.filter(customer_id__in=of_kind[searching.CUSTOMER]).order_by("-id")
        for pk, customer_id in theirs.values_list("pk", "customer_id"):
            customers.setdefault(customer_id, []).append(pk)
    ordered: dict[int, None] = {}
    for hit in hits:
        match hit.kind:
            case searching.MESSAGE:
                ordered |= {messages[hit.ref]: None} if hit.ref in messages else {}
            case searching.CUSTOMER:
                ordered |= dict.fromkeys(customers.get(hit.ref, []))
            case _:
                ordered[hit.ref] = None
    return list(ordered)


@prepared
def _said_in(message_ids: Collection[int]) -> QuerySet[Message, tuple[int, int]]:
    return Message.objects.filter(pk__in=message_ids).values_list("pk", "ticket_id")


def _filled(ids: list[int]) -> list[int]:
    """Always as many ids as a batch of hits has, so that one prepared query serves; no row has 0."""
    return ids + [0] * (searching.HITS - len(ids))


def page(person: Person, wanted: Filter, number: int = 1) -> Page:
    """One page of a list; numbers below 1 show the first."""
    number = max(number, 1)
    below, above = authority.teams_with(person, visible.VIEW)
    if below and number == 1 and wanted == Filter(wanted.view):  # a tab as it is: what is opened most
        rows = _first_page(wanted.view, below, above, person.pk)
    else:
        rows = list(matching(person, wanted)[(number - 1) * PAGE : number * PAGE + 1])
    return Page(rows[:PAGE], number, has_next=len(rows) > PAGE)


def counts(person: Person) -> dict[str, int]:
    """How many tickets are the person's, and how many wait for anybody."""
    below, above = authority.teams_with(person, visible.VIEW)
    found = _counted(below, above, person.pk) if below else []
    mine, waiting = found[0] if found else (0, 0)
    return {"mine": mine, "waiting": waiting}


@prepared
def _counted(
    below: frozenset[int], above: frozenset[int], person_id: int
) -> QuerySet[Ticket, tuple[int, int]]:
    """How many active tickets the person holds, and nobody: one row."""
    rows = Ticket.objects.seen_by(below, above, person_id).active().order_by()
    return rows.values_list(_number(Q(assignee=person_id)), _number(Q(assignee=None)))


def _number(of: Q) -> Func:
    """How many rows are such; a plain function, so that nothing is grouped."""
    return Func(Case(When(of, then=1)), function="COUNT", output_field=IntegerField())


def next_waiting(person: Person) -> Ticket | None:
    """The ticket the person should take next: what is due first, else the longest wait they may see."""
    return visible.tickets(person).waiting().first()


def overdue_mark(ticket: Ticket, at: datetime) -> str:
    """How long the customer has waited, in three steps: "", "soon" (an hour), "late" (a day)."""
    waited_s = ticket.waited_s(at) or 0.0
    return "late" if waited_s >= 86_400 else "soon" if waited_s >= 3_600 else ""
