"""Everything the ticket page shows, read in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from django.db.models import QuerySet

from gijun.desk.models import (
    Attachment,
    ChecklistTick,
    Customer,
    Draft,
    Handle,
    Judgement,
    Memo,
    Message,
    StandardUse,
    Tag,
    TemplateUse,
    Ticket,
    TicketClock,
)
from gijun.desk.queries import clocks, visible
from gijun.desk.queries.asking.ticket import Asked
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.promises.ticket import Promised
from gijun.desk.queries.sorting import memos, tags
from gijun.desk.queries.sorting.customers import end_of_merges
from gijun.desk.queries.sorting.fields import TicketFields
from gijun.desk.queries.sparing.ticket import Spared
from gijun.desk.queries.wording.ticket import Worded
from gijun.desk.terms.sorting import MOST_PINNED
from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards import queries as standards

Kept = TypeVar("Kept", Attachment, StandardUse, TemplateUse)
SHOWN = 60  # messages on the first screen; older ones are fetched when asked for


@dataclass(frozen=True, slots=True)
class UsedStandard:
    """A standard said on the ticket, with its checklist and what is ticked of it."""

    version: standards.UsedVersion
    done: frozenset[int]
    judgement: Judgement | None = None  # the last one by its exceptions

    @property
    def ticked(self) -> int:
        return sum(step.pk in self.done for step in self.version.steps)


@dataclass(frozen=True, slots=True)
class Said:
    """A message with its files and the agreed words that went into it."""

    message: Message
    files: list[Attachment]
    uses: list[StandardUse]
    template_uses: list[TemplateUse]


@dataclass(frozen=True)
class TicketPage:
    """A ticket with its conversation; what stands beside it is read when a template asks for it."""

    person: Person
    ticket: Ticket
    messages: list[Message]
    has_older: bool
    last_message_id: int

    @cached_property
    def said(self) -> list[Said]:
        """The messages, each with what belongs to it: three queries for all of them."""
        if not self.messages:
            return []
        shown = self.ticket.pk, self.messages[0].pk, self.messages[-1].pk
        files, uses, templates = (
            _by_message(_files(*shown)),
            _by_message(_uses(*shown)),
            _by_message(_template_uses(*shown)),
        )
        return [
            Said(one, files.get(one.pk, []), uses.get(one.pk, []), templates.get(one.pk, []))
            for one in self.messages
        ]

    @cached_property
    def draft(self) -> Draft | None:
        return next(iter(_draft(self.ticket.pk, self.person.pk)), None)

    @cached_property
    def used(self) -> list[UsedStandard]:
        return used_standards(self.ticket, person=self.person)

    @cached_property
    def clocks(self) -> list[TicketClock]:
        return clocks.of_ticket(self.ticket.pk)

    @cached_property
    def handles(self) -> list[Handle]:
        return _handles(self.ticket.customer_id)

    @cached_property
    def asked(self) -> Asked:
        return Asked(self.person, self.ticket)

    @cached_property
    def promised(self) -> Promised:
        return Promised(self.ticket)

    @cached_property
    def tags(self) -> list[Tag]:
        return tags.of_ticket(self.ticket)

    @cached_property
    def memos(self) -> list[Memo]:
        return memos.beside(self.ticket)

    @property
    def pinned(self) -> list[Memo]:
        """Memos on top, the latest few."""
        return [memo for memo in self.memos if memo.is_pinned][:MOST_PINNED]

    @cached_property
    def fields(self) -> TicketFields:
        return TicketFields(self.ticket)

    @cached_property
    def worded(self) -> Worded:
        return Worded(self.person, self.ticket)

    @cached_property
    def spared(self) -> Spared:
        return Spared(self.person, self.ticket)

    @cached_property
    def earlier(self) -> list[Ticket]:
        return earlier_tickets(self.person, self.ticket)


def ticket_page(person: Person, ticket_id: int, *, before_id: int | None = None) -> TicketPage:
    """The page of a ticket, as the person sees it.

    With ``before_id``, the messages are those older than that one.

    Raises:
        Ticket.DoesNotExist: there is none that the person may see.
    """
    ticket = visible.ticket(person, ticket_id)
    found = _messages(ticket.pk, before_id or None)
    return TicketPage(
        person=person,
        ticket=ticket,
        messages=list(reversed(found[:SHOWN])),
        has_older=len(found) > SHOWN,
        last_message_id=found[0].pk if found else 0,
    )


@prepared
def _messages(ticket_id: int, before_id: int | None) -> QuerySet[Message]:
    """The latest messages, one more than is shown."""
    said = Message.objects.filter(ticket=ticket_id).select_related("person", "handle", "account")
    older = said if before_id is None else said.filter(pk__lt=before_id)
    return older.order_by("-id")[: SHOWN + 1]


@prepared
def _files(ticket_id: int, first_id: int, last_id: int) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(message__ticket=ticket_id, message__gte=first_id, message__lte=last_id)
    return rows.order_by("id")


@prepared
def _uses(ticket_id: int, first_id: int, last_id: int) -> QuerySet[StandardUse]:
    rows = StandardUse.objects.filter(message__ticket=ticket_id, message__gte=first_id, message__lte=last_id)
    return rows.select_related("version__standard").order_by("id")


@prepared
def _template_uses(ticket_id: int, first_id: int, last_id: int) -> QuerySet[TemplateUse]:
    rows = TemplateUse.objects.filter(message__ticket=ticket_id, message__gte=first_id, message__lte=last_id)
    return rows.select_related("version__template").order_by("id")


def _by_message(rows: Iterable[Kept]) -> dict[int, list[Kept]]:
    """What is kept with messages, by message."""
    found: dict[int, list[Kept]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(row)
    return found


def used_standards(
    ticket: Ticket,
    also_version_ids: list[int] | None = None,
    *,
    person: Person | None = None,
    language: str = "",
) -> list[UsedStandard]:
    """Standards said on the ticket (and others asked for), each with its ticked steps.

    Sentences of judged cases are told as the ``person`` says them; ``language``: empty: the customer's.
    """
    ids = set(_said_versions(ticket.pk))
    ticks = _ticks(ticket.pk)
    judged = {row.version_id: row for row in _judgements(ticket.pk)}
    ids |= {version_id for version_id, _item in ticks} | set(also_version_ids or []) | judged.keys()
    done = frozenset(item_id for _version, item_id in ticks)
    cases = {version_id: row.case_place for version_id, row in judged.items()}
    to = None
    if person and judged:
        to = standards.audience(person, ticket.pk, language or language_spoken(ticket.pk))
    used = standards.used_versions(sorted(ids), cases=cases, to=to) if ids else []
    return [UsedStandard(version, done, judged.get(version.version_id)) for version in used]


def earlier_tickets(person: Person, ticket: Ticket) -> list[Ticket]:
    """The customer's other matters the person may see, the latest first."""
    below, above = authority.teams_with(person, visible.VIEW)
    return _others(below, above, person.pk, ticket.customer_id, ticket.pk) if below else []


@prepared
def _others(
    below: frozenset[int], above: frozenset[int], person_id: int, customer_id: int, but_id: int
) -> QuerySet[Ticket]:
    seen = Ticket.objects.seen_by(below, above, person_id).filter(customer_id=customer_id)
    return seen.exclude(pk=but_id).select_related("reason").order_by("-opened_at")[:5]


@prepared
def _draft(ticket_id: int, person_id: int) -> QuerySet[Draft]:
    return Draft.objects.filter(ticket=ticket_id, person=person_id).order_by("id")[:1]


@prepared
def _handles(customer_id: int) -> QuerySet[Handle]:
    return Handle.objects.filter(customer_id=customer_id).order_by("id")


@prepared
def _said_versions(ticket_id: int) -> QuerySet[StandardUse, int]:
    return StandardUse.objects.filter(message__ticket=ticket_id).values_list("version_id", flat=True)


@prepared
def _ticks(ticket_id: int) -> QuerySet[ChecklistTick, tuple[int, int]]:
    return ChecklistTick.objects.filter(ticket=ticket_id).values_list("version_id", "item_id")


@prepared
def _judgements(ticket_id: int) -> QuerySet[Judgement]:
    return Judgement.objects.filter(ticket=ticket_id).order_by("id")


def customer(person: Person, customer_id: int) -> Customer:
    """A customer the person may see, following a merge.

    Raises:
        Customer.DoesNotExist: there is none that the person may see.
    """
    found = visible.customers(person).filter(pk=customer_id).first()
    if found is None:
        return visible.customers(person).get(pk=end_of_merges(customer_id))
    return found
