"""What the radar sees in a centre: harm, spikes, new and silent reasons, limits, ages."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gijun.measures import lake
from gijun.measures.centre_days import CentreDays, asked, centre_days, days_between, growth_by_day
from gijun.measures.lake import Lake
from gijun.measures.models import Acknowledgement, ReasonWeight
from gijun.measures.radar import rules
from gijun.measures.radar.actions import ALL_DAY, Anomaly
from gijun.measures.radar.rules import Change, Spikes
from gijun.measures.radar.terms import Limits
from gijun.measures.terms import AnomalyKind, Severity
from gijun.science.control_charts import Chart, Rule, broken, laney_u_chart, u_chart, xmr_chart
from gijun.standards.queries.reasons import reason_names

BASELINE_DAYS = 56  # before the days that are looked at
CHARTED_DAYS = 56  # up to the last of them
DAY_MS = 86_400_000
MINUTE_MS = 60_000
NO_REASON = 0
PER_1000 = 1000
HourCounts = dict[tuple[date, int, int], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A centre, the days that are looked at, and how the limits of its ratio are drawn."""

    centre_id: int
    kind: str
    first: date
    last: date
    limits: Limits = Limits.PLAIN
    runs: frozenset[Rule] = frozenset()

    @property
    def baseline(self) -> tuple[date, date]:
        """The days before that say what is usual."""
        return self.first - timedelta(days=BASELINE_DAYS), self.first - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Harm:
    """What contacts about a reason cost customers: contacts × severity × minutes waited."""

    reason_id: int
    contacts: int
    severity: int
    waited_ms: int  # by all of them together

    @property
    def minutes_each(self) -> float:
        return self.waited_ms / MINUTE_MS / self.contacts

    @property
    def weight(self) -> int:
        """Severity × milliseconds: whole numbers, so that sums are exact."""
        return self.severity * self.waited_ms


@dataclass(frozen=True, slots=True)
class Charted:
    """A control chart of days, and the run rules that end at each."""

    days: list[date]
    chart: Chart
    runs: list[frozenset[Rule]]


@dataclass(frozen=True, slots=True)
class OpenIssue:
    """Open tickets about a reason, by how long they have been open."""

    reason_id: int
    tickets: int
    under_a_day: int
    under_three: int
    under_seven: int
    older: int
    oldest_ms: int


@dataclass(frozen=True, slots=True)
class Radar:
    """What the page of the radar shows."""

    names: dict[int, str]
    harm: list[Harm]
    spikes: Spikes
    new: list[Change]
    silent: list[Change]
    known_days: int  # of the baseline
    ratio: Charted
    handling: Charted
    issues: list[OpenIssue]
    acknowledged: dict[Anomaly, Acknowledgement]
    as_of_ms: int


def radar(asked_for: Asked) -> Radar:
    """Look at the days.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    since, until = asked_for.baseline
    kinds = centre_days(asked_for.centre_id, since, asked_for.last)
    with lake.opened() as opened:
        as_of_ms = opened.manifest.as_of_ms
        last = min(asked_for.last, max(asked_for.first, kinds.rule.of(as_of_ms)[0]))
        counts = _by_hour(opened, asked_for.centre_id, since, last)
        harm = _harm(opened, asked_for, as_of_ms)
        handling = _handling(opened, asked_for)
        issues = _open_issues(opened, asked_for.centre_id, as_of_ms)
    began = min((day for day, _hour, _reason in counts), default=asked_for.first)
    known = days_between(max(since, began), until)
    looked_at = days_between(asked_for.first, last)
    by_reason = _by_reason(counts, known), _by_reason(counts, looked_at)
    found, spread = _spikes(counts, known, looked_at, kinds)
    return Radar(
        names=reason_names(),
        harm=harm,
        spikes=found,
        new=rules.new_reasons(_named(by_reason[1]), by_reason[0], len(known)),
        silent=rules.silent_reasons(by_reason[1], _named(by_reason[0]), len(known), len(looked_at), spread),
        known_days=len(known),
        ratio=_ratio_chart(asked_for, counts),
        handling=handling,
        issues=issues,
        acknowledged=acknowledged(asked_for.centre_id, asked_for.first - timedelta(days=CHARTED_DAYS)),
        as_of_ms=as_of_ms,
    )


def _by_hour(opened: Lake, centre_id: int, first: date, last: date) -> HourCounts:
    rows = asked(opened, "radar", "contacts_by_hour", centre_id, first=first, last=last)
    return {(day, hour, reason_id): count for day, hour, reason_id, count in rows}


def _by_reason(counts: HourCounts, days: Collection[date]) -> Counter[int]:
    inside, found = frozenset(days), Counter[int]()
    for (day, _hour, reason_id), count in counts.items():
        if day in inside:
            found[reason_id] += count
    return found


def _named(by_reason: Mapping[int, int]) -> dict[int, int]:
    """Without contacts for which nobody chose a reason: they are no issue of their own."""
    return {reason_id: count for reason_id, count in by_reason.items() if reason_id != NO_REASON}


def _spikes(
    counts: HourCounts, known: list[date], looked_at: list[date], kinds: CentreDays
) -> tuple[Spikes, Mapping[int, float]]:
    class_of = rules.likeness(kinds.holidays, kinds.on_air)
    usual = rules.baseline(counts, known, class_of)
    reasons = {reason_id for _day, _hour, reason_id in counts} - {NO_REASON}  # of today many have none yet
    return rules.spikes(counts, looked_at, usual, class_of, reasons), usual.spread


def _harm(opened: Lake, asked_for: Asked, as_of_ms: int) -> list[Harm]:
    """The most harm first."""
    severities = weights()
    rows = asked(
        opened, "radar", "harm", asked_for.centre_id,
        first=asked_for.first, last=asked_for.last, as_of_ms=as_of_ms, longest_ms=DAY_MS,
    )  # fmt: skip
    found = [
        Harm(reason_id, count, severities.get(reason_id, Severity.ORDINARY), max(0, waited_ms))
        for reason_id, count, waited_ms in rows
    ]
    return sorted(found, key=lambda one: (-one.weight, -one.contacts, one.reason_id))


def weights() -> dict[int, int]:
    """The severity of every reason that was weighed."""
    return dict(ReasonWeight.objects.values_list("reason_id", "severity"))


def _handling(opened: Lake, asked_for: Asked) -> Charted:
    """Mean minutes of work on the contacts of each day."""
    days = days_between(asked_for.last - timedelta(days=CHARTED_DAYS - 1), asked_for.last)
    rows = asked(opened, "radar", "handling", asked_for.centre_id, first=days[0], last=days[-1])
    means = {day: total_ms / MINUTE_MS / count for day, count, total_ms in rows}
    chart = xmr_chart([means.get(day) for day in days]).values
    return Charted(days, chart, broken(chart, asked_for.runs))


def _ratio_chart(asked_for: Asked, counts: HourCounts) -> Charted:
    """Contacts per 1,000 of what the centre grows by; days without a figure are gaps."""
    since = max(asked_for.last - timedelta(days=CHARTED_DAYS - 1), asked_for.baseline[0])
    days = days_between(since, asked_for.last)
    growth = growth_by_day(asked_for.centre_id, asked_for.kind, days[0], days[-1])
    contacts = Counter[date]()
    for (day, _hour, _reason), count in counts.items():
        contacts[day] += count
    exposures = [growth.get(day, 0) / PER_1000 for day in days]
    draw = laney_u_chart if asked_for.limits == Limits.LANEY else u_chart
    chart = draw([contacts[day] for day in days], exposures)
    return Charted(days, chart, broken(chart, asked_for.runs))


def _open_issues(opened: Lake, centre_id: int, as_of_ms: int) -> list[OpenIssue]:
    rows = asked(opened, "radar", "open_issues", centre_id, as_of_ms=as_of_ms, day_ms=DAY_MS)
    return [OpenIssue(*row) for row in rows]


def acknowledged(centre_id: int, since: date) -> dict[Anomaly, Acknowledgement]:
    """What people have looked at, by what was found."""
    rows = Acknowledgement.objects.filter(team_id=centre_id, day__gte=since).select_related("by")
    return {Anomaly(row.kind, row.reason_id, row.day, row.hour): row for row in rows}


def anomaly(kind: AnomalyKind, day: date, reason_id: int | None, hour: int = ALL_DAY) -> Anomaly:
    """What names a finding; contacts without a reason are about no reason."""
    return Anomaly(kind.value, reason_id or None, day, hour)
