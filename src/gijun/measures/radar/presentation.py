"""What the radar found, in people's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gijun.measures.centre_days import CentreDays
from gijun.measures.drawn import Drawn, Line, cell, no_figures
from gijun.measures.models import Acknowledgement
from gijun.measures.presentation import Cell, duration, number
from gijun.measures.radar.actions import Anomaly
from gijun.measures.radar.queries import NO_REASON, Asked, Charted, Harm, OpenIssue, Radar, anomaly
from gijun.measures.radar.rules import Change, Spike
from gijun.measures.radar.terms import OUT_ICONS, Muteness, OutOf, RunRule
from gijun.measures.terms import AnomalyKind, GrowthKind, Severity

MOST_BARS = 12
MINUTE_MS = 60_000
RARER_THAN = 0.0001


@dataclass(frozen=True, slots=True)
class Finding:
    """Something out of the ordinary: what, when, by how much, and who has looked at it."""

    found: Anomaly
    icon: str
    kind: str
    name: str  # of the reason; empty: all contacts
    when: str
    told: str
    days_back: int  # up to today, for the list of tickets
    acknowledged: Acknowledgement | None


@dataclass(frozen=True, slots=True)
class HarmLine:
    """A reason's harm as a table shows it."""

    reason_id: int
    name: str
    contacts: str
    severity: str
    minutes: str
    harm: str
    share: str


@dataclass(frozen=True, slots=True)
class IssueLine:
    """Open tickets about a reason, by age."""

    reason_id: int
    name: str
    cells: list[Cell]
    oldest: str


class Told:
    """The radar's findings in the reader's language."""

    def __init__(self, found: Radar, asked: Asked, days: CentreDays, today: date) -> None:
        self.found, self.asked, self.days, self.today = found, asked, days, today

    def name(self, reason_id: int) -> str:
        """A reason by its way down the tree."""
        if reason_id == NO_REASON:
            return _("No reason chosen")
        return self.found.names.get(reason_id, str(reason_id))

    def spikes(self, *, on_air: bool) -> list[Finding]:
        """Spikes of ordinary hours, or those about a broadcast."""
        return [self._spike(one) for one in self.found.spikes.found if one.on_air == on_air]

    def _spike(self, one: Spike) -> Finding:
        hours = {
            "day": _short(one.day),
            "from": f"{self.days.clock_hour(one.first_hour):02}:00",
            "to": f"{self.days.clock_hour(one.last_hour + 1):02}:00",
        }
        told = {"count": number(one.count, 0), "usual": number(one.usual, 1), "chance": _chance(one.p_value)}
        return self._finding(
            anomaly(AnomalyKind.SPIKE, one.day, one.reason_id, one.first_hour),
            "▲",
            self.name(one.reason_id),
            _("%(day)s, %(from)s–%(to)s") % hours,
            _("%(count)s contacts where %(usual)s are usual (chance %(chance)s)") % told,
        )

    def changes(self) -> list[Finding]:
        """Reasons that came up, then those that went away."""
        return [self._new(one) for one in self.found.new] + [self._silent(one) for one in self.found.silent]

    def _new(self, one: Change) -> Finding:
        told = _("%(count)s contacts, none in the %(days)s days before") % {
            "count": number(one.count, 0),
            "days": number(self.found.known_days, 0),
        }
        found = anomaly(AnomalyKind.NEW, self.asked.first, one.reason_id)
        return self._finding(found, "●", self.name(one.reason_id), self._period(), told)

    def _silent(self, one: Change) -> Finding:
        told = _("None where %(usual)s are usual") % {"usual": number(one.usual, 1)}
        found = anomaly(AnomalyKind.SILENT, self.asked.first, one.reason_id)
        return self._finding(found, "○", self.name(one.reason_id), self._period(), told)

    def outside(self) -> list[Finding]:
        """Days out of the limits of either chart."""
        charts = ((AnomalyKind.RATIO, self.found.ratio), (AnomalyKind.HANDLING, self.found.handling))
        return [
            self._finding(
                anomaly(kind, day, None), OUT_ICONS[OutOf(point.side)], "", _short(day),
                str(OutOf(point.side).label),
            )
            for kind, charted in charts
            for day, point in zip(charted.days, charted.chart.points, strict=True)
            if point.side and day >= self.asked.first
        ]  # fmt: skip

    def _finding(self, found: Anomaly, icon: str, name: str, when: str, told: str) -> Finding:
        return Finding(
            found=found,
            icon=icon,
            kind=str(AnomalyKind(found.kind).label),
            name=name,
            when=when,
            told=told,
            days_back=(self.today - found.day).days + 1,
            acknowledged=self.found.acknowledged.get(found),
        )

    def _period(self) -> str:
        return f"{_short(self.asked.first)} – {_short(self.asked.last)}"

    def pareto(self) -> Drawn:
        """Reasons by harm: the most first, and the share they make together."""
        shown, whole = self.found.harm[:MOST_BARS], sum(one.weight for one in self.found.harm)
        together, rows = 0, []
        for one in shown:
            together += one.weight
            share = 100 * together / whole if whole else None
            rows.append(Line(self.name(one.reason_id), [cell(_harm(one)), cell(share, 1)]))
        return Drawn(
            title=_("Harm by contact reason"),
            kind="pareto",
            drawn=2,
            heads=[_("Contact reason"), _("Harm"), _("Together (%)")],
            rows=rows if whole else [],
            empty=_("No contacts in these days."),
            note=_(
                "Harm = contacts × severity × minutes until the first answer (at most a day each). Retired"
                " reasons count as well."
            ),
        )

    def harm(self) -> list[HarmLine]:
        """Every reason with what its harm is made of."""
        whole = sum(one.weight for one in self.found.harm)
        return [
            HarmLine(
                reason_id=one.reason_id,
                name=self.name(one.reason_id),
                contacts=number(one.contacts, 0),
                severity=str(Severity(one.severity).label),
                minutes=number(one.minutes_each, 1),
                harm=number(_harm(one), 0),
                share=f"{number(100 * one.weight / whole, 1)} %" if whole else "–",
            )
            for one in self.found.harm
        ]

    def issues(self) -> list[IssueLine]:
        """Open tickets by reason and age."""
        return [
            IssueLine(one.reason_id, self.name(one.reason_id), _ages(one), duration(one.oldest_ms))
            for one in self.found.issues
        ]

    def ratio(self) -> Drawn:
        """Contacts per 1,000 of what the centre grows by, with limits that follow how much that is."""
        title = _("Contacts per 1,000 · %(kind)s") % {"kind": GrowthKind(self.asked.kind).label}
        return _limits(title, self.found.ratio, 2, no_figures())

    def handling(self) -> Drawn:
        """Minutes of work for each contact, with limits from day to day."""
        return _limits(
            _("Minutes of work for each contact"),
            self.found.handling,
            1,
            _("Nobody has worked on a contact in these days."),
        )

    def judged(self) -> str:
        """How many hours were looked at, and how many could not be."""
        spikes = self.found.spikes
        said = _("%(n)s hours of reasons were judged; at most 5%% of what is shown is expected to be chance.")
        told = said % {"n": number(spikes.judged, 0)}
        if spikes.unjudged:
            more = ngettext(
                "%(n)s hour with contacts had too few like hours before it to be judged.",
                "%(n)s hours with contacts had too few like hours before them to be judged.",
                spikes.unjudged,
            ) % {"n": number(spikes.unjudged, 0)}
            told = f"{told} {more}"
        return told


def _harm(one: Harm) -> float:
    return one.weight / MINUTE_MS


def _ages(one: OpenIssue) -> list[Cell]:
    counts = (one.tickets, one.under_a_day, one.under_three, one.under_seven, one.older)
    return [cell(count) for count in counts]


def _limits(title: str, charted: Charted, places: int, empty: str) -> Drawn:
    chart = charted.chart
    is_empty = all(point.value is None for point in chart.points)
    rows = [
        Line(
            _short(day),
            [
                cell(point.value, places, mark=_mark(point.side, runs)),
                cell(None if point.value is None else chart.centre, places),
                cell(point.lower, places),
                cell(point.upper, places),
            ],
        )
        for day, point, runs in zip(charted.days, chart.points, charted.runs, strict=True)
    ]
    return Drawn(
        title=title,
        kind="limits",
        drawn=4,
        heads=[_("Day"), _("Value"), _("Centre"), _("Lower limit"), _("Upper limit")],
        rows=[] if is_empty else rows,
        empty=empty,
        note="" if is_empty or chart.silence is None else str(Muteness(chart.silence.value).label),
    )


def _mark(side: str, runs: Iterable[int]) -> str:
    """A point outside, with icon and words, and the run rules that end at it."""
    said: Sequence[str] = [f"{OUT_ICONS[OutOf(side)]} {OutOf(side).label}"] if side else []
    return " · ".join([*said, *(f"↝ {RunRule(int(rule)).label}" for rule in sorted(runs) if rule > 1)])


def _chance(p_value: float) -> str:
    return "< 0.0001" if p_value < RARER_THAN else number(p_value, 4)


def _short(day: date) -> str:
    return str(formats.date_format(day, "SHORT_DATE_FORMAT"))
