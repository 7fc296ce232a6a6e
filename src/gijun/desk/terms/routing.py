"""The words of routing: how somebody is chosen, and why a ticket waits."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.desk.terms.tickets import ChannelKind

LIVE = frozenset({ChannelKind.PHONE, ChannelKind.CHAT})  # open as long as the contact is, whoever spoke last


class ChoiceRule(models.TextChoices):
    """How a queue chooses among those who are free."""

    PULL = "pull", _("Agents take by themselves")
    ROUND_ROBIN = "round_robin", _("In turn")
    LONGEST_IDLE = "longest_idle", _("Whoever has been free longest")
    BEST_PROFICIENCY = "best_proficiency", _("The most proficient")


class ChosenBy(models.TextChoices):
    """Why this person was chosen."""

    STICKY = "sticky", _("They spoke with this customer last")
    ROUND_ROBIN = "round_robin", _("It is their turn")
    LONGEST_IDLE = "longest_idle", _("They have been free longest")
    BEST_PROFICIENCY = "best_proficiency", _("They are the most proficient who are free")
    ACCEPTED = "accepted", _("They accepted the offer")


class WaitReason(models.TextChoices):
    """Why a ticket waits in its queue."""

    BY_HAND = "by_hand", _("Agents take from this queue by themselves.")
    OFFERED = "offered", _("Offered to an agent who has not answered yet.")
    OUTSIDE_HOURS = "outside_hours", _("The centre is closed.")
    PAUSED_BY_MODE = "paused_by_mode", _("The operating mode pauses this queue.")
    NOBODY_READY = "nobody_ready", _("Nobody of the team is ready.")
    NO_SKILL = "no_skill", _("Nobody who is ready has the skill.")
    NEWCOMERS_ONLY = "newcomers_only", _("Only newcomers are ready, and this goes to the experienced.")
    MUST_READ = "must_read", _("Whoever could take it has a must-read open.")
    ALL_FULL = "all_full", _("Everybody who could take it has enough to do.")
    DECLINED = "declined", _("Everybody who is free has declined it.")
    HELD_FOR_STICKY = "held_for_sticky", _("Held for the agent who knows the customer.")


ALONE = {  # the same of one agent, where somebody asks why not them
    WaitReason.NOBODY_READY: _("Not ready, or of another team"),
    WaitReason.NO_SKILL: _("Does not have the skill"),
    WaitReason.NEWCOMERS_ONLY: _("A newcomer"),
    WaitReason.MUST_READ: _("Has a must-read open"),
    WaitReason.ALL_FULL: _("Has enough to do, or is being asked"),
    WaitReason.DECLINED: _("Has declined it"),
}


class OfferAnswer(models.TextChoices):
    """What became of an offer; open ones have none."""

    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Declined")
    EXPIRED = "expired", _("Not answered in time")
    WITHDRAWN = "withdrawn", pgettext_lazy("offer", "Withdrawn")


class Refusal(models.TextChoices):
    """Why somebody declines what is offered to them."""

    BUSY = "busy", _("I am finishing something")
    KNOWLEDGE = "knowledge", _("I do not know this matter")
    CONFLICT = "conflict", _("I should not deal with this customer")
    SYSTEM = "system", _("A system I need does not work")
    OTHER = "other", _("Something else")


class NewcomerMark(models.TextChoices):
    """Whether somebody counts as a newcomer."""

    BY_DATE = "", _("By the day they joined")
    YES = "yes", _("Newcomer")
    NO = "no", _("No newcomer")


class PolicyFault(models.TextChoices):
    """What is wrong with a routing policy somebody wrote."""

    NO_QUEUE = "no_queue", _("A policy needs at least one queue.")
    QUEUE_CODE = (
        "queue_code",
        _("“%(value)s” is no code for a queue. Use up to 32 letters, figures, dots, dashes or underscores."),
    )
    QUEUE_TWICE = "queue_twice", _("The queue code %(value)s is used twice. Give one of them another code.")
    QUEUE_NAME = "queue_name", _("The queue %(queue)s needs a name of at most 64 signs.")
    NO_LAST_QUEUE = (
        "no_last_queue",
        _("The last queue must take every ticket, or some would belong nowhere. Remove its conditions."),
    )
    UNREACHABLE = (
        "unreachable",
        _("The queue %(queue)s takes every ticket, so those after it get none. Move it to the end."),
    )
    UNKNOWN_WORD = "unknown_word", _("%(queue)s: “%(value)s” is not known here. Choose from the list.")
    FOREIGN_TEAM = "foreign_team", _("%(queue)s: this team does not belong to the centre.")
    UNKNOWN_REASON = "unknown_reason", _("%(queue)s: this contact reason does not exist any more.")
    UNKNOWN_SKILL = "unknown_skill", _("%(queue)s: this skill does not exist any more.")
    MINIMUM_WITHOUT_SKILL = (
        "minimum_without_skill",
        _("%(queue)s: a minimum of proficiency needs a skill. Choose the skill, or set the minimum to 0."),
    )
    OVERFLOW_ORDER = (
        "overflow_order",
        _("%(queue)s: each overflow must come later than the one before it."),
    )
    OVERFLOW_TWICE = "overflow_twice", _("%(queue)s overflows twice to the same team. Remove one of the two.")
    OUT_OF_RANGE = (
        "out_of_range",
        _("%(queue)s: %(value)s is not possible here. Give a number from %(low)s to %(high)s."),
    )
    NOT_A_POLICY = "not_a_policy", _("This is not a routing policy. Start again from the one in force.")
