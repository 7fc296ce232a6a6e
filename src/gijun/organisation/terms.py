"""The words of the organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class ExceptionSource(models.TextChoices):
    """Why a day of a calendar differs from its week."""

    HOLIDAY = "holiday", _("Public holiday")
    OWN = "own", _("Own rule")


class Sensitive(models.TextChoices):
    """Kinds of sensitive data whose reading is kept in the audit."""

    CUSTOMER = "customer", _("Customer's contact details")
    RAW_MAIL = "raw_mail", _("Original of a mail")
    ATTACHMENT = "attachment", _("Attachment")
    EXPORT = "export", _("Export")


ALL_ROLES = frozenset(Role)
FLOOR = frozenset({Role.AGENT, Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD, Role.CX_OPERATOR})
LEADS = frozenset({Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
MANAGERS = frozenset({Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD})
ADMINISTRATORS = frozenset({Role.IT_ADMINISTRATOR, Role.CENTRE_HEAD})
