"""The words of the radar."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.science.control_charts import Silence


class Limits(models.TextChoices):
    """How the limits of the contact ratio are drawn."""

    PLAIN = "u", _("Counted (u chart)")
    LANEY = "laney", _("As wide as days really vary (Laney u′)")


class Muteness(models.TextChoices):
    """Why a chart has no limits; the words for ``science.control_charts.Silence``."""

    NOTHING = Silence.NOTHING.value, _("Nothing was counted in these days.")
    ONE_POINT = Silence.ONE_POINT.value, _("One day alone cannot say what is ordinary.")
    NO_SPREAD = Silence.NO_SPREAD.value, _("Every day is the same: there is nothing to tell apart.")


class OutOf(models.TextChoices):
    ABOVE = "above", pgettext_lazy("control chart", "above the limit")
    BELOW = "below", pgettext_lazy("control chart", "below the limit")


class RunRule(models.IntegerChoices):
    """The Western Electric rules in words."""

    BEYOND_3 = 1, _("one beyond 3 sigma")
    TWO_OF_THREE = 2, _("two of three beyond 2 sigma")
    FOUR_OF_FIVE = 3, _("four of five beyond 1 sigma")
    EIGHT = 4, _("eight in a row on one side")


OUT_ICONS = {OutOf.ABOVE: "▲", OutOf.BELOW: "▼"}
