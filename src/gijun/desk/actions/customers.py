"""Customers: two records made one, and everything personal removed."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from gijun.desk import vault
from gijun.desk.actions.asking import following
from gijun.desk.actions.promises import following as promised
from gijun.desk.actions.sorting import following as sorting
from gijun.desk.actions.sorting.parting import keep_what_comes
from gijun.desk.actions.sparing import following as sparing
from gijun.desk.actions.wording import following as wording
from gijun.desk.errors import DeskError
from gijun.desk.events import CustomerErased, CustomersMerged
from gijun.desk.events.sorting import MemoPinned
from gijun.desk.models import (
    Attachment,
    Customer,
    CustomerMerge,
    DeliveryAttempt,
    Draft,
    ExternalRef,
    Handle,
    Judgement,
    Memo,
    Message,
    Outbox,
    RawInbound,
    Ticket,
)
from gijun.desk.queries import visible
from gijun.desk.queries.sorting.customers import known_as
from gijun.desk.terms import DeliveryState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def merge_customers(
    customer_id: int,
    *,
    into_id: int,
    by: Person,
    at: datetime,
    name_of: int | None = None,
    unpin: Collection[int] = (),
) -> Customer:
    """Two records are one customer: addresses, tickets and memos move, the old record points on.

    Args:
        name_of: whose name they keep; none: that of ``into_id``, or the other where it has none.
        unpin: memos about either that need not stand on top any more.

    Raises:
        DeskError: they are the same, or one was merged or erased before.
        Customer.DoesNotExist: ``by`` may not see one of them.
    """
    authority.require(by, "desk.merge")
    seen = visible.customers(by)
    loser, winner = seen.get(pk=customer_id), seen.get(pk=into_id)
    if (
        loser == winner
        or loser.merged_into_id
        or winner.merged_into_id
        or loser.erased_at
        or winner.erased_at
    ):
        raise DeskError(_("These two customers cannot be merged."))
    keep_what_comes(loser, winner, by=by, at=at)
    _unpin(unpin, (loser, winner), by, at)
    winner.name = (loser.name or winner.name) if name_of == loser.pk else (winner.name or loser.name)
    winner.save(update_fields=["name"])
    Handle.objects.filter(customer=loser).update(customer=winner)
    sorting.move_customer(loser, winner)
    sparing.move_customer(loser, winner, by, at)
    Ticket.objects.filter(customer=loser).update(customer=winner)
    Customer.objects.filter(pk=loser.pk).update(merged_into=winner)
    log.record(CustomersMerged(customer_id=loser.pk, into_customer_id=winner.pk), at=at, actor_id=by.pk)
    return winner


def _unpin(memo_ids: Collection[int], of: tuple[Customer, Customer], by: Person, at: datetime) -> None:
    pinned = Memo.objects.filter(pk__in=memo_ids, customer__in=of, is_pinned=True, withdrawn_at=None)
    for memo in pinned.order_by("id"):
        Memo.objects.filter(pk=memo.pk).update(is_pinned=False)
        log.record(MemoPinned(agent_id=memo.person_id, memo_id=memo.pk, pinned=False), at=at, actor_id=by.pk)


def erase_customer(customer_id: int, *, by: Person, at: datetime) -> int:
    """Remove everything personal of a customer; tickets, facts and figures stay, nameless.

    Names, addresses, texts of all messages on their tickets (ours too: they name the customer), originals,
    attachments, drafts, answers given for exceptions and outside ids go. Returns how many tickets were
    emptied.

    Raises:
        DeskError: it was done before.
        PermissionDenied: ``by`` may not erase customers.
        Customer.DoesNotExist: there is none that ``by`` may see.
    """
    keys, tickets = _erase_rows(customer_id, by=by, at=at)
    for key in keys:
        if (
            not Attachment.objects.filter(vault_key=key).exists()
            and not RawInbound.objects.filter(vault_key=key).exists()
        ):
            vault.forget(key)
    return tickets


@log.action
def _erase_rows(customer_id: int, *, by: Person, at: datetime) -> tuple[set[str], int]:
    authority.require(by, "desk.erase_customer")
    customer = visible.customers(by).get(pk=customer_id)
    if customer.erased_at:
        raise DeskError(_("This customer has been erased already."))
    merged = Customer.objects.filter(pk__in=known_as(customer_id))
    addresses = list(Handle.objects.filter(customer__in=merged).values_list("external_id", flat=True))
    tickets = Ticket.objects.filter(customer__in=merged)
    messages = Message.objects.filter(Q(ticket__in=tickets) | Q(handle__customer__in=merged))
    message_ids = list(messages.values_list("pk", flat=True))
    raws = RawInbound.objects.filter(Q(message_id__in=message_ids) | Q(envelope_from__in=addresses))
    attachments = Attachment.objects.filter(message_id__in=message_ids)
    keys = set(raws.exclude(vault_key="").values_list("vault_key", flat=True))
    keys |= set(attachments.values_list("vault_key", flat=True))
    attachments.delete()
    raws.update(vault_key="", envelope_from="", envelope_to=[], sha256="", detail="")
    ExternalRef.objects.filter(message_id__in=message_ids).delete()
    DeliveryAttempt.objects.filter(outbox__message_id__in=message_ids).update(answer="")
    Draft.objects.filter(ticket__in=tickets).delete()
    Judgement.objects.filter(ticket__in=tickets).update(answers={})
    following.blank(tickets)
    promised.blank(tickets)
    sorting.blank(tickets, merged)
    sparing.blank(merged)
    wording.blank(tickets)
    _blank(message_ids)
    emptied = tickets.update(subject=_("(erased)"))
    Handle.objects.filter(customer__in=merged).delete()
    CustomerMerge.objects.filter(stays__in=merged).update(name_before="")
    merged.update(name="", memo="", erased_at=at)
    for one in merged.values_list("pk", flat=True):
        log.record(
            CustomerErased(customer_id=one, tickets=emptied if one == customer_id else 0),
            at=at,
            actor_id=by.pk,
        )
    return keys, emptied


def _blank(message_ids: list[int]) -> None:
    """Empty the messages; one that still waits to be sent is given up with its text."""
    messages = Message.objects.filter(pk__in=message_ids)
    messages.update(subject="", body_full="", body_new="", body_quoted="", recipients=[], dedupe_key=None)
    unsent = Outbox.objects.filter(
        message_id__in=message_ids, state__in=[DeliveryState.PENDING, DeliveryState.SENDING]
    )
    messages.filter(outbox__in=unsent).update(delivery=DeliveryState.DEAD)
    unsent.update(state=DeliveryState.DEAD)
