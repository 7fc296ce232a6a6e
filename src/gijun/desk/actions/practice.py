"""Practice data is no history: it may be taken away, and only it."""

from collections.abc import Collection

from django.db.models import QuerySet

from gijun.desk import vault
from gijun.desk.actions.asking import following as asking
from gijun.desk.actions.modes import following as modes
from gijun.desk.actions.promises import following as promises
from gijun.desk.actions.routing import following as routing
from gijun.desk.actions.sorting import following as sorting
from gijun.desk.actions.sparing import following as sparing
from gijun.desk.actions.wording import following as wording
from gijun.desk.models import (
    Assignment,
    Attachment,
    BulkChange,
    BulkRow,
    ChannelAccount,
    ChecklistTick,
    ClockPolicy,
    Contact,
    Customer,
    DeliveryAttempt,
    Draft,
    ExternalRef,
    Handle,
    Judgement,
    Message,
    Outbox,
    Presence,
    RawInbound,
    SavedView,
    SnippetUse,
    StandardUse,
    Ticket,
    Work,
)
from gijun.events import log


def remove_practice(team_ids: Collection[int]) -> list[int]:
    """Remove the tickets of practice teams with everything on them, their customers and doors.

    Returns the ids of the tickets that are gone.
    """
    tickets, keys = _remove_rows(team_ids)
    for key in keys:
        if not Attachment.objects.filter(vault_key=key).exists():
            vault.forget(key)
    return tickets


@log.action
def _remove_rows(team_ids: Collection[int]) -> tuple[list[int], set[str]]:
    tickets = Ticket.objects.filter(team_id__in=team_ids)
    ids = list(tickets.values_list("pk", flat=True))
    customers = list(tickets.values_list("customer_id", flat=True).distinct())
    accounts = ChannelAccount.objects.filter(team_id__in=team_ids)
    messages = Message.objects.filter(ticket__in=tickets)
    raws = RawInbound.objects.filter(account__in=accounts)
    keys = set(Attachment.objects.filter(message__in=messages).values_list("vault_key", flat=True))
    keys |= set(raws.exclude(vault_key="").values_list("vault_key", flat=True))
    asking.remove_practice(team_ids, tickets)
    promises.remove_practice(team_ids, tickets)
    routing.remove_practice(team_ids, tickets)
    modes.remove_practice(team_ids)
    wording.remove_practice(team_ids, tickets)
    sparing.remove_practice(team_ids, tickets, customers)
    for of_ticket in (Presence, Draft, Work, ChecklistTick, Judgement, Assignment):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    DeliveryAttempt.objects.filter(outbox__message__in=messages).delete()
    for of_message in (Outbox, StandardUse, SnippetUse, Attachment, ExternalRef):
        of_message.objects.filter(message__in=messages).delete()
    raws.delete()
    messages.update(in_reply_to=None)
    messages.delete()
    Contact.objects.filter(ticket__in=tickets).delete()
    sorting.remove_practice(team_ids, tickets, customers)
    _remove_views(tickets)
    tickets.update(merged_into=None, follows=None, split_from=None)
    tickets.delete()
    ClockPolicy.objects.filter(centre_id__in=team_ids).delete()
    Handle.objects.filter(customer_id__in=customers).delete()
    Customer.objects.filter(merged_into__in=customers).update(merged_into=None)
    Customer.objects.filter(pk__in=customers, tickets=None).delete()
    accounts.delete()
    return ids, keys


def _remove_views(tickets: QuerySet[Ticket]) -> None:
    """Views of practice people, and what was done to many practice tickets at once."""
    SavedView.objects.filter(owner__is_practice=True).delete()
    BulkRow.objects.filter(ticket__in=tickets).delete()
    BulkChange.objects.filter(person__is_practice=True).delete()
