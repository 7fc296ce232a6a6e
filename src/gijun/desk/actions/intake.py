"""A message comes in, from any channel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk import vault
from gijun.desk.actions import originals
from gijun.desk.actions.numbers import next_number
from gijun.desk.actions.settling import settle
from gijun.desk.events import ContactOpened, MessageReceived, TicketOpened, TicketReopened
from gijun.desk.models import (
    Attachment,
    ChannelAccount,
    Contact,
    Customer,
    ExternalRef,
    Handle,
    Message,
    RawInbound,
    Ticket,
)
from gijun.desk.rules.masking import mask
from gijun.desk.terms import ACTIVE, Author, Direction, RawReason, RawState, TicketStatus
from gijun.events import log


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file that came with a message."""

    name: str
    content: bytes
    content_type: str
    raw_name: bytes = b""
    is_inline: bool = False
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """A message from outside, read and decoded by its channel; nothing in it is trusted."""

    account_id: int
    address: str  # of the sender, normalised: lower case mail address, E.164 number
    body_full: str
    body_new: str = ""
    body_quoted: str = ""
    address_as_typed: str = ""
    sender_name: str = ""
    subject: str = ""
    sent_at: datetime | None = None
    dedupe_key: str | None = None
    external_ids: Sequence[tuple[str, str]] = ()  # (kind, id)
    ticket_id: int | None = None  # the ticket the channel found it belongs to
    follows_id: int | None = None  # a ticket behind another door that a new ticket goes on from
    automatic: str = ""  # why the channel thinks a machine wrote it
    defects: Sequence[str] = ()
    files: Sequence[InboundFile] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of an inbound message."""

    message_id: int | None  # none: dropped, with the reason on the original
    ticket_id: int | None
    reason: RawReason | None = None


def receive(inbound: Inbound, *, at: datetime, raw_id: int | None = None) -> Received:
    """Put a message on its ticket, opening ticket and contact where there is none.

    A message that had arrived before is dropped; so is an automatic one that belongs to no ticket. A solved
    ticket reopens; a closed one is followed by a new one; a merged one passes the message on. An automatic
    message makes nobody a customer.
    """
    kept = [(file, vault.keep(file.content)) for file in inbound.files]
    return _receive(inbound, kept, at=at, raw_id=raw_id)


@log.action
def _receive(
    inbound: Inbound, kept: Sequence[tuple[InboundFile, str]], *, at: datetime, raw_id: int | None
) -> Received:
    if (known := _taken_in_before(raw_id)) is not None:
        return known
    account = ChannelAccount.objects.get(pk=inbound.account_id)
    earlier = (
        Message.objects.filter(account=account, dedupe_key=inbound.dedupe_key).first()
        if inbound.dedupe_key
        else None
    )
    if earlier:
        if raw_id is not None:
            RawInbound.objects.filter(pk=raw_id).update(message=earlier)
        return _dropped(raw_id, RawReason.DUPLICATE, at, earlier.ticket_id)
    ticket = end_of_merges(inbound.ticket_id) if inbound.ticket_id else None
    handle = _known_handle(account, inbound)
    contact = None
    if not inbound.automatic:
        handle = handle or _new_handle(account, inbound, at)
        if ticket is None or ticket.status == TicketStatus.CLOSED:
            ticket = _open_ticket(account, handle, inbound, ticket or _behind_another_door(inbound), at)
        contact = _open_contact(account, handle, ticket, at)
    if ticket is None:
        return _dropped(raw_id, RawReason.AUTOMATIC, at, None)
    message = _write(inbound, account, handle, ticket, contact, at)
    _keep_files(message, kept)
    for kind, external_id in inbound.external_ids:
        ExternalRef.objects.create(account=account, kind=kind, external_id=external_id[:998], message=message)
    if raw_id is not None:
        RawInbound.objects.filter(pk=raw_id).update(
            state=RawState.PARSED, reason="", detail="", message=message
        )
    log.record(
        MessageReceived(
            ticket_id=ticket.pk,
            contact_id=contact.pk if contact else None,
            team_id=ticket.team_id,
            channel=account.kind,
            message_id=message.pk,
            automatic=inbound.automatic,
        ),
        at=at,
    )
    _wake(ticket, contact, automatic=bool(inbound.automatic), at=at)
    return Received(message.pk, ticket.pk)


def end_of_merges(ticket_id: int) -> Ticket | None:
    """The ticket that a ticket's messages land on: itself, or the end of its chain of merges."""
    ticket = Ticket.objects.filter(pk=ticket_id).first()
    while ticket and ticket.merged_into_id:
        ticket = Ticket.objects.get(pk=ticket.merged_into_id)
    return ticket


def _taken_in_before(raw_id: int | None) -> Received | None:
    """What became of an original that another worker was quicker to read."""
    if raw_id is None:
        return None
    raw = RawInbound.objects.filter(pk=raw_id, state=RawState.PARSED).select_related("message").first()
    return Received(raw.message_id, raw.message.ticket_id if raw.message else None) if raw else None


def _dropped(raw_id: int | None, reason: RawReason, at: datetime, ticket_id: int | None) -> Received:
    if raw_id is not None:
        originals.drop(raw_id, reason, at=at)
    return Received(None, ticket_id, reason)


def _known_handle(account: ChannelAccount, inbound: Inbound) -> Handle | None:
    address = inbound.address[:320]
    return Handle.objects.filter(kind=account.kind, external_id=address).select_related("customer").first()


def _new_handle(account: ChannelAccount, inbound: Inbound, at: datetime) -> Handle:
    customer = Customer.objects.create(name=mask(inbound.sender_name)[:200], first_seen_at=at)
    return Handle.objects.create(
        customer=customer,
        kind=account.kind,
        external_id=inbound.address[:320],
        as_typed=inbound.address_as_typed[:320],
    )


def _behind_another_door(inbound: Inbound) -> Ticket | None:
    return end_of_merges(inbound.follows_id) if inbound.follows_id else None


def _open_ticket(
    account: ChannelAccount, handle: Handle, inbound: Inbound, follows: Ticket | None, at: datetime
) -> Ticket:
    ticket = Ticket.objects.create(
        number=next_number(at, account.team_id),
        subject=mask(inbound.subject).strip()[:300] or _("(no subject)"),
        channel=account.kind,
        customer_id=handle.customer_id,
        team_id=account.team_id,
        follows=follows,
        opened_at=at,
        last_message_at=at,
    )
    log.record(
        TicketOpened(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            channel=account.kind,
            customer_id=handle.customer_id,
            follows_id=follows.pk if follows else None,
        ),
        at=at,
    )
    return ticket


def _open_contact(account: ChannelAccount, handle: Handle, ticket: Ticket, at: datetime) -> Contact:
    open_one = Contact.objects.filter(account=account, handle=handle, ticket=ticket, ended_at=None).first()
    if open_one:
        return open_one
    contact = Contact.objects.create(
        ticket=ticket, account=account, handle=handle, channel=account.kind, opened_at=at
    )
    log.record(
        ContactOpened(
            ticket_id=ticket.pk,
            contact_id=contact.pk,
            team_id=ticket.team_id,
            channel=account.kind,
            customer_id=ticket.customer_id,
            account_id=account.pk,
        ),
        at=at,
    )
    return contact


def _write(
    inbound: Inbound,
    account: ChannelAccount,
    handle: Handle | None,
    ticket: Ticket,
    contact: Contact | None,
    at: datetime,
) -> Message:
    return Message.objects.create(
        ticket=ticket,
        contact=contact,
        account=account,
        direction=Direction.IN,
        author=Author.SYSTEM if inbound.automatic else Author.CUSTOMER,
        handle=handle,
        subject=mask(inbound.subject)[:300],
        body_full=mask(inbound.body_full),
        body_new=mask(inbound.body_new),
        body_quoted=mask(inbound.body_quoted),
        automatic=inbound.automatic,
        defects=list(inbound.defects),
        dedupe_key=inbound.dedupe_key,
        sent_at=inbound.sent_at,
        made_at=at,
    )


def _keep_files(message: Message, kept: Sequence[tuple[InboundFile, str]]) -> None:
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=file.name[:255],
            raw_name=file.raw_name,
            content_type=file.content_type[:128],
            size=len(file.content),
            vault_key=key,
            is_inline=file.is_inline,
            content_id=file.content_id[:255],
        )
        for file, key in kept
    )


def _wake(ticket: Ticket, contact: Contact | None, *, automatic: bool, at: datetime) -> None:
    """Let the ticket wait for us again; an automatic message wakes nothing."""
    ticket.last_message_at = max(at, ticket.last_message_at)  # read late: a colleague may have written since
    if not automatic:
        ticket.waiting_since = ticket.waiting_since or at
        if ticket.status == TicketStatus.RESOLVED:
            ticket.status, ticket.solved_at = TicketStatus.OPEN, None
            log.record(
                TicketReopened(
                    ticket_id=ticket.pk,
                    contact_id=contact.pk if contact else None,
                    team_id=ticket.team_id,
                    agent_id=ticket.assignee_id,
                    channel=ticket.channel,
                    by_customer=True,
                ),
                at=at,
            )
        elif ticket.status in ACTIVE and ticket.status != TicketStatus.NEW:
            ticket.status = TicketStatus.OPEN
    ticket.save(update_fields=["last_message_at", "waiting_since", "status", "solved_at"])
    if not automatic:
        settle(ticket.assignee_id, at)
