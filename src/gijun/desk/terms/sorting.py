"""Tags, memos, fields, causes, views and bulk changes: the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH = 40  # of a tag or a field
TEXT_LENGTH = 500  # of a field's value
MEMO_LENGTH = 2_000
MOST_CHOICES = 60
MOST_RULES = 200
MOST_PINNED = 3  # memos shown on top


class Cause(models.TextChoices):
    """Why a contact arose: not what it was about, which its reason says."""

    KNOWLEDGE = "knowledge", _("Knowledge was missing")
    AUTHORITY = "authority", _("Authority was missing")
    INPUT_FLOW = "input_flow", _("The way in")
    POLICY = "policy", _("The policy")
    SKILL = "skill", _("How it was answered")
    CUSTOMER_OR_OUTSIDE = "customer_or_outside", _("The customer or outside")


class TagState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    IN_USE = "in_use", _("In use")
    RETIRED = "retired", _("Retired")
    MERGED = "merged", _("Merged")


SHOWN_TAGS = (TagState.PROPOSED, TagState.IN_USE)
"""Tags that may be put on a ticket."""


class FieldKind(models.TextChoices):
    TEXT = "text", pgettext_lazy("kind of field", "Text")
    NUMBER = "number", pgettext_lazy("kind of field", "Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("Choice")
    YES_NO = "yes_no", _("Yes or no")
    ORDER_STATE = "order_state", _("Order state")


CODED = (FieldKind.CHOICE, FieldKind.YES_NO, FieldKind.ORDER_STATE)
"""Kinds whose value is a code that facts may carry."""
WITH_CHOICES = (FieldKind.CHOICE, FieldKind.ORDER_STATE)
YES, NO = "yes", "no"


class Source(models.TextChoices):
    """Where a field's value comes from when nobody has filled it."""

    NOBODY = "", _("nobody fills it")
    JUDGING = "judging", _("an answer of the judged exception")
    CUSTOMER_NAME = "customer_name", _("the customer's name")
    CUSTOMER_MAIL = "customer_mail", _("the customer's mail address")
    CUSTOMER_PHONE = "customer_phone", _("the customer's number")
    LAST_TICKET = "last_ticket", _("the customer's last ticket")


class FieldFault(models.TextChoices):
    """What is wrong with rules of fields, or with a value."""

    UNKNOWN_FIELD = "unknown_field", _("A rule is about a field that is not in use.")
    UNKNOWN_REASON = "unknown_reason", _("A rule is about a contact reason that is not in use.")
    UNKNOWN_CHANNEL = "unknown_channel", _("A rule is about a channel that does not exist.")
    TWICE = "twice", _("There are two rules for the same field. Join them in one.")
    TOO_MANY = "too_many", _("There are more than 200 rules. Join some of them.")
    NO_KEY = "no_key", _("Name the question whose answer fills the field.")
    NOTHING = "nothing", _("A rule neither asks for a field nor fills it. Choose one of the two.")
    NOT_A_NUMBER = "not_a_number", _("Write a number, like 12000.")
    NOT_A_DATE = "not_a_date", _("Write a day, like 2026-11-30.")
    NOT_A_CHOICE = "not_a_choice", _("Choose one of the values offered.")
    TOO_LONG = "too_long", _("Write no more than 500 characters.")
