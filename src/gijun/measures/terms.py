"""The words of measures."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Unit(models.TextChoices):
    """What a value counts. A duration is kept in milliseconds, a share in [0, 1]."""

    CONTACTS = "contacts", _("contacts")
    TICKETS = "tickets", _("tickets")
    CALLS = "calls", _("calls")
    SHARE = "share", _("share")
    DURATION = "duration", _("time")
    PER_100 = "per_100", _("per 100")
    PER_1000 = "per_1000", _("per 1,000")
    TIMES = "times", _("at once")
    POINTS = "points", _("points")
    PER_AGENT_DAY = "per_agent_day", _("per agent and day")
    WON = "won", _("won")


class Group(models.TextChoices):
    """Measures that are read together, in this order."""

    CONTACTS = "contacts", pgettext_lazy("measures", "Contacts and calls")
    SPEED = "speed", pgettext_lazy("measures", "How long customers wait")
    QUALITY = "quality", pgettext_lazy("measures", "Solved at the first go")
    WORKLOAD = "workload", pgettext_lazy("measures", "Work and time")
    PROMISES = "promises", pgettext_lazy("measures", "Promises and targets")
    RATIO = "ratio", pgettext_lazy("measures", "Contact ratio")
    STANDARDS = "standards", pgettext_lazy("measures", "Standards")
    ASKING = "asking", pgettext_lazy("measures", "Asking and approving")


class Standing(StrEnum):
    """What a measure may be used for."""

    PLAIN = "plain"
    EFFICIENCY = "efficiency"  # labelled so, and never alone in a ranking


class Form(StrEnum):
    """How a value comes from what the SQL returns."""

    COUNT = "count"  # the sum of numerators
    RATIO = "ratio"  # sum of numerators ÷ sum of denominators
    MEAN = "mean"  # the same, of amounts over how many there are
    MEDIAN = "median"  # nearest rank of the observations
    P90 = "p90"
    MAX = "max"


class Total(StrEnum):
    """What stands for the whole period."""

    PERIOD = "period"
    LAST_DAY = "last_day"


class GrowthKind(models.TextChoices):
    """What a centre's contacts are measured against."""

    ORDERS = "orders", _("Orders")
    PAYMENTS = "payments", _("Payments")
    SIGNUPS = "signups", _("Sign-ups")
    USES = "uses", _("Uses of the service")


class Fault(models.TextChoices):
    """Why a row of a file, or the file itself, was not taken."""

    EMPTY = "empty", _("The file is empty.")
    NOT_TEXT = (
        "not_text",
        _("This is neither a text file nor an XLSX workbook. Save the sheet as one of them and try again."),
    )
    BROKEN_WORKBOOK = (
        "broken_workbook",
        _("The workbook is damaged or protected by a password. Save it again without one."),
    )
    TOO_LARGE = "too_large", _("The file is larger than 5 MB. Import it in parts.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more than 20,000 rows. Import it in parts.")
    NO_DATE_COLUMN = "no_date_column", _("No column is called 날짜, 일자 or date.")
    NO_FIGURE_COLUMN = (
        "no_figure_column",
        _("No column holds figures. Call it 주문, 결제, 가입 or 이용 (orders, payments, sign-ups, uses)."),
    )
    DOUBLED_COLUMN = "doubled_column", _("Two columns have the same meaning. Keep one of them.")
    BROKEN_ROW = "broken_row", _("A quotation mark is opened and never closed.")
    TOO_MANY_CELLS = (
        "too_many_cells",
        _("The row has more cells than there are headings. Put numbers with commas in quotation marks."),
    )
    NO_DATE = "no_date", _("The date is missing.")
    BAD_DATE = "bad_date", _("This is not a date. Write it like 2026-11-25.")
    FUTURE = "future", _("This day has not come yet.")
    NO_FIGURE = "no_figure", _("The row holds no figure.")
    BAD_NUMBER = "bad_number", _("This is not a whole number of 0 or more.")
    UNKNOWN_CENTRE = "unknown_centre", _("There is no centre of this name that you may import for.")
    CONTRADICTS = "contradicts", _("Another row of this file gives a different figure for the same day.")


class Remark(models.TextChoices):
    """What is odd about a file although its rows were taken."""

    GAP = "gap", _("No figure on these days.")
    TWICE = "twice", _("The day is given more than once, always with the same figure. It counts once.")


class Ending(models.TextChoices):
    """How a goal was closed."""

    REACHED = "reached", pgettext_lazy("goal", "Reached")
    MISSED = "missed", pgettext_lazy("goal", "Missed")
    REPLACED = "replaced", pgettext_lazy("goal", "Replaced by another")


class Severity(models.IntegerChoices):
    """How much harm a contact about a reason means for the customer."""

    SMALL = 1, pgettext_lazy("severity", "Small")
    ORDINARY = 2, pgettext_lazy("severity", "Ordinary")
    SERIOUS = 3, pgettext_lazy("severity", "Serious")
    GRAVE = 4, pgettext_lazy("severity", "Grave")


class DayKind(models.TextChoices):
    """Days that are not compared with one another."""

    WEEKDAY = "weekday", _("Weekdays")
    DAY_OFF = "day_off", _("Weekends and holidays")
    BROADCAST = "broadcast", _("Days with a broadcast")


class AnomalyKind(models.TextChoices):
    """What the radar found."""

    SPIKE = "spike", _("Spike")
    NEW = "new", _("New issue")
    SILENT = "silent", _("Gone silent")
    RATIO = "ratio", _("Contact ratio out of its limits")
    HANDLING = "handling", _("Handle time out of its limits")


class Period(models.TextChoices):
    WEEK = "7", _("7 days")
    FOUR_WEEKS = "28", _("28 days")
    QUARTER = "90", _("90 days")
    OWN = "own", _("Own dates")


WHOLE = {Unit.CONTACTS, Unit.TICKETS, Unit.CALLS, Unit.WON}
SCALES = {Unit.PER_100: 100, Unit.PER_1000: 1000}
QUANTILES = {Form.MEDIAN: 50, Form.P90: 90, Form.MAX: 100}  # percent
