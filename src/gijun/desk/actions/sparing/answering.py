"""Customers answered by a rule: once per sender and period, and never a machine."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from gijun.desk.events.sparing import AutoAnswerSent
from gijun.desk.models import AutoAnswer, AutoAnswerTurn, ChannelAccount, Handle, Message, Outbox
from gijun.desk.outbound import can_send
from gijun.desk.queries import doors
from gijun.desk.queries.language import language_spoken
from gijun.desk.queries.sparing import answers
from gijun.desk.rules.sparing.answering import AnswerRules, decide, filled
from gijun.desk.terms import Author, ChannelKind, DeliveryState, Direction
from gijun.desk.terms.sparing import AUTO_ANSWER, Occasion, Silence
from gijun.events import log
from gijun.events.models import Event

NAMES = frozenset({"desk.message_received"})


def take(told: Sequence[Event]) -> None:
    """A consumer of the log: answer what was received. Seeing a fact twice answers once."""
    for event in told:
        answer(event.data["message_id"], at=timezone.now())


@log.action
def answer(message_id: int, *, at: datetime) -> Occasion | Silence | None:
    """Answer a message by the rules of its door; nobody's first answer, and the customer waits on as before.

    Returns:
        The occasion on which it was answered, or why it was not; none where its door never answers.
    """
    message = (
        Message.objects.filter(pk=message_id, direction=Direction.IN)
        .select_related("ticket__team", "account__team", "handle")
        .first()
    )
    door, sender = (message.account, message.handle) if message else (None, None)
    if message is None or door is None or sender is None:
        return None
    version, rules = answers.rules_of(door.pk)
    if not version or answers.was_answered(message_id):
        return None
    language = "en" if language_spoken(message.ticket_id) == "en" else "ko"
    heard = answers.heard(message, door, sender, language, at)
    occasion, silence = decide(rules, heard, _own(), at)
    if occasion is None:
        return silence
    if not _takes_turn(door, sender, rules, at):
        return Silence.RECENT
    text = heard.mode_text if occasion == Occasion.MODE else rules.text(occasion, language)
    words = filled(text, answers.values_for(message.ticket.number, door.team, at))
    sent = _write(message, door, sender, words, at)
    AutoAnswer.objects.create(answered=message, message=sent, occasion=occasion, rules_version=version)
    log.record(
        AutoAnswerSent(
            ticket_id=message.ticket_id,
            contact_id=message.contact_id,
            team_id=message.ticket.team_id,
            channel=message.ticket.channel,
            message_id=sent.pk,
            answered_id=message.pk,
            occasion=occasion.value,
            rules_version=version,
        ),
        at=at,
    )
    return occasion


def _own() -> frozenset[str]:
    """Every address of ours on any channel."""
    return frozenset().union(*(doors.addresses(kind) for kind in ChannelKind.values))


def _takes_turn(door: ChannelAccount, sender: Handle, rules: AnswerRules, at: datetime) -> bool:
    """Move the sender's turn on; of two workers at once one does."""
    turn, _made = AutoAnswerTurn.objects.get_or_create(account=door, handle=sender)
    free = AutoAnswerTurn.objects.filter(Q(last_at=None) | Q(last_at__lte=at - rules.period), pk=turn.pk)
    return bool(free.update(last_at=at))


def _write(message: Message, door: ChannelAccount, to: Handle, text: str, at: datetime) -> Message:
    channel = door.kind
    sent = Message.objects.create(
        ticket=message.ticket,
        contact_id=message.contact_id,
        account=door,
        direction=Direction.OUT,
        author=Author.SYSTEM,
        handle=to,
        recipients=[to.external_id],
        subject=message.subject or message.ticket.subject,
        body_full=text,
        body_new=text,
        automatic=AUTO_ANSWER,
        in_reply_to=message,
        delivery=DeliveryState.PENDING if can_send(channel) else "",
        made_at=at,
    )
    if sent.delivery:
        Outbox.objects.create(message=sent, channel=channel, idempotency_key=uuid.uuid4().hex, next_try_at=at)
    return sent
