"""The words of the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ChannelKind(models.TextChoices):
    EMAIL = "email", _("Mail")
    CHAT = "chat", _("Chat")
    FORM = "form", _("Web form")
    PHONE = "phone", _("Phone")
    KAKAO = "kakao", _("KakaoTalk")
    SMS = "sms", _("SMS")
    API = "api", _("API")


class TicketStatus(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("In progress")
    WAITING_CUSTOMER = "waiting_customer", _("Waiting for the customer")
    WAITING_INTERNAL = "waiting_internal", _("Waiting for a colleague")
    RESOLVED = "resolved", _("Solved")
    CLOSED = "closed", _("Closed")


class Priority(models.IntegerChoices):
    LOW = 1, _("Low")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    HIGH = 3, _("High")
    URGENT = 4, _("Urgent")


class Direction(models.TextChoices):
    IN = "in", _("From the customer")
    OUT = "out", _("To the customer")
    INTERNAL = "internal", _("Note")


class Author(models.TextChoices):
    CUSTOMER = "customer", _("Customer")
    AGENT = "agent", _("Agent")
    BOT = "bot", _("Bot")
    SYSTEM = "system", _("System")


class RawState(models.TextChoices):
    RECEIVED = "received", _("Received")
    PARSED = "parsed", _("Taken in")
    QUARANTINED = "quarantined", _("Set aside")
    DROPPED = "dropped", _("Not taken in")


class RawReason(models.TextChoices):
    """Why an original was set aside or not taken in."""

    UNPARSEABLE = "unparseable", _("It cannot be read as a message.")
    TOO_LARGE = "too_large", _("It is larger than allowed.")
    FAULT = "fault", _("Something went wrong while reading it.")
    DUPLICATE = "duplicate", _("The same message had arrived before.")
    AUTOMATIC = "automatic", _("An automatic message that belongs to no ticket.")
    OWN = "own", _("A message this product sent itself.")
    NO_ACCOUNT = "no_account", _("It is addressed to no mailbox of this centre.")


class DeliveryState(models.TextChoices):
    PENDING = "pending", _("Waiting to be sent")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Accepted by the mail server")
    DEAD = "dead", _("Not sent")
    BOUNCED = "bounced", _("Returned")
    UNDONE = "undone", _("Taken back")


ACTIVE = (TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.WAITING_CUSTOMER, TicketStatus.WAITING_INTERNAL)
ENDED = (TicketStatus.RESOLVED, TicketStatus.CLOSED)
