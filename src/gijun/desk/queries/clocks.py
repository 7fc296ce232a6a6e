"""Clocks: what the log tells of them, by which targets and hours, and how they stand in lists."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from gijun.desk.models import ClockPolicy, Ticket, TicketClock
from gijun.desk.queries.modes import plan_now
from gijun.desk.rules import clocks as rules
from gijun.desk.rules.clocks.policy import from_text
from gijun.desk.terms.clocks import Metric
from gijun.events import log, replay
from gijun.events.models import Event
from gijun.events.prepared import prepared
from gijun.organisation.models import Team
from gijun.organisation.queries import calendars, centre_id_of
from gijun.science import worktime

SOON, LATE, PAUSED = "soon", "late", "paused"


@dataclass(frozen=True, slots=True)
class Mark:
    """How a ticket's most pressing clock stands, for a list and the head of the ticket.

    ``level``: "" in time, soon, late or paused; ``left_ms``: counted time, less than 0 once it is late.
    """

    metric: Metric
    level: str
    due_at: datetime | None
    left_ms: int

    @property
    def late_ms(self) -> int:
        return -self.left_ms


def timelines(ticket_ids: Collection[int]) -> dict[int, rules.Timeline]:
    """Timelines of tickets and of all that were merged with them, folded from the log."""
    ids = _merged_with(ticket_ids)
    told = replay.facts(Event.objects.filter(ticket_id__in=ids, name__in=rules.TOLD_BY).order_by("position"))
    return rules.fold((event.happened_at_ms, fact) for event, fact in told)


def _merged_with(ticket_ids: Collection[int]) -> set[int]:
    """The tickets, those they were merged into, and all that were merged into those."""
    known = set(ticket_ids)
    edge = known
    while edge:
        rows = Ticket.objects.filter(pk__in=edge).exclude(merged_into=None)
        edge = set(rows.values_list("merged_into_id", flat=True)) - known
        known |= edge
    edge = known
    while edge:
        edge = set(Ticket.objects.filter(merged_into__in=edge).values_list("pk", flat=True)) - known
        known |= edge
    return known


def centre_of(team_id: int) -> Team:
    """The centre that a team belongs to."""
    return Team.objects.select_related("calendar").get(pk=centre_id_of(team_id))


def versions(centre_id: int) -> QuerySet[ClockPolicy]:
    """The centre's targets, the latest first."""
    return ClockPolicy.objects.filter(centre_id=centre_id).select_related("by").order_by("-version")


def newest(centre_id: int) -> ClockPolicy | None:
    """The version of the centre's targets that was saved last."""
    return versions(centre_id).first()


def policy_of(row: ClockPolicy) -> rules.Policy:
    """The targets of a version; equal contents are read once."""
    return from_text(json.dumps(row.content, sort_keys=True))


class Versions:
    """Targets and calendars by version, each read once; for one task, not for keeping."""

    def __init__(self) -> None:
        self._policies: dict[tuple[int, int], rules.Policy] = {}
        self._calendars: dict[tuple[int, int], worktime.Calendar] = {}

    def policy(self, terms: rules.Terms) -> rules.Policy:
        key = (terms.centre_id, terms.policy_version)
        if key not in self._policies:
            row = ClockPolicy.objects.get(centre_id=key[0], version=key[1])
            self._policies[key] = policy_of(row)
        return self._policies[key]

    def calendar(self, calendar_id: int | None, version: int) -> worktime.Calendar:
        if calendar_id is None:
            return rules.ALWAYS_OPEN
        key = (calendar_id, version)
        if key not in self._calendars:
            self._calendars[key] = calendars.calendar_at(calendar_id, version)
        return self._calendars[key]

    def clock(self, run: rules.Run, terms: rules.Terms) -> rules.Clock:
        """The clock of a run under these terms."""
        calendar = self.calendar(terms.calendar_id, terms.calendar_version)
        return rules.clock(run, self.policy(terms), calendar)


def running(ticket_ids: Iterable[int]) -> QuerySet[TicketClock]:
    """Clocks with a target that run on these tickets."""
    rows = TicketClock.objects.filter(ticket_id__in=list(ticket_ids), stopped_at=None)
    return rows.exclude(target_ms=None)


def of_ticket(ticket_id: int) -> list[TicketClock]:
    """A ticket's clocks with a target: what runs, the first due before the others, then what stopped."""
    return _of_ticket(ticket_id)


@prepared
def _of_ticket(ticket_id: int) -> QuerySet[TicketClock]:
    rows = TicketClock.objects.filter(ticket_id=ticket_id).exclude(target_ms=None)
    order = F("stopped_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "id"
    return rows.order_by(*order)


def solution_total_ms(ticket_id: int, at: datetime) -> int:
    """Counted time of a ticket's solution over all its cycles, pauses left out."""
    timeline = timelines([ticket_id]).get(ticket_id)
    known = Versions()
    runs = [run for run in timeline.runs if run.metric == Metric.RESOLUTION] if timeline else []
    clocks = [known.clock(run, run.terms) for run in runs if run.terms is not None]
    return rules.total_used_ms(clocks, log.to_ms(at))


def marks(ticket_ids: Collection[int], at: datetime) -> dict[int, Mark]:
    """The most pressing clock of each ticket that has one: the first due, else the one that pauses."""
    found: dict[int, Mark] = {}
    known = Versions()
    for row in _pressing(tuple(ticket_ids)):
        if row.ticket_id not in found:
            found[row.ticket_id] = mark(row, at, known)
    return found


@prepared
def _pressing(ticket_ids: Collection[int]) -> QuerySet[TicketClock]:
    order = F("due_at").asc(nulls_last=True), F("left_ms").asc(nulls_last=True), "id"
    return running(ticket_ids).order_by(*order)


def mark(row: TicketClock, at: datetime, known: Versions) -> Mark:
    """How a running clock stands at ``at``."""
    metric = Metric(row.metric)
    if row.due_at is None:
        return Mark(metric, PAUSED, None, row.left_ms or 0)
    late = row.breached or at > row.due_at
    soon = row.warned or (row.warn_at is not None and at >= row.warn_at)
    counted = None if row.around_the_clock else row.calendar_id
    calendar = known.calendar(counted, row.calendar_version)
    now_ms, due_ms = log.to_ms(at), log.to_ms(row.due_at)
    left_ms = worktime.open_ms_between(calendar, now_ms, due_ms)
    if late:
        left_ms = -worktime.open_ms_between(calendar, due_ms, now_ms)
    return Mark(metric, LATE if late else SOON if soon else "", row.due_at, left_ms)


def to_warn(at: datetime) -> list[int]:
    """Clocks of which people have to be warned, the first due first."""
    rows = TicketClock.objects.filter(stopped_at=None, warned=False, breached=False, warn_at__lte=at)
    return list(rows.order_by("warn_at", "id").values_list("pk", flat=True))


def to_breach(at: datetime) -> list[int]:
    """Clocks that ran out and were not noted yet, the first due first."""
    rows = TicketClock.objects.filter(stopped_at=None, breached=False, due_at__lt=at)
    return list(rows.order_by("due_at", "id").values_list("pk", flat=True))


def calendar_now(centre: Team) -> worktime.Calendar:
    """The hours of a centre as they are now; open at all times where it has no calendar."""
    return rules.ALWAYS_OPEN if centre.calendar is None else calendars.as_worktime(centre.calendar)


def terms_at(team_id: int, started_ms: int) -> rules.Terms | None:
    """What governs a cycle that began at ``started_ms``; none: the centre had no targets then."""
    centre = centre_of(team_id)
    at = log.from_ms(started_ms)
    version = versions(centre.pk).filter(since__lte=at).values_list("version", flat=True).first()
    return None if version is None else _terms(centre, version, plan_now(team_id, at).targets_permille)


def terms_now(team_id: int, before: rules.Terms | None, at: datetime) -> rules.Terms | None:
    """What would govern a cycle now; the share of the operating mode at its start stays."""
    centre = centre_of(team_id)
    version = versions(centre.pk).values_list("version", flat=True).first()
    permille = before.target_permille if before else plan_now(team_id, at).targets_permille
    return None if version is None else _terms(centre, version, permille)


def _terms(centre: Team, version: int, permille: int) -> rules.Terms:
    calendar = centre.calendar
    return rules.Terms(
        centre.pk,
        version,
        calendar.pk if calendar else None,
        calendar.version if calendar else 0,
        permille,
    )
