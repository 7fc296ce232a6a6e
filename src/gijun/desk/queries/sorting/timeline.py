"""Everything between a customer and the centre, over all channels, in order: what a person may see of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet

from gijun.desk.models import Contact, Customer, Judgement, Memo, Promise, Ticket
from gijun.desk.queries import visible
from gijun.organisation.models import Person

SHOWN = 50  # on a page

ORDER = ("opened", "contact", "judged", "promised", "memo", "solved")
"""What stands first among things of one moment, read backwards."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened with a customer. ``words``: what a reader sees of it."""

    at: datetime
    what: str  # opened, contact, judged, promised, memo, solved
    pk: int
    words: str
    detail: str = ""
    ticket: Ticket | None = None

    @property
    def place(self) -> tuple[datetime, int, int]:
        return (self.at, ORDER.index(self.what), self.pk)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A page of moments, the latest first; ``before``: where the next page begins, empty at the end."""

    moments: list[Moment]
    before: str


def timeline(person: Person, customer: Customer, *, before: datetime | None = None) -> Timeline:
    """The latest moments with a customer up to ``before``, the same few queries however many there are.

    A page ends where a moment in time does, so that nothing between two pages is lost or shown twice.
    """
    tickets = visible.tickets(person).filter(customer=customer)
    found = sorted(
        chain.from_iterable(read(tickets, customer, before) for read in READERS),
        key=lambda moment: moment.place,
        reverse=True,
    )
    if len(found) <= SHOWN:
        return Timeline(found, "")
    last = found[SHOWN - 1].at
    shown = [moment for moment in found if moment.at >= last]
    more = len(shown) < len(found)
    return Timeline(shown, last.isoformat() if more else "")


def _latest(rows: QuerySet[Any], field: str, before: datetime | None) -> list[Any]:
    """Enough of the latest rows for a page, all of the last moment included."""
    if before is not None:
        rows = rows.filter(**{f"{field}__lt": before})
    ordered = rows.order_by(f"-{field}", "-id")
    first = list(ordered[: SHOWN + 1])
    if len(first) <= SHOWN:
        return first
    return list(ordered.filter(**{f"{field}__gte": getattr(first[SHOWN], field)}))


def _opened(tickets: QuerySet[Ticket], _customer: Customer, before: datetime | None) -> Iterable[Moment]:
    for row in _latest(tickets.select_related("reason"), "opened_at", before):
        yield Moment(row.opened_at, "opened", row.pk, row.subject, str(row.reason or ""), row)


def _solved(tickets: QuerySet[Ticket], _customer: Customer, before: datetime | None) -> Iterable[Moment]:
    for row in _latest(tickets.exclude(solved_at=None), "solved_at", before):
        yield Moment(row.solved_at, "solved", row.pk, row.subject, str(row.get_cause_display()), row)


def _contacts(tickets: QuerySet[Ticket], _customer: Customer, before: datetime | None) -> Iterable[Moment]:
    rows = Contact.objects.filter(ticket__in=tickets).select_related("ticket", "account")
    for row in _latest(rows, "opened_at", before):
        yield Moment(
            row.opened_at, "contact", row.pk, str(row.get_channel_display()), row.account.name, row.ticket
        )


def _judged(tickets: QuerySet[Ticket], _customer: Customer, before: datetime | None) -> Iterable[Moment]:
    rows = Judgement.objects.filter(ticket__in=tickets).select_related("ticket", "version__standard")
    for row in _latest(rows, "judged_at", before):
        title = row.version.standard.title
        yield Moment(row.judged_at, "judged", row.pk, title, str(row.get_verdict_display()), row.ticket)


def _memos(tickets: QuerySet[Ticket], customer: Customer, before: datetime | None) -> Iterable[Moment]:
    about = Q(customer=customer) | Q(ticket__in=tickets)
    rows = Memo.objects.filter(about, withdrawn_at=None).exclude(text="")
    for row in _latest(rows.select_related("ticket", "person"), "made_at", before):
        yield Moment(row.made_at, "memo", row.pk, row.text, row.person.name, row.ticket)


def _promised(tickets: QuerySet[Ticket], _customer: Customer, before: datetime | None) -> Iterable[Moment]:
    rows = Promise.objects.filter(ticket__in=tickets).select_related("ticket")
    for row in _latest(rows, "made_at", before):
        kind, state = row.get_kind_display(), row.get_state_display()
        yield Moment(row.made_at, "promised", row.pk, str(kind), str(state), row.ticket)


Reader = Callable[[QuerySet[Ticket], Customer, datetime | None], Iterable[Moment]]
READERS: tuple[Reader, ...] = (_opened, _solved, _contacts, _judged, _memos, _promised)
