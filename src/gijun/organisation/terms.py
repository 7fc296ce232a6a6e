"""The words of the organisation."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGE_COOKIE = "gijun_language"  # what somebody chose before signing in
SIGN_IN_NAME = re.compile(r"[A-Za-z0-9._@+-]{1,64}")


class Role(models.TextChoices):
    """What somebody does in a team and everything below it."""

    AGENT = "agent", _("Agent")
    TEAM_LEAD = "team_lead", _("Team lead")
    TRAINER = "trainer", _("Trainer")
    OPERATIONS_MANAGER = "operations_manager", _("Operations manager")
    CENTRE_HEAD = "centre_head", _("Centre head")
    POLICY_OWNER = "policy_owner", _("Policy owner")
    CX_OPERATOR = "cx_operator", _("CX operator")
    IT_ADMINISTRATOR = "it_administrator", _("IT administrator")
    OBSERVER = "observer", _("Observer")


class Locale(models.TextChoices):
    KOREAN = "ko", _("Korean")
    ENGLISH = "en", _("English")


class RowHeight(models.TextChoices):
    """How dense a person wants their lists."""

    COMPACT = "compact", _("Compact")
    NORMAL = "normal", pgettext_lazy("row height", "Normal")
    ROOMY = "roomy", _("Roomy")


class ExceptionSource(models.TextChoices):
    """Why a day of a calendar differs from its week."""

    HOLIDAY = "holiday", _("Public holiday")
    OWN = "own", _("Own rule")


class HoursFault(models.TextChoices):
    """What is wrong with working hours somebody typed."""

    NOT_HOURS = (
        "not_hours",
        _("%(day)s: “%(hours)s” are no working hours. Write 09:00–18:00; a whole day is 00:00–24:00."),
    )
    OVERLAP = "overlap", _("%(day)s: the hours %(hours)s overlap. Join them or move one.")
    EMPTY_WEEK = "empty_week", _("A week needs working hours on at least one day.")
    PAST_MIDNIGHT = (
        "past_midnight",
        _("%(day)s: “%(hours)s” goes past midnight. End at 24:00 and give the next day hours of its own."),
    )


class KeyFault(models.TextChoices):
    """What is wrong with a shortcut somebody chose."""

    NOT_A_KEY = "not_a_key", _("“%(key)s” is not one key. Choose a letter, a figure, a sign or F1 to F12.")
    RESERVED = "reserved", _("The key %(key)s always does the same. Choose another one.")
    TAKEN = "taken", _("The key %(key)s is chosen twice. Choose another one.")


class SignInRefusal(models.TextChoices):
    """Why somebody was not let in."""

    PASSWORD = "password", _("Wrong name or password")
    CODE = "code", _("Wrong code of the second step")
    LOCKED = "locked", _("Too many tries")
    INACTIVE = "inactive", _("Sign-in switched off")


class Sensitive(models.TextChoices):
    """Kinds of sensitive data whose reading is kept in the audit."""

    CUSTOMER = "customer", _("Customer's contact details")
    RAW_MAIL = "raw_mail", _("Original of a mail")
    ATTACHMENT = "attachment", _("Attachment")
    EXPORT = "export", _("Export")


class StateKind(models.TextChoices):
    """What somebody who answers customers is doing now."""

    OFFLINE = "offline", pgettext_lazy("agent state", "Offline")
    PREPARING = "preparing", pgettext_lazy("agent state", "Preparing")
    READY = "ready", pgettext_lazy("agent state", "Ready")
    IN_CONTACT = "in_contact", pgettext_lazy("agent state", "In contact")
    AFTER_WORK = "after_work", pgettext_lazy("agent state", "After-contact work")
    AWAY = "away", pgettext_lazy("agent state", "Away")
    COACHING = "coaching", pgettext_lazy("agent state", "Coaching")
    TRAINING = "training", pgettext_lazy("agent state", "Training")
    MEETING = "meeting", pgettext_lazy("agent state", "Meeting")
    PROJECT = "project", pgettext_lazy("agent state", "Project")


CREDITED = frozenset({StateKind.COACHING, StateKind.TRAINING, StateKind.MEETING, StateKind.PROJECT})
AVAILABLE = frozenset({StateKind.READY, StateKind.IN_CONTACT})  # who holds the floor


class AwayReason(models.TextChoices):
    """Why somebody is away from the floor."""

    BREAK = "break", pgettext_lazy("away reason", "Break")
    MEAL = "meal", pgettext_lazy("away reason", "Meal")
    RESTROOM = "restroom", pgettext_lazy("away reason", "Restroom")
    PERSONAL = "personal", pgettext_lazy("away reason", "Personal")
    SYSTEM = "system", pgettext_lazy("away reason", "System failure")
    REST = "rest", pgettext_lazy("away reason", "Protected rest")
    OTHER = "other", pgettext_lazy("away reason", "Other")


# Nobody has to ask for the restroom, for a rest after harm (산업안전보건법 41조), or when the system is down.
ASKED_FOR = frozenset({AwayReason.BREAK, AwayReason.MEAL, AwayReason.PERSONAL})
WITHOUT_LIMIT = frozenset({AwayReason.SYSTEM, AwayReason.REST})


class BreakState(models.TextChoices):
    """Where a request for a break stands."""

    ASKED = "asked", pgettext_lazy("break", "Waiting for an answer")
    APPROVED = "approved", pgettext_lazy("break", "Approved")
    DENIED = "denied", pgettext_lazy("break", "Denied")
    WITHDRAWN = "withdrawn", pgettext_lazy("break", "Withdrawn")
    OVER = "over", pgettext_lazy("break", "Over")


BREAKS_OPEN = frozenset({BreakState.ASKED, BreakState.APPROVED})


class BreakApproval(models.TextChoices):
    """Who answers a request for a break."""

    ALWAYS = "always", _("A lead decides every time")
    AUTO = "auto", _("Granted at once where enough people stay; otherwise a lead decides")
    NONE = "none", _("No breaks for now; a lead decides about exceptions")


class StateFault(models.TextChoices):
    """Why a state cannot be entered."""

    UNKNOWN = "unknown", _("There is no such state.")
    NO_REASON = "no_reason", _("Choose why you are away.")
    REASON_ONLY_AWAY = "reason_only_away", _("A reason belongs to being away only.")
    BY_RULE_ONLY = (
        "by_rule_only",
        _("This state comes by itself when a contact reaches you. Choose Ready to receive one."),
    )
    OFFLINE_FIRST_READY = (
        "offline_first_ready",
        _("You are offline. Choose Preparing or Ready first."),
    )
    UNAVAILABLE = "unavailable", _("No contact is given to somebody who is not at hand.")


class FloorField(models.TextChoices):
    """What floor rules say, in the order of their page."""

    AFTER_WORK = "after_work_s", _("After-contact work lasts at most (seconds)")
    STAY_NUMBER = "stay_number", _("People of a team who must stay ready or in contact")
    STAY_PERCENT = "stay_percent", _("Share of those signed in who must stay (%)")
    APPROVAL = "break_approval", _("Who answers a request for a break")
    LONGEST_BREAK = "longest_break_min", _("A break lasts at most (minutes)")
    AWAY_LIMIT = "away_limit_min", _("Being away otherwise lasts at most (minutes)")
    SILENT_AFTER = "silent_after_s", _("Without a sign of life, offline after (seconds)")


class FloorFault(models.TextChoices):
    """What is wrong with floor rules somebody typed."""

    UNKNOWN_FIELD = "unknown_field", _("Floor rules know nothing called “%(field)s”.")
    NOT_A_NUMBER = "not_a_number", _("%(field)s: write a whole number.")
    OUT_OF_RANGE = "out_of_range", _("%(field)s: choose between %(low)s and %(high)s.")
    APPROVAL = "approval", _("Choose who answers a request for a break.")
    CHANNEL = "channel", _("There is no channel called “%(field)s”.")


ALL_ROLES = frozenset(Role)
FLOOR = frozenset(
    {Role.AGENT, Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD, Role.CX_OPERATOR}
)
LEADS = frozenset({Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
MANAGERS = frozenset({Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
ADMINISTRATORS = frozenset({Role.IT_ADMINISTRATOR, Role.CENTRE_HEAD})
