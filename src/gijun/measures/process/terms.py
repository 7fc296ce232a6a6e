"""Activities of contacts, what time between two of them is, and clocks."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gijun.science.event_logs import DateOrder, Fault, Unreadable


class Activity(models.TextChoices):
    """Facts of a ticket that may stand in the map."""

    CONTACT = "contact", pgettext_lazy("activity", "Contact came in")
    QUEUED = "queued", pgettext_lazy("activity", "Queued")
    ASSIGNED = "assigned", pgettext_lazy("activity", "Assigned")
    RELEASED = "released", pgettext_lazy("activity", "Given back")
    REPLY = "reply", pgettext_lazy("activity", "Reply written")
    WRITTEN = "written", pgettext_lazy("activity", "Customer wrote")
    REASON = "reason", pgettext_lazy("activity", "Reason chosen")
    PARKED = "parked", pgettext_lazy("activity", "Set aside")
    CONSULT = "consult", pgettext_lazy("activity", "Department asked")
    CONSULTED = "consulted", pgettext_lazy("activity", "Department answered")
    APPROVAL = "approval", pgettext_lazy("activity", "Approval asked")
    DECIDED = "decided", pgettext_lazy("activity", "Approval decided")
    ESCALATED = "escalated", pgettext_lazy("activity", "Escalated")
    ANSWERED = "answered", pgettext_lazy("activity", "Escalation answered")
    PROMISE = "promise", pgettext_lazy("activity", "Promise made")
    KEPT = "kept", pgettext_lazy("activity", "Promise kept")
    BROKEN = "broken", pgettext_lazy("activity", "Promise broken")
    WRAPPED = "wrapped", pgettext_lazy("activity", "Wrapped up")
    SOLVED = "solved", pgettext_lazy("activity", "Solved")
    REOPENED = "reopened", pgettext_lazy("activity", "Reopened")
    MERGED = "merged", pgettext_lazy("activity", "Merged")
    CLOSED = "closed", pgettext_lazy("activity", "Closed")


FACTS = {
    Activity.CONTACT: "desk.contact_opened",
    Activity.QUEUED: "desk.ticket_queued",
    Activity.ASSIGNED: "desk.ticket_assigned",
    Activity.RELEASED: "desk.ticket_released",
    Activity.REPLY: "desk.reply_written",
    Activity.WRITTEN: "desk.message_received",
    Activity.REASON: "desk.reason_chosen",
    Activity.PARKED: "desk.ticket_parked",
    Activity.CONSULT: "desk.consult_asked",
    Activity.CONSULTED: "desk.consult_answered",
    Activity.APPROVAL: "desk.approval_asked",
    Activity.DECIDED: "desk.approval_decided",
    Activity.ESCALATED: "desk.escalation_asked",
    Activity.ANSWERED: "desk.escalation_answered",
    Activity.PROMISE: "desk.promise_made",
    Activity.KEPT: "desk.promise_kept",
    Activity.BROKEN: "desk.promise_broken",
    Activity.WRAPPED: "desk.wrapped_up",
    Activity.SOLVED: "desk.ticket_solved",
    Activity.REOPENED: "desk.ticket_reopened",
    Activity.MERGED: "desk.ticket_merged",
    Activity.CLOSED: "desk.ticket_closed",
}
USUAL = (
    Activity.CONTACT,
    Activity.ASSIGNED,
    Activity.RELEASED,
    Activity.REPLY,
    Activity.WRITTEN,
    Activity.CONSULT,
    Activity.CONSULTED,
    Activity.APPROVAL,
    Activity.DECIDED,
    Activity.ESCALATED,
    Activity.ANSWERED,
    Activity.SOLVED,
    Activity.REOPENED,
    Activity.MERGED,
)  # without what is noted by the way, and closing, which the clock does


class Phase(models.TextChoices):
    """What the time between two activities is."""

    QUEUE = "queue", _("Waiting in the queue")
    WORK = "work", _("Work")
    PENDING = "pending", _("Waiting for others")
    OVER = "over", _("After solving")


class Clock(models.TextChoices):
    """Which time is counted between two activities."""

    WALL = "wall", _("All the time that passed")
    WORKING = "working", _("Working time of the team's centre")


class Stage(models.TextChoices):
    """How far a contact has come."""

    OPENED = "opened", pgettext_lazy("stage", "Contact opened")
    ASSIGNED = "assigned", pgettext_lazy("stage", "Assigned")
    REPLIED = "replied", pgettext_lazy("stage", "First reply")
    SOLVED = "solved", pgettext_lazy("stage", "Solved")
    STAYED = "stayed", pgettext_lazy("stage", "Not reopened")


FAULTS = {
    Fault.NO_CASE: _("The case is missing."),
    Fault.NO_ACTIVITY: _("The activity is missing."),
    Fault.NO_TIME: _("The time is missing."),
    Fault.BAD_TIME: _("This is no time."),
    Fault.TOO_LONG: _("Longer than 200 characters."),
    Fault.TOO_FEW: _("The row has too few columns."),
    Fault.BROKEN: _("The row cannot be read."),
}
UNREADABLE = {
    Unreadable.NO_TEXT: _("It is neither UTF-8 nor CP949 text."),
    Unreadable.EMPTY: _("It is empty."),
    Unreadable.NO_XML: _("It is not well-formed XML."),
    Unreadable.DOCUMENT_TYPE: _(
        "It declares a document type, which a log does not need and which could do harm."
    ),
    Unreadable.NO_LOG: _("Its first element is not “log”."),
}
ORDERS = {
    DateOrder.YEAR_FIRST: _("Year first (2026-01-31)"),
    DateOrder.DAY_FIRST: _("Day first (31.01.2026)"),
    DateOrder.MONTH_FIRST: _("Month first (01/31/2026)"),
    DateOrder.SECONDS: _("Seconds since 1970"),
    DateOrder.MILLISECONDS: _("Milliseconds since 1970"),
}
