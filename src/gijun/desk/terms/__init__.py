"""The words of the desk."""

from gijun.desk.terms.tickets import (
    ACTIVE,
    ENDED,
    Author,
    ChannelKind,
    DeliveryState,
    Direction,
    Priority,
    RawReason,
    RawState,
    TicketStatus,
)

__all__ = [
    "ACTIVE",
    "ENDED",
    "Author",
    "ChannelKind",
    "DeliveryState",
    "Direction",
    "Priority",
    "RawReason",
    "RawState",
    "TicketStatus",
]
