"""The words of the boards."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEAST_DAYS = 4  # like days below which nothing is called usual
LOOKED_BACK = 8  # weeks whose same weekday is looked at
LEAST_N = 10  # observations below which a share is not shown as one
LEAST_OTHERS = 2  # people whom a level adds to the one below, so that its figure tells of nobody
FEW = "△"  # stands at what so few days or contacts tell
HORIZONS = (1, 3, 7, 14, 30)  # days after a solution


class Return(models.TextChoices):
    """How a solved contact came back."""

    ANY = "any", _("Reopened or asked again")
    REOPENED = "reopened", _("Reopened only")
    ASKED = "asked", _("Asked again only")


class LeftOut(models.TextChoices):
    """Why a like day is no part of what is usual."""

    HOLIDAY = "holiday", pgettext_lazy("day", "public holiday")
    BROADCAST = "broadcast", pgettext_lazy("day", "broadcast")
    OUTAGE = "outage", pgettext_lazy("day", "outage")
    UNKNOWN = "unknown", pgettext_lazy("day", "before the first record")


class Whose(models.TextChoices):
    """A level of the goals, from above."""

    BUSINESS = "business", pgettext_lazy("goal level", "Business")
    CENTRE = "centre", pgettext_lazy("goal level", "Centre")
    TEAM = "team", pgettext_lazy("goal level", "Team")
    ME = "me", pgettext_lazy("goal level", "Me")


class Pursued(models.TextChoices):
    """What is followed from the business down to oneself."""

    FIRST_ANSWERS = "first_answers", _("First answers in time")
    SOLVED = "solved", _("Solved of what came in")
