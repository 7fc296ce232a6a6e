"""What sorts a ticket follows it: into another one, and into erasure."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gijun.desk.models import (
    Customer,
    Field,
    FieldRules,
    FieldValue,
    Memo,
    Tag,
    TagName,
    Ticket,
    TicketTag,
)
from gijun.desk.terms.sorting import CODED


def move(loser: Ticket, winner: Ticket) -> None:
    """Inside an action: tags, memos and values of one ticket stand on the other; a value there stays."""
    TicketTag.objects.filter(
        ticket=loser, tag_id__in=TicketTag.objects.filter(ticket=winner).values("tag_id")
    ).delete()
    TicketTag.objects.filter(ticket=loser).update(ticket=winner)
    Memo.objects.filter(ticket=loser).update(ticket=winner)
    there = FieldValue.objects.filter(ticket=winner).values("field_id")
    FieldValue.objects.filter(ticket=loser, field_id__in=there).delete()
    FieldValue.objects.filter(ticket=loser).update(ticket=winner)


def move_customer(loser: Customer, winner: Customer) -> None:
    """Inside an action: memos about one customer are about the other."""
    Memo.objects.filter(customer=loser).update(customer=winner)


def blank(tickets: QuerySet[Ticket], customers: QuerySet[Customer]) -> None:
    """Inside an action: empty memos and everything typed in fields; codes that are not personal stay."""
    Memo.objects.filter(Q(ticket__in=tickets) | Q(customer__in=customers)).update(text="")
    values = FieldValue.objects.filter(ticket__in=tickets)
    values.filter(Q(field__is_personal=True) | ~Q(field__kind__in=CODED)).update(text="")


def remove_practice(
    team_ids: Collection[int], tickets: QuerySet[Ticket], customer_ids: Collection[int]
) -> None:
    """Inside an action: remove what sorts practice tickets; tags and fields of practice centres go too."""
    for of_ticket in (TicketTag, FieldValue):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    Memo.objects.filter(Q(ticket__in=tickets) | Q(customer__in=customer_ids)).delete()
    Tag.objects.filter(centre__in=team_ids).update(merged_into=None)
    for of_centre in (TagName, Tag, FieldRules, Field):
        of_centre.objects.filter(centre__in=team_ids).delete()
