"""Operating modes and broadcasts: the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ModeKind(models.TextChoices):
    """In which mode a centre works."""

    NORMAL = "normal", pgettext_lazy("operating mode", "Normal")
    PEAK = "peak", pgettext_lazy("operating mode", "Peak")
    OUTAGE = "outage", pgettext_lazy("operating mode", "Outage")


class ModeBreaks(models.TextChoices):
    """What a mode makes of the floor's rule for breaks; it can only make it stricter."""

    USUAL = "usual", _("As the floor rules say")
    ASK = "ask", _("A lead decides every time")
    FROZEN = "frozen", _("No breaks for now; a lead decides about exceptions")


class Trigger(models.TextChoices):
    """What makes the product suggest a mode."""

    SERVICE = "service", _("First answers within the target")
    ARRIVALS = "arrivals", _("Contacts against the usual")
    WAIT = "wait", _("Longest wait")


class Answer(models.TextChoices):
    """What became of a suggestion."""

    CONFIRMED = "confirmed", pgettext_lazy("suggestion", "Confirmed")
    DENIED = "denied", pgettext_lazy("suggestion", "Denied")
    LAPSED = "lapsed", pgettext_lazy("suggestion", "No longer needed")


class Ending(models.TextChoices):
    """How a mode ended."""

    BY_HAND = "by_hand", pgettext_lazy("operating mode", "Ended by hand")
    REVERTED = "reverted", pgettext_lazy("operating mode", "Time over")
    REPLACED = "replaced", pgettext_lazy("operating mode", "Another mode followed")


class FigureKind(models.TextChoices):
    """The figures of the live floor, in the house's order of a normal day."""

    SERVICE = "service", _("First answers within the target")
    WAITING = "waiting", _("Waiting")
    WAIT = "wait", _("Longest wait")
    ARRIVALS = "arrivals", _("Contacts in the last 30 minutes")
    AT_HAND = "at_hand", _("Ready or in contact")
    DONE = "done", _("Solved of today's contacts")


class Level(models.TextChoices):
    """How a figure stands against its target."""

    GOOD = "good", pgettext_lazy("figure", "On target")
    NEAR = "near", pgettext_lazy("figure", "Close to the limit")
    BAD = "bad", pgettext_lazy("figure", "Act now")
    NONE = "none", pgettext_lazy("figure", "No target")


class Direction(models.TextChoices):
    """Where a figure goes."""

    UP = "up", pgettext_lazy("figure", "rising")
    DOWN = "down", pgettext_lazy("figure", "falling")
    FLAT = "flat", pgettext_lazy("figure", "steady")


class HelpKind(models.TextChoices):
    """What could help somebody on the floor now."""

    AFTER_WORK_LONG = "after_work_long", _("After-contact work takes long: ask what holds them up")
    CONTACT_LONG = "contact_long", _("One contact takes long: offer a word on the quiet")
    LOADED = "loaded", _("Many customers wait for them: take some over")
    UNREAD = "unread", _("Unread must-read notices keep them from Ready")
    OVERRAN = "overran", _("Longer away than planned: ask whether all is well")
    NO_REST = "no_rest", _("Long without a break: offer one")


class PlanFault(models.TextChoices):
    """What is wrong with a plan somebody typed."""

    NOT_A_PLAN = "not_a_plan", _("This plan cannot be read. Open the page again and fill it in anew.")
    OUT_OF_RANGE = "out_of_range", _("%(field)s: choose a whole number between %(low)s and %(high)s.")
    UNKNOWN_QUEUE = "unknown_queue", _("There is no queue with the code “%(value)s” in this centre.")
    QUEUE_TWICE = "queue_twice", _("The queue “%(value)s” stands twice. Name each queue once.")
    ALL_PAUSED = "all_paused", _("Every queue would be put off. Leave at least one that is served.")
    UNKNOWN_WORD = "unknown_word", _("%(field)s: “%(value)s” is not one of the choices.")
    TOO_LONG = "too_long", _("%(field)s: write at most %(high)s characters.")
    ONE_LANGUAGE = (
        "one_language",
        _("Write the message to waiting customers in Korean and in English, or leave both empty."),
    )
    FIGURE_TWICE = "figure_twice", _("Each figure of the floor stands once in the order.")


class PlanField(models.TextChoices):
    """What a plan says, in the order of its page."""

    QUEUE_ORDER = "queue_order", _("Queues in this order")
    PAUSED = "paused", _("Queues put off")
    FIRST_REASONS = "first_reason_ids", _("Contact reasons that go first")
    TARGETS = "targets_percent", _("Targets, in percent of the normal ones")
    BREAKS = "break_rule", _("Breaks")
    PINNED = "pinned", _("Standards pinned for everybody")
    MESSAGE = "auto_message", _("Message to waiting customers")
    KPI_ORDER = "kpi_order", _("Figures of the floor in this order")
    LASTS = "lasts_min", _("Lasts (minutes)")
    SERVICE_BELOW = "service_below", _("Suggest when fewer first answers are in time than (%)")
    OVER_MIN = "over_min", _("Looked at over the last (minutes)")
    ARRIVALS_FACTOR = "arrivals_percent", _("Suggest when contacts exceed the usual by (%)")
    LONGEST_WAIT = "longest_wait_min", _("Suggest when somebody waits longer than (minutes)")
    QUIET = "quiet_min", _("After a no, silent for (minutes)")
    SERVICE_GOAL = "service_goal", _("Target: first answers in time (%)")
    WAITING_GOAL = "waiting_goal", _("Target: customers waiting at most")
    WAIT_GOAL = "wait_goal_min", _("Target: longest wait at most (minutes)")
    AT_HAND_GOAL = "at_hand_goal", _("Target: of those signed in, ready or in contact (%)")
    DONE_GOAL = "done_goal", _("Target: solved of today's contacts (%)")
    BUSINESS_GOAL = "business_goal", _("Goal of the business, in a sentence")


class BroadcastFault(models.TextChoices):
    """What is wrong with a line of the broadcast schedule."""

    NO_TITLE = "no_title", _("Line %(line)s: the title is missing.")
    NO_TIME = "no_time", _("Line %(line)s: “%(value)s” is no time. Write 2026-11-25 20:00.")
    BACKWARDS = "backwards", _("Line %(line)s: the broadcast ends before it begins.")
    TOO_LONG_LASTING = "too_long_lasting", _("Line %(line)s: a broadcast lasts at most 24 hours.")
    COLUMNS = "columns", _("Line %(line)s: write title, product, start, end – notes may follow.")
    TWICE = "twice", _("Line %(line)s is the same broadcast as line %(other)s.")
