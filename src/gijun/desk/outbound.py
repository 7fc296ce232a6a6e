"""The port through which channels send for the desk."""

from dataclasses import dataclass
from typing import Protocol

from gijun.desk.models import Outbox


@dataclass(frozen=True, slots=True)
class Sent:
    """How a try to send ended."""

    accepted: bool
    final: bool = True  # a refusal that no further try will change
    answer: str = ""  # what the other side said, without the customer's data
    provider_id: str = ""


class OutboundChannel(Protocol):
    """Sends one reply. Never called inside a transaction; an unknown result is not a failure for good."""

    def send(self, outbox: Outbox) -> Sent: ...


_channels: dict[str, OutboundChannel] = {}


def register(kind: str, channel: OutboundChannel) -> None:
    """Let a channel send replies; called from its ``AppConfig.ready``."""
    _channels[kind] = channel


def can_send(kind: str) -> bool:
    return kind in _channels


def channel_for(kind: str) -> OutboundChannel:
    return _channels[kind]
