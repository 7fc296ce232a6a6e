"""What has to go out, what became of it, and which of our replies an outside id means."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from gijun.desk.models import ExternalRef, Outbox
from gijun.desk.outbound import Outgoing
from gijun.desk.terms import DeliveryState, Direction


@dataclass(frozen=True, slots=True)
class Waiting:
    """The state of a channel's outbox."""

    due: int  # should have been sent by now
    dead: int  # given up
    oldest_due_at: datetime | None


def outgoing(outbox_id: int) -> Outgoing:
    """A reply as its channel has to send it.

    Raises:
        Outbox.DoesNotExist: there is none.
    """
    row = Outbox.objects.select_related("message__ticket", "message__account").get(pk=outbox_id)
    message, door = row.message, row.message.account
    return Outgoing(
        outbox_id=row.pk,
        key=row.idempotency_key,
        ticket_id=message.ticket_id,
        ticket_number=message.ticket.number,
        answers_id=message.in_reply_to_id,
        account_id=message.account_id,
        from_address=door.address if door else "",
        from_name=door.name if door else "",
        recipients=tuple(message.recipients),
        subject=message.subject,
        body=message.body_full,
        written_at=message.made_at,
        automatic=bool(message.automatic),
    )


def waiting(channel: str, at: datetime) -> Waiting:
    """How much of the channel's outbox is due at ``at`` or given up."""
    rows = Outbox.objects.filter(channel=channel)
    due = rows.filter(
        Q(state=DeliveryState.PENDING, next_try_at__lte=at)
        | Q(state=DeliveryState.SENDING, claimed_until__lt=at)
    )
    oldest = due.order_by("next_try_at").values_list("next_try_at", flat=True).first()
    return Waiting(due.count(), rows.filter(state=DeliveryState.DEAD).count(), oldest)


def reply_of_ref(kind: str, external_id: str) -> tuple[int, int] | None:
    """(message, ticket) of the reply of ours that the outside world knows by this id, whole."""
    return (
        ExternalRef.objects.filter(kind=kind, external_id=external_id, message__direction=Direction.OUT)
        .order_by("-id")
        .values_list("message_id", "message__ticket_id")
        .first()
    )


def reply_of_key(key: str) -> tuple[int, int] | None:
    """(message, ticket) of the reply with this idempotency key, sent or not."""
    return Outbox.objects.filter(idempotency_key=key).values_list("message_id", "message__ticket_id").first()


def refs_of_message(message_id: int, kind: str) -> list[str]:
    """Every outside id of one message, oldest first."""
    return list(
        ExternalRef.objects.filter(message_id=message_id, kind=kind)
        .order_by("id")
        .values_list("external_id", flat=True)
    )
