"""The words of the contact ratio."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.science.decomposition import Method


class Against(models.TextChoices):
    """What a period is compared with."""

    BEFORE = "before", _("The same time before")
    YEAR = "year", _("A year before")


class Grain(models.TextChoices):
    DAY = "day", _("Day")
    WEEK = "week", _("Week")


class Sharing(models.TextChoices):
    """How a change is shared out; the words for ``science.decomposition.Method``."""

    SHAPLEY = Method.SHAPLEY.value, _("Shapley (exact, whatever the order)")
    LMDI = Method.LMDI.value, _("LMDI (logarithmic mean)")
    SEQUENTIAL = Method.SEQUENTIAL.value, _("One after the other (volume, mix, rate)")


class GoalStanding(models.TextChoices):
    """How a goal stands against its growth-adjusted course."""

    TO_COME = "to_come", pgettext_lazy("goal", "Has not begun")
    UNKNOWN = "unknown", pgettext_lazy("goal", "Cannot say: no growth figures in the last 7 days")
    ON_COURSE = "on_course", pgettext_lazy("goal", "On course")
    BEHIND = "behind", pgettext_lazy("goal", "Behind its course")
    REACHED = "reached", pgettext_lazy("goal", "Reached")
    MISSED = "missed", pgettext_lazy("goal", "Missed")


ICONS = {
    GoalStanding.TO_COME: "○",
    GoalStanding.UNKNOWN: "?",
    GoalStanding.ON_COURSE: "✓",
    GoalStanding.BEHIND: "▲",
    GoalStanding.REACHED: "✓",
    GoalStanding.MISSED: "✕",
}
