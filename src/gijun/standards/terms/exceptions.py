"""The words of exceptions on screens: what the machine finds in a table, and what changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """What is to be said about a table; the placeholders are those of the rules' ``Finding``."""

    PROBLEM = "problem", _("To be put right: %(what)s")
    GAP = "gap", _("No case covers: %(what)s")
    CONTRADICTION = "contradiction", _("Two cases contradict each other: %(what)s")
    UNCERTAIN = "uncertain", _("The table is too intricate to be checked to the end. Divide it.")
    OVERLAP = "overlap", _("Two cases meet and say the same: %(what)s")
    DEAD = "dead", _("It never applies: %(what)s")
    IDLE_FACT = "idle_fact", _("The answer never changes anything: %(what)s")
    IDLE_OTHERWISE = "idle_otherwise", _("The cases cover everything; nothing is left for everything else.")


ANYTHING = _("every contact")
APPROVAL_LENGTH = 100
REASON_LENGTH = 300
