"""What is owed to a customer by a time, and what they think of it: the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.desk.terms.asking import Why

NOTE_LENGTH = 500
COMMENT_LENGTH = 1_000
FARTHEST_DAYS = 366  # a promise further off is a slip of the keyboard
BEST, WORST = 5, 1
SATISFIED = 4  # this score and above count as satisfied


class PromiseKind(models.TextChoices):
    """What was promised."""

    CALLBACK = "callback", _("Call back")
    REFUND_BY = "refund_by", _("Refund by")
    ANSWER_BY = "answer_by", pgettext_lazy("promise", "Answer by")
    VISIT = "visit", _("Visit")
    OTHER = "other", pgettext_lazy("promise", "Something else")


class PromiseState(models.TextChoices):
    """Where a promise stands. A broken one can still be kept, late."""

    OPEN = "open", pgettext_lazy("promise", "Open")
    KEPT = "kept", pgettext_lazy("promise", "Kept")
    BROKEN = "broken", pgettext_lazy("promise", "Broken")
    KEPT_LATE = "kept_late", _("Kept late")
    WITHDRAWN = "withdrawn", pgettext_lazy("promise", "Withdrawn")


class MoveReason(models.TextChoices):
    """Why a promise gets another time. Only the customer's wish moves what we are measured by."""

    CUSTOMER = "customer", _("The customer asked for another time")
    OURS = "ours", _("We need longer")


class CallbackReason(models.TextChoices):
    """Why the customer has to be called back instead of being served at once."""

    CHECKING = "checking", _("Something has to be checked")
    APPROVAL = "approval", _("Somebody has to approve it")
    SYSTEM = "system", _("A system was slow or down")
    NO_AGENT = "no_agent", _("No agent was free")
    CUSTOMER_BUSY = "customer_busy", _("The customer had no time")
    OTHER_DEPARTMENT = "other_department", _("Another department answers")
    OTHER = "other", pgettext_lazy("callback reason", "Something else")


class Avoidable(models.TextChoices):
    """Could it have been settled without calling back?"""

    YES = "yes", pgettext_lazy("avoidable", "Yes")
    NO = "no", pgettext_lazy("avoidable", "No")
    UNKNOWN = "unknown", _("Not known")


class CallOutcome(models.TextChoices):
    """What became of an attempt to call."""

    REACHED = "reached", _("Reached")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number")
    LATER = "later", _("Asked for later")


class PolicyFault(models.TextChoices):
    """Why the rules of promises cannot be kept as they are."""

    ADDRESS = (
        "address",
        _("“%(value)s” is no web address. Write the one customers reach, such as https://help.example.com."),
    )
    NO_ADDRESS = (
        "no_address",
        _("The link can only stand in mails once the web address that customers reach is known."),
    )
    DAYS = "days", _("Let the page stay open between 1 and 365 days after a matter is solved.")
    WARN = "warn", _("Warn between 5 minutes and one day (1,440 minutes) before a promise is due.")


class Step(models.TextChoices):
    """How far a matter is, in the customer's words."""

    RECEIVED = "received", pgettext_lazy("customer page", "We have received it")
    LOOKED_AT = "looked_at", pgettext_lazy("customer page", "We are looking into it")
    ANSWERED = "answered", pgettext_lazy("customer page", "We have answered")
    SOLVED = "solved", pgettext_lazy("customer page", "It is settled")


DUE = (PromiseState.OPEN, PromiseState.BROKEN)
"""Still owed."""

CALLED_FOR: dict[str, CallbackReason] = {
    Why.KNOWLEDGE: CallbackReason.CHECKING,
    Why.AUTHORITY: CallbackReason.APPROVAL,
    Why.INPUT_FLOW: CallbackReason.SYSTEM,
}
"""Why somebody is called back, where only what was lacking is said: one tap says both."""
