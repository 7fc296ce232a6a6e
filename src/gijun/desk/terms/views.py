"""Saved views and bulk changes: the words and their limits."""

from django.db import models
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 60  # of a view
MOST_VIEWS = 100  # of a person
MOST_PINNED = 9
MOST_AT_ONCE = 500  # tickets of a bulk change
AT_ONCE_HERE = 20  # up to so many are changed while the page waits; more by the worker
UNDO_MIN = 10


class Due(models.TextChoices):
    """Where the targets of a ticket stand."""

    LATE = "late", _("Late")
    SOON = "soon", _("Due soon")
    PAUSED = "paused", _("Target paused")


class Order(models.TextChoices):
    """How a list is ordered; empty: the way its tab is."""

    DUE = "due", _("Due first")
    WAIT = "wait", _("Longest wait first")
    URGENT = "urgent", _("Most urgent first")
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    RECENT = "recent", _("Last message first")


class Act(models.TextChoices):
    """What is done to many tickets at once."""

    ASSIGN = "assign", _("Give to a colleague")
    RELEASE = "release", _("Put back")
    REASON = "reason", _("Set the reason")
    PRIORITY = "priority", _("Set the priority")
    ADD_TAG = "add_tag", _("Put a tag on")
    TAKE_TAG = "take_tag", _("Take a tag off")
    CAUSE = "cause", _("Name the cause")
    PARK = "park", _("Let wait")
    SOLVE = "solve", _("Solve")
    MERGE = "merge", _("Merge into one")


CONFIRMED = (Act.SOLVE, Act.MERGE)
"""What is asked for a second time before it happens."""


class ChangeState(models.TextChoices):
    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("Running")
    DONE = "done", _("Finished")


class RowState(models.TextChoices):
    """What became of one ticket of a bulk change."""

    WAITING = "waiting", _("Not yet")
    DONE = "done", _("Changed")
    UNCHANGED = "unchanged", _("Was so already")
    FAILED = "failed", _("Not changed")
    UNDONE = "undone", _("Undone")
    KEPT = "kept", _("Not undone")


class Kept(models.TextChoices):
    """Why a change stays as it is."""

    ANSWERED = "answered", _("The customer has written since.")
    CHANGED = "changed", _("Somebody changed it since.")
    MERGED = "merged", _("Merged tickets stay merged. Split off what belongs elsewhere on the ticket itself.")
    NO_REASON = "no_reason", _("It had no reason before, and a reason cannot be taken away, only changed.")
