"""Replies on their way out: claimed by one worker, tried until accepted or given up."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import MessageNotSent, MessageSent
from gijun.desk.models import DeliveryAttempt, ExternalRef, Handle, Message, Outbox
from gijun.desk.queries import visible
from gijun.desk.rules.retry import next_try
from gijun.desk.terms import DeliveryState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person

CLAIM = timedelta(minutes=5)  # after that another worker may try: the first one is taken for dead


def claim_due(at: datetime, *, channel: str, limit: int = 20) -> list[Outbox]:
    """Replies whose time has come, claimed for this worker alone."""
    due = Outbox.objects.filter(
        Q(state=DeliveryState.PENDING, next_try_at__lte=at)
        | Q(state=DeliveryState.SENDING, claimed_until__lt=at),
        channel=channel,
    )
    claimed = []
    for outbox in due.order_by("next_try_at", "id")[:limit]:
        still = due.filter(pk=outbox.pk)
        if still.update(state=DeliveryState.SENDING, claimed_until=at + CLAIM):
            Message.objects.filter(pk=outbox.message_id).update(delivery=DeliveryState.SENDING)
            claimed.append(
                Outbox.objects.select_related("message__ticket", "message__account").get(pk=outbox.pk)
            )
    return claimed


@log.action
def note_sent(
    outbox_id: int,
    *,
    at: datetime,
    answer: str = "",
    provider_id: str = "",
    external_ids: list[tuple[str, str]],
) -> None:
    """The other side accepted the reply; remember every id it may be answered under."""
    outbox = _tried(outbox_id, at, accepted=True, answer=answer)
    Outbox.objects.filter(pk=outbox_id).update(state=DeliveryState.SENT, provider_id=provider_id[:255])
    message = outbox.message
    Message.objects.filter(pk=message.pk).update(delivery=DeliveryState.SENT)
    if message.account:
        for kind, external_id in external_ids:
            ExternalRef.objects.create(
                account=message.account, kind=kind, external_id=external_id[:998], message=message
            )
    log.record(
        MessageSent(
            ticket_id=message.ticket_id,
            team_id=message.ticket.team_id,
            channel=outbox.channel,
            message_id=message.pk,
            attempts=outbox.attempts,
        ),
        at=at,
    )


@log.action
def note_not_sent(outbox_id: int, *, at: datetime, answer: str, final: bool) -> None:
    """A try failed: try again later, or give up and say so on the ticket."""
    outbox = _tried(outbox_id, at, accepted=False, answer=answer)
    wait = None if final else next_try(outbox.attempts)
    if wait is not None:
        Outbox.objects.filter(pk=outbox_id).update(
            state=DeliveryState.PENDING, next_try_at=at + wait, claimed_until=None
        )
        Message.objects.filter(pk=outbox.message_id).update(delivery=DeliveryState.PENDING)
        return
    Outbox.objects.filter(pk=outbox_id).update(state=DeliveryState.DEAD, claimed_until=None)
    _failed(outbox.message, DeliveryState.DEAD, outbox.attempts, at)


@log.action
def note_bounce(message_id: int, *, at: datetime) -> None:
    """A reply came back: mark it, and the address it went to. Saying it twice changes nothing."""
    message = Message.objects.select_related("ticket").get(pk=message_id)
    if message.delivery == DeliveryState.BOUNCED:
        return
    Outbox.objects.filter(message=message).update(state=DeliveryState.BOUNCED)
    if message.handle_id:
        Handle.objects.filter(pk=message.handle_id).update(undeliverable_since=at)
    attempts = Outbox.objects.filter(message=message).values_list("attempts", flat=True).first() or 0
    _failed(message, DeliveryState.BOUNCED, attempts, at)


@log.action
def try_again(message_id: int, *, by: Person, at: datetime) -> None:
    """Send a reply that was given up once more.

    Raises:
        DeskError: it was not given up.
        Message.DoesNotExist: there is none that ``by`` may see.
    """
    message = visible.messages(by).get(pk=message_id)
    authority.require(by, "desk.reply")
    given_up = Outbox.objects.filter(message=message, state=DeliveryState.DEAD)
    if not given_up.update(state=DeliveryState.PENDING, attempts=0, next_try_at=at):
        raise DeskError(_("Only a reply that could not be sent can be tried again."))
    Message.objects.filter(pk=message_id).update(delivery=DeliveryState.PENDING)


def _tried(outbox_id: int, at: datetime, *, accepted: bool, answer: str) -> Outbox:
    outbox = Outbox.objects.select_related("message__ticket", "message__account").get(pk=outbox_id)
    outbox.attempts += 1
    outbox.save(update_fields=["attempts"])
    DeliveryAttempt.objects.create(outbox=outbox, tried_at=at, accepted=accepted, answer=answer[:500])
    return outbox


def _failed(message: Message, state: DeliveryState, attempts: int, at: datetime) -> None:
    Message.objects.filter(pk=message.pk).update(delivery=state)
    log.record(
        MessageNotSent(
            ticket_id=message.ticket_id,
            team_id=message.ticket.team_id,
            channel=message.ticket.channel,
            message_id=message.pk,
            attempts=attempts,
            state=state.value,
        ),
        at=at,
    )
