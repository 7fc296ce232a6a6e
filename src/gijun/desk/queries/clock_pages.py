"""What the pages of targets show: who may set them, what moving changes, what was kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gijun.desk.models import ClockPolicy, Ticket, TicketClock
from gijun.desk.queries import clocks as reads
from gijun.desk.queries import visible
from gijun.desk.rules.clocks import Clock, Policy, would_be_due
from gijun.desk.terms.clocks import Metric
from gijun.desk.terms.tickets import Priority
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.standards import queries as standards

VIEW, MANAGE = "desk.view_tickets", "desk.manage_clocks"
SHOWN = 100  # tickets of a preview


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would do to one running clock of a ticket."""

    ticket: Ticket
    metric: Metric
    due_at: datetime | None
    new_due_at: datetime | None
    would_be_late: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """Tickets whose clocks follow older targets or hours, and what moving them changes."""

    tickets: int  # in all
    moves: list[Move]  # of the first of them
    ticket_ids: list[int]


@dataclass(frozen=True, slots=True)
class KeptLine:
    """Clocks of one metric, team and reason that were decided in a period."""

    metric: Metric
    team: str
    reason: str
    kept: int
    decided: int

    @property
    def share(self) -> float:
        return self.kept / self.decided

    @property
    def missed(self) -> int:
        return self.decided - self.kept


def centres(person: Person) -> QuerySet[Team]:
    """Centres whose targets the person may look at: their own and those above their teams."""
    below, above = authority.teams_with(person, VIEW)
    return Team.objects.filter(pk__in=below | above, parent=None).select_related("calendar").order_by("name")


def may_manage(person: Person, centre: Team) -> bool:
    return authority.allows(person, MANAGE, team_id=centre.pk)


def preview(
    policy: Policy, centre: Team, at: datetime, *, channel: str, reason_id: int | None
) -> list[tuple[Metric, list[datetime | None]]]:
    """When a ticket that comes in at ``at`` would be due: a line a metric, by priority."""
    due = would_be_due(
        policy, reads.calendar_now(centre), log.to_ms(at), channel=channel, reason_id=reason_id
    )
    return [
        (metric, [_moment(by_priority[priority]) for priority in Priority.values])
        for metric, by_priority in due.items()
    ]


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else log.from_ms(ms)


def moves(person: Person, centre: Team, newest: ClockPolicy | None, at: datetime) -> Moves:
    """What moving every running clock of the centre to its present targets would change."""
    if newest is None:
        return Moves(0, [], [])
    behind = _behind(person, centre, newest)
    ids = list(behind.order_by("due_at", "pk").values_list("pk", flat=True))
    shown = Ticket.objects.select_related("customer").in_bulk(ids[:SHOWN])
    timelines = reads.timelines(ids[:SHOWN])
    known = reads.Versions()
    found = []
    for ticket_id in ids[:SHOWN]:
        timeline, ticket = timelines[ticket_id], shown[ticket_id]
        terms = reads.terms_now(ticket.team_id, timeline.terms, at)
        for run in timeline.running() if terms else []:
            before = known.clock(run, run.terms) if run.terms else None
            after = known.clock(run, terms) if terms else None
            if _due(before) != _due(after):
                late = _due(after) is not None and _due(after) < log.to_ms(at)  # type: ignore[operator] # checked
                found.append(Move(ticket, run.metric, _moment(_due(before)), _moment(_due(after)), late))
    return Moves(len(ids), found, ids)


def _due(clock: Clock | None) -> int | None:
    return None if clock is None else clock.due_ms


def _behind(person: Person, centre: Team, newest: ClockPolicy) -> QuerySet[Ticket]:
    """Active tickets of the centre with a running clock, or none at all, that is not up to date."""
    version = centre.calendar.version if centre.calendar else 0
    up_to_date = TicketClock.objects.filter(
        stopped_at=None,
        centre_id=centre.pk,
        policy_version=newest.version,
        calendar_id=centre.calendar_id,
        calendar_version=version,
    )
    teams = Team.objects.below(centre.path or f"/{centre.pk}/")
    seen = visible.tickets(person).active().filter(team__in=teams)
    return seen.exclude(pk__in=up_to_date.values("ticket_id"))


def kept(person: Person, since: date, until: date) -> list[KeptLine]:
    """Kept and breached clocks by metric, team and reason, from the facts; the lowest share first.

    Args:
        since, until: business days, both included.
    """
    below, _above = authority.teams_with(person, VIEW)
    told = Event.objects.filter(
        name__in=["desk.clock_kept", "desk.clock_breached"],
        business_day__range=(since, until),
        team_id__in=below,
    ).values_list("name", "team_id", "data__metric", "data__reason_id")
    decided: Counter[tuple[str, int, int | None]] = Counter()
    kept_ones: Counter[tuple[str, int, int | None]] = Counter()
    for name, team_id, metric, reason_id in told.iterator():
        key = (str(metric), team_id or 0, reason_id)
        decided[key] += 1
        kept_ones[key] += name == "desk.clock_kept"
    teams = dict(Team.objects.filter(pk__in={key[1] for key in decided}).values_list("pk", "name"))
    reasons = dict(standards.reasons_tree())
    lines = [
        KeptLine(Metric(metric), teams[team_id], reasons.get(reason_id or 0, ""), kept_ones[key], count)
        for key, count in decided.items()
        for metric, team_id, reason_id in [key]
    ]
    return sorted(lines, key=lambda line: (list(Metric).index(line.metric), line.share, -line.decided))


def totals(lines: Iterable[KeptLine]) -> list[KeptLine]:
    """The same over all teams and reasons: a line a metric, sums first and divided last."""
    decided: Counter[Metric] = Counter()
    kept_ones: Counter[Metric] = Counter()
    for line in lines:
        decided[line.metric] += line.decided
        kept_ones[line.metric] += line.kept
    return [
        KeptLine(metric, "", "", kept_ones[metric], decided[metric]) for metric in Metric if decided[metric]
    ]
