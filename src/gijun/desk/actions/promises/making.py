"""Promising a customer something by a time."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.promises import told
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import PromiseMade
from gijun.desk.models import Handle, Message, Promise, Ticket
from gijun.desk.queries import visible
from gijun.desk.rules.masking import mask
from gijun.desk.terms import ChannelKind, Direction
from gijun.desk.terms.asking import Why
from gijun.desk.terms.promises import (
    CALLED_FOR,
    DUE,
    NOTE_LENGTH,
    Avoidable,
    CallbackReason,
    PromiseKind,
)
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Wanted:
    """A promise as somebody gives it."""

    kind: str
    due_at: datetime
    note: str = ""
    why: str = ""  # what was lacking to settle it at once
    owner_id: int | None = None  # none: whoever gives it
    message_id: int | None = None  # in which it was said
    callback_reason: str = ""  # empty: as ``why`` says
    avoidable: str = Avoidable.UNKNOWN.value
    handle_id: int | None = None  # the number to call
    outside_ok: bool = False  # nobody works then, and it shall be so


@log.action
def make(ticket_id: int, wanted: Wanted, *, by: Person, at: datetime) -> Promise:
    """Record a promise; the same one again while it is owed changes nothing.

    Raises:
        OutsideHoursError: nobody works then, and nobody said that it shall be so.
        DeskError: the time has passed, something is missing, or the matter is closed.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, told.KEEP)
    if ticket.merged_into_id or ticket.status == "closed":
        raise DeskError(_("This ticket is closed. Promise it on the ticket the customer writes to now."))
    if not wanted.callback_reason and wanted.why in CALLED_FOR:
        wanted = replace(wanted, callback_reason=CALLED_FOR[wanted.why].value)
    _require_words(wanted)
    owner = _owner(wanted.owner_id, by)
    team = told.home_of(owner, ticket.team)
    told.require_due(wanted.due_at, team, at, outside_ok=wanted.outside_ok)
    same = Promise.objects.filter(
        ticket=ticket, kind=wanted.kind, due_at=wanted.due_at, owner=owner, state__in=DUE
    ).first()
    if same:
        return same
    is_call = wanted.kind == PromiseKind.CALLBACK
    row = Promise.objects.create(
        ticket=ticket,
        kind=wanted.kind,
        due_at=wanted.due_at,
        owner=owner,
        team=team,
        note=mask(wanted.note.strip()),
        why=wanted.why,
        message=_message(ticket, wanted.message_id),
        made_at=at,
        made_by=by,
        callback_reason=wanted.callback_reason if is_call else "",
        avoidable=wanted.avoidable if is_call else Avoidable.UNKNOWN,
        handle=_number(ticket, wanted.handle_id) if is_call else None,
    )
    log.record(_fact(row), at=at, actor_id=by.pk)
    return row


def _fact(row: Promise) -> PromiseMade:
    return PromiseMade(
        **told.columns(row),
        promise_id=row.pk,
        kind=row.kind,
        due_ms=log.to_ms(row.due_at),
        why=row.why,
        message_id=row.message_id,
        callback_reason=row.callback_reason,
        avoidable=row.avoidable,
    )


def _require_words(wanted: Wanted) -> None:
    if wanted.kind not in PromiseKind.values:
        raise DeskError(_("Choose what was promised."))
    if wanted.why and wanted.why not in Why.values:
        raise DeskError(_("Say what is missing: knowledge, authority or input flow."))
    if len(wanted.note.strip()) > NOTE_LENGTH:
        raise DeskError(_("Write at most %(most)d characters.") % {"most": NOTE_LENGTH})
    if wanted.kind != PromiseKind.CALLBACK:
        return
    if wanted.callback_reason not in CallbackReason.values:
        raise DeskError(_("Say why the customer has to be called back."))
    if wanted.avoidable not in Avoidable.values:
        raise DeskError(_("Say whether the call could have been avoided, or that you do not know."))


def _owner(owner_id: int | None, by: Person) -> Person:
    if owner_id is None or owner_id == by.pk:
        return by
    owner = Person.objects.filter(pk=owner_id, is_active=True).first()
    if owner is None or not authority.allows(owner, told.KEEP):
        raise DeskError(_("Choose somebody who answers customers."))
    return owner


def _message(ticket: Ticket, message_id: int | None) -> Message | None:
    if message_id is None:
        return None
    row = Message.objects.filter(pk=message_id, ticket=ticket).exclude(direction=Direction.IN).first()
    if row is None:
        raise DeskError(_("This message is not an answer on this ticket."))
    return row


def _number(ticket: Ticket, handle_id: int | None) -> Handle | None:
    """The number to call: the one chosen, or the customer's only one."""
    numbers = Handle.objects.filter(
        customer_id=ticket.customer_id, kind__in=[ChannelKind.PHONE, ChannelKind.SMS]
    )
    if handle_id is not None:
        row = numbers.filter(pk=handle_id).first()
        if row is None:
            raise DeskError(_("This number is not the customer's."))
        return row
    return numbers.order_by("-id").first()
