"""The port through which channels send for the desk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A reply as its channel has to send it."""

    outbox_id: int
    key: str  # the same at every try, so that the other side can tell a second one
    ticket_id: int
    ticket_number: str
    answers_id: int | None  # the message it answers
    account_id: int | None  # the door it leaves by
    from_address: str
    from_name: str
    recipients: tuple[str, ...]
    subject: str
    body: str
    written_at: datetime
    automatic: bool = False  # a rule wrote it: the mail says so, and asks for no automatic answer


@dataclass(frozen=True, slots=True)
class Sent:
    """How a try to send ended."""

    accepted: bool
    final: bool = True  # a refusal that no further try will change
    answer: str = ""  # what the other side said, without the customer's data
    provider_id: str = ""
    external_ids: tuple[tuple[str, str], ...] = ()  # (kind, id): everything it may be answered under


class OutboundChannel(Protocol):
    """Sends one reply. Never called inside a transaction; an unknown result is not a failure for good."""

    def send(self, outgoing: Outgoing) -> Sent: ...


_channels: dict[str, OutboundChannel] = {}


def register(kind: str, channel: OutboundChannel) -> None:
    """Let a channel send replies; called from its ``AppConfig.ready``."""
    _channels[kind] = channel


def can_send(kind: str) -> bool:
    return kind in _channels


def channel_for(kind: str) -> OutboundChannel:
    return _channels[kind]
