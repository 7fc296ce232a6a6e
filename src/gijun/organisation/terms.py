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


ALL_ROLES = frozenset(Role)
FLOOR = frozenset(
    {Role.AGENT, Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD, Role.CX_OPERATOR}
)
LEADS = frozenset({Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
MANAGERS = frozenset({Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
ADMINISTRATORS = frozenset({Role.IT_ADMINISTRATOR, Role.CENTRE_HEAD})
