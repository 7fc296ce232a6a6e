"""The facts measures record."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class GrowthRecorded:
    """How many orders, payments, sign-ups or uses a centre had on a day; a later one corrects it."""

    name: ClassVar[str] = "measures.growth_recorded"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    kind: str
    day_number: int  # days since 1970-01-01
    amount: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSet:
    """A centre wants fewer contacts a day by a day. ``base``: the growth figures the goal starts from."""

    name: ClassVar[str] = "measures.goal_set"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    goal_id: int
    kind: str
    from_value: int  # contacts a day
    to_value: int
    from_day_number: int  # days since 1970-01-01
    to_day_number: int
    base_amount: int  # over all base days
    base_days: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class GoalClosed:
    """A goal is no longer pursued."""

    name: ClassVar[str] = "measures.goal_closed"
    version: ClassVar[int] = 1
    team_id: int
    goal_id: int
    ending: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWeighed:
    """How much harm a contact about a reason means, from now on; for every centre."""

    name: ClassVar[str] = "measures.reason_weighed"
    version: ClassVar[int] = 1
    reason_id: int
    severity: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonSucceeded:
    """Contacts about a reason count under another one when periods are compared; none: under itself again."""

    name: ClassVar[str] = "measures.reason_succeeded"
    version: ClassVar[int] = 1
    reason_id: int
    successor_id: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AnomalyAcknowledged:
    """Somebody has looked at what the radar found. What they noted is no part of the log."""

    name: ClassVar[str] = "measures.anomaly_acknowledged"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    acknowledgement_id: int
    kind: str
    reason_id: int | None
    day_number: int
    hour: int  # of the business day; -1: the whole day


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSaved:
    """A report was made or changed. ``blocks``: how many; their words are no part of the log."""

    name: ClassVar[str] = "measures.report_saved"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int  # the first it covers
    report_version: int
    rhythm: str
    blocks: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCovered:
    """A version of a report covers a team with everything below it."""

    name: ClassVar[str] = "measures.report_covered"
    version: ClassVar[int] = 1
    report_id: int
    report_version: int
    team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRetired:
    """A report is no longer shown nor sent."""

    name: ClassVar[str] = "measures.report_retired"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTimed:
    """When a report is sent, from now on; or that it no longer is."""

    name: ClassVar[str] = "measures.report_timed"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int
    on: bool
    at_min: int
    weekday: int
    month_day: int
    on_working_days: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAddressed:
    """A report is sent to somebody from now on, or no longer."""

    name: ClassVar[str] = "measures.report_addressed"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int
    person_id: int
    wanted: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFellDue:
    """A report of some days has to reach somebody; by hand: once more."""

    name: ClassVar[str] = "measures.report_fell_due"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int
    delivery_id: int
    person_id: int
    first_day_number: int  # days since 1970-01-01
    last_day_number: int
    again: bool = False


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSent:
    """The mail server took a report for somebody."""

    name: ClassVar[str] = "measures.report_sent"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int
    delivery_id: int
    person_id: int
    attempts: int
    late: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNotSent:
    """A report did not reach somebody, and is no longer tried by itself."""

    name: ClassVar[str] = "measures.report_not_sent"
    version: ClassVar[int] = 1
    report_id: int
    team_id: int
    delivery_id: int
    person_id: int
    attempts: int
    hindrance: str
