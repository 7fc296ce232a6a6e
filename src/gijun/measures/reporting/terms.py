"""The words of reports."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MAKE = "measures.make_report"
TITLE_LENGTH = 120
NOTE_LENGTH = 2000
MOST_BLOCKS = 20
FLOOR = 30  # below so many observations a ratio or a time is not spoken of
COURSE_DAYS = 14  # a daily report shows where its day stands among so many
LATE_MIN = 60  # a delivery that begins so long after its time is marked late
LONGEST_DELAY_DAYS = 31  # older ones that never left are no longer sent
LAST_MONTH_DAY = 28  # every month has it


class Rhythm(models.TextChoices):
    """Which days a report covers: business days of the centre."""

    DAILY = "daily", pgettext_lazy("report", "Daily")
    WEEKLY = "weekly", pgettext_lazy("report", "Weekly")
    MONTHLY = "monthly", pgettext_lazy("report", "Monthly")


class BlockKind(models.TextChoices):
    """A part of a report."""

    STORY = "story", pgettext_lazy("report", "Sentences from figures")
    TILES = "tiles", pgettext_lazy("report", "Figures")
    COURSE = "course", pgettext_lazy("report", "Course of a measure")
    TABLE = "table", pgettext_lazy("report", "Table of measures")
    PARETO = "pareto", pgettext_lazy("report", "Contact reasons by number")
    NOTE = "note", pgettext_lazy("report", "Note")


class Split(models.TextChoices):
    """What the rows of a table are."""

    CHANNEL = "channel", pgettext_lazy("report", "By channel")
    TEAM = "team", pgettext_lazy("report", "By team")
    REASON = "reason", pgettext_lazy("report", "By contact reason")


class DeliveryStanding(models.TextChoices):
    """How far a report is on its way to somebody."""

    WAITING = "waiting", pgettext_lazy("report", "Waiting")
    SENDING = "sending", pgettext_lazy("report", "Being sent")
    SENT = "sent", pgettext_lazy("report", "Sent")
    FAILED = "failed", pgettext_lazy("report", "Not sent")


class Hindrance(models.TextChoices):
    """Why a report did not reach somebody."""

    NO_SERVER = "no_server", _("No mail server is set up to send by.")
    REFUSED = "refused", _("The mail server refused it.")
    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    INTERRUPTED = (
        "interrupted",
        _("Sending was interrupted, so nobody knows whether it left. Send it again if it did not arrive."),
    )
    NO_ADDRESS = "no_address", _("The person has no mail address.")
    NOT_ALLOWED = "not_allowed", _("The person may not, or no longer, see the measures of these teams.")
    NO_OWNER = (
        "no_owner",
        _(
            "Whoever saved the report may no longer see the measures of these teams. Somebody who may must"
            " save it."
        ),
    )
    NO_FIGURES = "no_figures", _("The figures of these days were not counted yet.")
    STOPPED = "stopped", _("The report is no longer sent.")


WAITS_FOR_MORE = {Hindrance.NO_SERVER, Hindrance.UNREACHABLE, Hindrance.NO_FIGURES}  # another try may help


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a report, as it is kept: what it shows, not its figures."""

    kind: BlockKind
    measures: tuple[str, ...] = ()
    split: Split = Split.CHANNEL
    text: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "measures": list(self.measures),
            "split": self.split.value,
            "text": self.text,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Block":
        return cls(BlockKind(kept["kind"]), tuple(kept["measures"]), Split(kept["split"]), kept["text"])


@dataclass(frozen=True, slots=True)
class Template:
    """A report somebody can have at once."""

    rhythm: Rhythm
    title: Any
    blocks: tuple[Block, ...]


_TODAY = ("offered", "answer_rate", "first_response_median", "sla_first_response", "one_stop", "backlog")
_WEEK = ("offered", "answer_rate", "first_response_median", "first_response_p90", "sla_first_response",
    "sla_resolution", "one_stop", "reopened", "csat", "backlog")  # fmt: skip
_MONTH = (*_WEEK, "promise_kept_rate", "callback_share", "contacts_per_100_orders")
_TOLD = ("offered", "answer_rate", "first_response_median", "one_stop")
TEMPLATES = (
    Template(
        Rhythm.DAILY,
        pgettext_lazy("report", "Daily report"),
        (
            Block(BlockKind.STORY, _TOLD),
            Block(BlockKind.TILES, _TODAY),
            Block(BlockKind.COURSE, ("offered",)),
            Block(BlockKind.TABLE, ("offered", "answer_rate", "first_response_median"), Split.TEAM),
            Block(BlockKind.PARETO),
        ),
    ),
    Template(
        Rhythm.WEEKLY,
        pgettext_lazy("report", "Weekly report"),
        (
            Block(BlockKind.STORY, (*_TOLD, "sla_first_response")),
            Block(BlockKind.TILES, _WEEK),
            Block(BlockKind.COURSE, ("offered",)),
            Block(BlockKind.COURSE, ("answer_rate",)),
            Block(BlockKind.TABLE, ("offered", "answer_rate", "first_response_median"), Split.CHANNEL),
            Block(BlockKind.TABLE, ("offered", "answer_rate", "one_stop"), Split.TEAM),
            Block(BlockKind.PARETO),
        ),
    ),
    Template(
        Rhythm.MONTHLY,
        pgettext_lazy("report", "Monthly report"),
        (
            Block(BlockKind.STORY, (*_TOLD, "sla_first_response", "csat", "promise_kept_rate")),
            Block(BlockKind.TILES, _MONTH),
            Block(BlockKind.COURSE, ("offered",)),
            Block(BlockKind.COURSE, ("first_response_median",)),
            Block(BlockKind.TABLE, ("offered", "answer_rate", "first_response_median"), Split.CHANNEL),
            Block(BlockKind.TABLE, ("offered", "answer_rate", "one_stop"), Split.TEAM),
            Block(BlockKind.TABLE, split=Split.REASON),
            Block(BlockKind.PARETO),
        ),
    ),
)
