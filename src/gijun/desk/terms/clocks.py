"""The words of targets and clocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms.tickets import TicketStatus


class Metric(models.TextChoices):
    """What a clock measures."""

    FIRST_RESPONSE = "first_response", _("First answer")
    NEXT_RESPONSE = "next_response", _("Next answer")
    RESOLUTION = "resolution", _("Solution")


class ClockHours(models.TextChoices):
    """Which time a target counts."""

    WORKING = "working", _("Working hours")
    ALWAYS = "always", _("Around the clock")


class Ending(models.TextChoices):
    """How a clock stopped."""

    MET = "met", _("Done")
    UNANSWERED = "unanswered", _("Solved without an answer")
    JOINED = "joined", _("Goes on in the clock of a merged ticket")


class PolicyFault(models.TextChoices):
    """What is wrong with targets somebody typed."""

    NOT_MINUTES = "not_minutes", _("Row %(row)s: “%(value)s” is no number of minutes from 1 to 525,600.")
    NO_MINUTES = "no_minutes", _("Row %(row)s has no target. Write the minutes of at least one priority.")
    TWICE = "twice", _("Rows %(other)s and %(row)s are for the same tickets. Keep one of them.")
    URGENT_SLOWER = (
        "urgent_slower",
        _("Row %(row)s: a more urgent ticket is given more time than a less urgent one. Swap the two."),
    )
    UNKNOWN = "unknown", _("Row %(row)s: choose what is measured from the list.")
    WARN_SHARE = "warn_share", _("Warn when 0 to 90 percent of the time is left; 0 means no warning.")
    PAUSES = "pauses", _("A clock cannot pause in this state. Choose from the states shown.")
    NOT_REACHED = (
        "not_reached",
        _(
            "Row %(row)s: the centre's calendar has no working hours in which this target could be reached. "
            "Give the centre working hours first, or count around the clock."
        ),
    )


PAUSABLE = (
    TicketStatus.NEW,
    TicketStatus.OPEN,
    TicketStatus.WAITING_CUSTOMER,
    TicketStatus.WAITING_INTERNAL,
)
