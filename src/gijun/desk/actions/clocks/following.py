"""Keep the rows of clocks in step with the log they are a function of."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gijun.desk.events import clocks as events
from gijun.desk.models import ClockPolicy, Ticket, TicketClock
from gijun.desk.queries import clocks as reads
from gijun.desk.rules.clocks import TOLD_BY, Clock, Run, Terms, Timeline
from gijun.desk.terms.clocks import Ending
from gijun.events import log
from gijun.events.models import Event

BEGINNING = frozenset({"desk.ticket_opened", "desk.ticket_reopened"})
OWN = frozenset({"desk.clock_cycle_started", "desk.clock_warned", "desk.clock_breached", "desk.clock_kept"})
BATCH = 500
Key = tuple[str, int]  # metric and turn


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a row was not what the log says. ``field``: empty where the whole row was missing or too many."""

    ticket_id: int
    metric: str
    turn: int
    field: str
    kept: Any
    told: Any


def follow_log(told: Sequence[Event]) -> None:
    """Bring the clocks of the tickets that these facts are about up to date."""
    touched = {
        ticket_id
        for event in told
        if event.name in TOLD_BY and event.name not in OWN
        for ticket_id in (event.ticket_id, event.data.get("into_ticket_id"))
        if ticket_id
    }
    if touched and ClockPolicy.objects.exists():
        begun = {event.ticket_id for event in told if event.name in BEGINNING and event.ticket_id}
        keep(touched, begun=begun, at=log.from_ms(max(event.happened_at_ms for event in told)))


def keep(
    ticket_ids: Collection[int], *, at: datetime, begun: Collection[int] = frozenset()
) -> list[Difference]:
    """Inside an action: make the clocks of these tickets what the log says, and record what follows.

    A clock that stopped is recorded as kept or breached.

    Args:
        begun: tickets on which this action began a cycle: it is given the targets in force.

    Returns:
        What the rows had been otherwise.
    """
    timelines = reads.timelines(ticket_ids)
    known = reads.Versions()
    rows: dict[int, dict[Key, TicketClock]] = {}
    for row in TicketClock.objects.filter(ticket_id__in=ticket_ids):
        rows.setdefault(row.ticket_id, {})[row.metric, row.turn] = row
    due: dict[int, datetime | None] = {}
    found: list[Difference] = []
    for ticket_id in sorted(ticket_ids):
        timeline = timelines.get(ticket_id)
        if timeline is not None:
            if ticket_id in begun:
                _give_terms(ticket_id, timeline)
            _note_stopped(ticket_id, timeline, known, at)
        kept = rows.get(ticket_id, {})
        wanted = dict(_wanted(timeline, known)) if timeline is not None else {}
        found += _store(ticket_id, kept, wanted)
        running = [one["due_at"] for one in wanted.values() if one["stopped_at"] is None and one["due_at"]]
        due[ticket_id] = min(running, default=None)
    return found + _store_due(due)


def _store_due(due: dict[int, datetime | None]) -> list[Difference]:
    found = []
    for ticket_id, kept in Ticket.objects.filter(pk__in=due).values_list("pk", "due_at"):
        if kept != due[ticket_id]:
            Ticket.objects.filter(pk=ticket_id).update(due_at=due[ticket_id])
            found.append(Difference(ticket_id, "", 0, "due_at", kept, due[ticket_id]))
    return found


def _give_terms(ticket_id: int, timeline: Timeline) -> None:
    """Record the targets in force when the present cycle began; without targets there is nothing."""
    if timeline.terms is not None or not timeline.running():
        return
    terms = reads.terms_at(timeline.team_id, timeline.cycle_started_ms)
    if terms is None:
        return
    fact = events.CycleStarted(
        ticket_id=ticket_id,
        team_id=timeline.team_id,
        channel=timeline.channel,
        cycle=timeline.cycle,
        centre_id=terms.centre_id,
        policy_version=terms.policy_version,
        calendar_id=terms.calendar_id,
        calendar_version=terms.calendar_version,
        target_permille=terms.target_permille,
    )
    log.record(fact, at=log.from_ms(timeline.cycle_started_ms))
    timeline.govern(fact)


def _note_stopped(ticket_id: int, timeline: Timeline, known: reads.Versions, at: datetime) -> None:
    """Record of each clock that stopped, once, whether it was kept or breached."""
    for run in timeline.runs:
        if run.is_running or run.terms is None or run.breached or run.kept or run.ending == Ending.JOINED:
            continue
        clock = known.clock(run, run.terms)
        where: dict[str, Any] = {
            "ticket_id": ticket_id,
            "team_id": timeline.team_id,
            "agent_id": timeline.agent_id,
            "channel": timeline.channel,
            "metric": run.metric.value,
            "turn": run.turn,
            "reason_id": run.reason_id,
        }
        if clock.breached:
            log.record(events.ClockBreached(**where, due_ms=clock.due_ms or 0), at=at)
            run.breached = True
        elif clock.met:
            used_ms = clock.used_ms(run.stopped_ms or 0)
            log.record(events.ClockKept(**where, due_ms=clock.due_ms, used_ms=used_ms), at=at)
            run.kept = True


def _wanted(timeline: Timeline, known: reads.Versions) -> Iterator[tuple[Key, dict[str, Any]]]:
    for run in timeline.runs:
        if run.terms is not None:
            yield (run.metric.value, run.turn), _values(run, run.terms, known.clock(run, run.terms))


def _values(run: Run, terms: Terms, clock: Clock) -> dict[str, Any]:
    """What the row of a clock holds."""
    paused_ms = clock.pauses[-1][0] if clock.is_paused else None
    return {
        "cycle": run.cycle,
        "centre_id": terms.centre_id,
        "policy_version": terms.policy_version,
        "calendar_id": terms.calendar_id,
        "calendar_version": terms.calendar_version,
        "target_permille": terms.target_permille,
        "started_at": log.from_ms(run.started_ms),
        "stopped_at": _moment(run.stopped_ms),
        "ending": run.ending,
        "target_ms": clock.target_ms,
        "around_the_clock": clock.counts_always,
        "due_at": _moment(clock.due_ms),
        "warn_at": _moment(clock.warn_ms),
        "left_ms": None if paused_ms is None else clock.remaining_ms(paused_ms),
        "warned": run.warned,
        "breached": run.breached,
        "kept": run.kept,
    }


def _moment(ms: int | None) -> datetime | None:
    return None if ms is None else log.from_ms(ms)


def _store(
    ticket_id: int, kept: dict[Key, TicketClock], wanted: dict[Key, dict[str, Any]]
) -> list[Difference]:
    found: list[Difference] = []
    for key in kept.keys() - wanted.keys():
        kept[key].delete()
        found.append(Difference(ticket_id, *key, field="", kept=kept[key].due_at, told=None))
    for key, values in wanted.items():
        row = kept.get(key)
        if row is None:
            TicketClock.objects.create(ticket_id=ticket_id, metric=key[0], turn=key[1], **values)
            found.append(Difference(ticket_id, *key, field="", kept=None, told=values["due_at"]))
            continue
        other = {name: value for name, value in values.items() if getattr(row, name) != value}
        found += [Difference(ticket_id, *key, name, getattr(row, name), told) for name, told in other.items()]
        if other:
            TicketClock.objects.filter(pk=row.pk).update(**other)
    return found


def rebuild(*, at: datetime, tell: Callable[[int, int], None]) -> Iterator[Difference]:
    """Build every clock anew from the log; gives each place where a row was not what the log says.

    Args:
        tell: is told after each batch how many tickets are done, and of how many.
    """
    total = Ticket.objects.count()
    done, last = 0, 0
    while ids := list(Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with log.writing():
            found = keep(ids, at=at)
        yield from found
        done, last = done + len(ids), ids[-1]
        tell(done, max(total, done))
