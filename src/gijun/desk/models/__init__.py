"""The desk's tables."""

from gijun.desk.models.customers import Customer, Handle
from gijun.desk.models.judging import Judgement
from gijun.desk.models.messages import (
    Attachment,
    DeliveryAttempt,
    Draft,
    ExternalRef,
    Message,
    Outbox,
    RawInbound,
    StandardUse,
)
from gijun.desk.models.tickets import (
    Assignment,
    ChannelAccount,
    ChecklistTick,
    Contact,
    NumberSeries,
    Presence,
    Ticket,
    TicketQuerySet,
    Work,
)

__all__ = [
    "Assignment",
    "Attachment",
    "ChannelAccount",
    "ChecklistTick",
    "Contact",
    "Customer",
    "DeliveryAttempt",
    "Draft",
    "ExternalRef",
    "Handle",
    "Judgement",
    "Message",
    "NumberSeries",
    "Outbox",
    "Presence",
    "RawInbound",
    "StandardUse",
    "Ticket",
    "TicketQuerySet",
    "Work",
]
