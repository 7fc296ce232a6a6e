"""The words of measures."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What a value counts. A duration is kept in milliseconds, a share in [0, 1]."""

    CONTACTS = "contacts", _("contacts")
    TICKETS = "tickets", _("tickets")
    SHARE = "share", _("share")
    DURATION = "duration", _("time")
    PER_100 = "per_100", _("per 100")


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


class Fault(models.TextChoices):
    """Why a row of a file, or the file itself, was not taken."""

    EMPTY = "empty", _("The file is empty.")
    NOT_TEXT = "not_text", _("This is not a text file. Save the sheet as CSV and try again.")
    TOO_LARGE = "too_large", _("The file is larger than 5 MB. Import it in parts.")
    TOO_MANY_ROWS = "too_many_rows", _("The file has more than 20,000 rows. Import it in parts.")
    NO_DATE_COLUMN = "no_date_column", _("No column is called 날짜, 일자 or date.")
    NO_FIGURE_COLUMN = (
        "no_figure_column",
        _("No column holds figures. Call it 주문, 결제 or 가입, or orders, payments or sign-ups."),
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


class Period(models.TextChoices):
    WEEK = "7", _("7 days")
    FOUR_WEEKS = "28", _("28 days")
    QUARTER = "90", _("90 days")
    OWN = "own", _("Own dates")


WHOLE = {Unit.CONTACTS, Unit.TICKETS}
QUANTILES = {Form.MEDIAN: 50, Form.P90: 90, Form.MAX: 100}  # percent
