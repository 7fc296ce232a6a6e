"""Everything the ticket page shows, read in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property

from gijun.desk.models import (
    ChecklistTick,
    Customer,
    Draft,
    Handle,
    Judgement,
    Message,
    StandardUse,
    Ticket,
)
from gijun.desk.queries import visible
from gijun.organisation.models import Person
from gijun.standards import queries as standards

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


@dataclass(frozen=True)
class TicketPage:
    """A ticket with its conversation; what stands beside it is read when a template asks for it."""

    person: Person
    ticket: Ticket
    messages: list[Message]
    has_older: bool
    last_message_id: int

    @cached_property
    def draft(self) -> Draft | None:
        return Draft.objects.filter(ticket=self.ticket, person=self.person).first()

    @cached_property
    def used(self) -> list[UsedStandard]:
        return used_standards(self.ticket)

    @cached_property
    def handles(self) -> list[Handle]:
        return list(Handle.objects.filter(customer_id=self.ticket.customer_id).order_by("id"))

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
    said = (
        Message.objects.filter(ticket=ticket)
        .select_related("person", "handle", "account")
        .prefetch_related("attachments", "uses__version__standard")
        .order_by("-id")
    )
    older = said.filter(pk__lt=before_id) if before_id else said
    found = list(older[: SHOWN + 1])
    return TicketPage(
        person=person,
        ticket=ticket,
        messages=list(reversed(found[:SHOWN])),
        has_older=len(found) > SHOWN,
        last_message_id=found[0].pk if found else 0,
    )


def used_standards(ticket: Ticket, also_version_ids: list[int] | None = None) -> list[UsedStandard]:
    """Standards said on the ticket (and others asked for), each with its ticked steps."""
    ids = set(StandardUse.objects.filter(message__ticket=ticket).values_list("version_id", flat=True))
    ticks = list(ChecklistTick.objects.filter(ticket=ticket).values_list("version_id", "item_id"))
    judged = {row.version_id: row for row in Judgement.objects.filter(ticket=ticket).order_by("id")}
    ids |= {version_id for version_id, _item in ticks} | set(also_version_ids or []) | judged.keys()
    done = frozenset(item_id for _version, item_id in ticks)
    cases = {version_id: row.case_place for version_id, row in judged.items()}
    used = standards.used_versions(sorted(ids), cases=cases)
    return [UsedStandard(version, done, judged.get(version.version_id)) for version in used]


def earlier_tickets(person: Person, ticket: Ticket) -> list[Ticket]:
    """The customer's other matters the person may see, the latest first."""
    return list(
        visible.tickets(person)
        .filter(customer_id=ticket.customer_id)
        .exclude(pk=ticket.pk)
        .select_related("reason")
        .order_by("-opened_at")[:5]
    )


def customer(person: Person, customer_id: int) -> Customer:
    """A customer the person may see, following a merge.

    Raises:
        Customer.DoesNotExist: there is none that the person may see.
    """
    found = visible.customers(person).filter(pk=customer_id).first()
    if found is None:
        redirect = Customer.objects.filter(pk=customer_id).values_list("merged_into_id", flat=True).first()
        return visible.customers(person).get(pk=redirect or 0)
    return found
