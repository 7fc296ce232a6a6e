"""Withdrawn replies, automatic answers, risk and the right to end: the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

AUTO_ANSWER = "auto_answer"  # stands in ``Message.automatic``
TEXT_LENGTH = 2_000
EVIDENCE_LENGTH = 1_000
LONGEST_FLAG_DAYS = 365


class PolicyKind(models.TextChoices):
    """What a centre decides, each in versions of its own."""

    SENDING = "sending", _("Taking back a reply")
    RISK = "risk", _("Customers to be careful with")
    ENDING = "ending", _("Right to end")


class Occasion(models.TextChoices):
    """Why a customer is answered automatically."""

    MODE = "mode", _("Peak or outage")
    OUTSIDE_HOURS = "outside_hours", _("Outside working hours")
    FIRST_CONTACT = "first_contact", _("First message received")


class Silence(models.TextChoices):
    """Why a message is not answered automatically."""

    AUTOMATIC = "automatic", _("A machine wrote it.")
    OWN = "own", _("It came from one of our own addresses.")
    NO_REPLY = "no_reply", _("Its address takes no answers.")
    UNDELIVERABLE = "undeliverable", _("A message to this address was returned.")
    CAP = "cap", _("This ticket has had its automatic answers.")
    RECENT = "recent", _("This customer had an automatic answer a short while ago.")
    ANSWERED = "answered", _("A person has answered already.")
    LATE = "late", _("The message is too old to be answered automatically.")
    NO_OCCASION = "no_occasion", _("Nothing calls for an automatic answer now.")


class FlagKind(models.TextChoices):
    """What to be careful of."""

    ABUSE = "abuse", _("Verbal abuse")
    SEXUAL = "sexual", _("Sexual harassment")
    THREAT = "threat", _("Threats")
    FRAUD = "fraud", _("Suspected fraud")
    EXCESSIVE = "excessive", _("Repeated excessive demands")
    OTHER = "other", pgettext_lazy("customer flag", "Something else")


class FlagState(models.TextChoices):
    """Where a flag stands. Only an active one is shown at tickets."""

    ASKED = "asked", _("Waits for a lead")
    ACTIVE = "active", pgettext_lazy("customer flag", "In force")
    REFUSED = "refused", pgettext_lazy("customer flag", "Not approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("customer flag", "Lifted")
    EXPIRED = "expired", pgettext_lazy("customer flag", "Expired")


STANDING = (FlagState.ASKED, FlagState.ACTIVE)


class EndReason(models.TextChoices):
    """Why a contact is ended by right."""

    ABUSE = "abuse", _("Verbal abuse")
    SEXUAL = "sexual", _("Sexual harassment")
    THREAT = "threat", _("Threats")
    OTHER = "other", pgettext_lazy("right to end", "Something else")


class EndStage(models.TextChoices):
    """How far it has come: warned, warned for the last time, ended; or the customer calmed down."""

    WARNING = "warning", _("Warning")
    FINAL = "final", _("Final warning")
    ENDED = "ended", pgettext_lazy("right to end", "Contact ended")
    CALMED = "calmed", _("The customer calmed down")


class PolicyFault(models.TextChoices):
    """Why rules cannot be kept as they are."""

    UNDO = "undo", _("Let a reply wait between 0 and 120 seconds; 0 sends it at once.")
    ALONE = "alone", _("Let agents flag a customer alone for 0 to 365 days.")
    REST = "rest", _("Offer a rest between 0 and 240 minutes; 0 offers none.")
    TEXT = "text", _("Write the text in Korean: “%(value)s” is empty.")
    LONG = "long", _("A text may have 2,000 characters at most.")
    PERIOD = "period", _("Answer the same customer again after 1 to 720 hours.")
    CAP = "cap", _("Send 1 to 10 automatic answers in one ticket.")
    VARIABLE = "variable", _("There is no variable %(value)s. Use {number}, {team} or {hours}.")


class LookupOutcome(models.TextChoices):
    """How a look-up in an outside system ended."""

    OK = "ok", _("Answered")
    NOBODY = "nobody", _("Knows no such customer")
    SLOW = "slow", _("No answer in time")
    REFUSED = "refused", _("Refused")
    GARBLED = "garbled", _("Answer not understood")
    UNREACHABLE = "unreachable", _("Not reachable")
    NOT_ALLOWED = "not_allowed", _("Address not allowed")
    SOMEBODY_ELSE = "other", _("Answered about somebody else")


ANSWERED = frozenset({LookupOutcome.OK, LookupOutcome.NOBODY})
