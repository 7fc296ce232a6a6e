"""The words of asking: what goes up, what is approved, what a department is asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_LEVELS = 6
LONGEST_MIN = 10_080  # a week of minutes
NOTE_LENGTH = 1_000
ANSWER_LENGTH = 4_000
HIGHEST_AMOUNT = 10**12  # KRW


class Why(models.TextChoices):
    """What the agent lacked."""

    KNOWLEDGE = "knowledge", _("Knowledge")
    AUTHORITY = "authority", pgettext_lazy("lacking", "Authority")
    INPUT_FLOW = "input_flow", _("Input flow")


class EscalationKind(models.TextChoices):
    """What goes up."""

    TAKEOVER = "takeover", _("Supervisor asked for")
    ESCALATION = "escalation", _("Escalation")
    OUT_OF_MANUAL = "out_of_manual", _("Out of the manual")


class AskState(models.TextChoices):
    """Where something asked stands."""

    WAITING = "waiting", pgettext_lazy("asked", "Waiting")
    TAKEN = "taken", pgettext_lazy("asked", "Picked up")
    ANSWERED = "answered", pgettext_lazy("asked", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("asked", "Withdrawn")


class AssistMode(models.TextChoices):
    """How a lead helps."""

    ANSWER = "answer", pgettext_lazy("assist", "Answer")
    CO_HANDLE = "co_handle", pgettext_lazy("assist", "Co-handle")
    TAKE_OVER = "take_over", pgettext_lazy("assist", "Take over")


class ApprovalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("approval", "Waiting for a decision")
    APPROVED = "approved", pgettext_lazy("approval", "Approved")
    DENIED = "denied", pgettext_lazy("approval", "Denied")
    WITHDRAWN = "withdrawn", pgettext_lazy("asked", "Withdrawn")


class Approvable(models.TextChoices):
    """Powers with an amount, as an agent chooses them."""

    REFUND = "desk.refund", _("Refund")
    COMPENSATE = "desk.compensate", _("Compensation")
    DISCOUNT = "desk.discount", _("Discount")
    EXCEPTION = "desk.exception", _("Exception")


class PromotionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("promotion", "Proposed")
    ACCEPTED = "accepted", pgettext_lazy("promotion", "Accepted")
    DECLINED = "declined", pgettext_lazy("promotion", "Declined")


class PolicyFault(models.TextChoices):
    """Why the rules of asking cannot be kept as they are."""

    NO_LEVEL = "no_level", _("Requests need at least one level to go to.")
    TOO_MANY = "too_many", _("At most %(most)d levels make sense.")
    LOOP = "loop", _("%(role)s stands twice on the way up. A request would go round in a circle.")
    DOWNWARDS = "downwards", _("%(role)s stands below the level before it. A request only goes up.")
    EMPTY = "empty", _("Nobody in this centre is %(role)s. A request would wait for nobody.")
    NOT_A_LEVEL = "not_a_level", _("%(role)s cannot answer what goes up.")
    MINUTES = "minutes", _("Give each level between 1 and %(most)d working minutes.")
    PROMOTION = "promotion", _("A promotion needs at least 2 approvals within at least 1 day.")


PRESET: dict[str, Why] = {
    EscalationKind.TAKEOVER: Why.AUTHORITY,
    EscalationKind.ESCALATION: Why.AUTHORITY,
    EscalationKind.OUT_OF_MANUAL: Why.KNOWLEDGE,
    "approval": Why.AUTHORITY,
    "consult": Why.KNOWLEDGE,
}
"""What is lacking as a rule; the agent is asked all the same."""

OPEN = (AskState.WAITING, AskState.TAKEN)
