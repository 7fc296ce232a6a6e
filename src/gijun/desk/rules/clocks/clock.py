"""When a clock runs out: a pure function of its run, the policy's version and the calendar's version.

A clock is kept when it stops no later than it is due. It is due at the first moment at which the target has
passed in working time without the pauses; time that runs out as the centre closes is due at closing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gijun.desk.rules.clocks.policy import MINUTE_MS, Policy, target_for
from gijun.desk.rules.clocks.timeline import Run
from gijun.desk.terms.clocks import ClockHours, Ending, Metric
from gijun.desk.terms.tickets import Priority
from gijun.science import worktime

ALWAYS_OPEN = worktime.Calendar(
    "UTC", tuple(worktime.Window(weekday, 0, 1440) for weekday in range(7)), version=0
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock as it stands. Times are milliseconds since 1970 UTC, spans milliseconds of counted time.

    Attributes:
        pauses: from and until; the last one has no end where the clock pauses now.
        target_ms: none: nothing was promised, the clock only tells how long it took.
        due_ms: none: no target, paused before it ran out, or never reached.
        warn_ms: when people are warned, moved into the centre's working time; none: never.
        met: stopped in time. ``breached``: ran out before it stopped, or had been noted as such.
    """

    started_ms: int
    stopped_ms: int | None
    pauses: tuple[tuple[int, int | None], ...]
    hours: ClockHours
    target_ms: int | None
    due_ms: int | None
    warn_ms: int | None
    met: bool
    breached: bool
    spells: tuple[tuple[int, int | None], ...]  # in which it counts; the last may be open
    calendar: worktime.Calendar  # that it counts by

    @property
    def counts_always(self) -> bool:
        return self.hours == ClockHours.ALWAYS

    @property
    def is_paused(self) -> bool:
        return self.stopped_ms is None and bool(self.pauses) and self.pauses[-1][1] is None

    def used_ms(self, at_ms: int) -> int:
        """Counted time until ``at_ms``, or until the clock stopped."""
        return sum(
            worktime.open_ms_between(self.calendar, start, min(at_ms, at_ms if end is None else end))
            for start, end in self.spells
        )

    def remaining_ms(self, at_ms: int) -> int | None:
        """Counted time left at ``at_ms``; less than 0 by how much it ran over; none without a target."""
        return None if self.target_ms is None else self.target_ms - self.used_ms(at_ms)


def clock(run: Run, policy: Policy, calendar: worktime.Calendar) -> Clock:
    """The clock of a run under a policy and the centre's calendar.

    Args:
        calendar: the centre's; a target around the clock counts without it and warns by it.
    """
    found = target_for(
        policy, run.metric, priority=run.priority, channel=run.channel, reason_id=run.reason_id
    )
    hours = found[1] if found else ClockHours.WORKING
    counted = ALWAYS_OPEN if hours == ClockHours.ALWAYS else calendar
    permille = run.terms.target_permille if run.terms else 1000
    target_ms = max(found[0] * MINUTE_MS * permille // 1000, MINUTE_MS) if found else None
    spells, pauses = _spells(run, policy)
    goes_on = _goes_on(spells, pauses)
    due_ms = None if target_ms is None else _when_used(counted, spells, target_ms, goes_on=goes_on)
    before_ms = _before(target_ms, policy.warn_share)
    warned_ms = None if before_ms is None else _when_used(counted, spells, before_ms, goes_on=goes_on)
    late = due_ms is not None and run.stopped_ms is not None and run.stopped_ms > due_ms
    return Clock(
        started_ms=run.started_ms,
        stopped_ms=run.stopped_ms,
        pauses=pauses,
        hours=hours,
        target_ms=target_ms,
        due_ms=due_ms,
        warn_ms=_in_working_time(calendar, warned_ms),
        met=target_ms is not None and run.ending == Ending.MET and not late and not run.breached,
        breached=run.breached or (late and run.ending != Ending.JOINED),
        spells=spells,
        calendar=counted,
    )


def total_used_ms(clocks: Iterable[Clock], at_ms: int) -> int:
    """Counted time over several cycles: what a reopened ticket has taken in all."""
    return sum(one.used_ms(at_ms) for one in clocks)


Spells = tuple[tuple[int, int | None], ...]


def _spells(run: Run, policy: Policy) -> tuple[Spells, Spells]:
    """Spans in which the run counts and in which it pauses, each in order; empty ones are left out."""
    counting: list[tuple[int, int | None]] = []
    pausing: list[tuple[int, int | None]] = []
    for start, end, status in _stretches(run):
        if end is not None and end <= start:
            continue
        into = pausing if policy.pauses_in(run.metric, status) else counting
        if into and into[-1][1] == start:
            into[-1] = (into[-1][0], end)
        else:
            into.append((start, end))
    return tuple(counting), tuple(pausing)


def _stretches(run: Run) -> Iterator[tuple[int, int | None, str]]:
    ends = [*(since for since, _status in run.states[1:]), run.stopped_ms]
    for (since, status), end in zip(run.states, ends, strict=True):
        yield since, end, status


def _before(target_ms: int | None, share: float) -> int | None:
    """Counted time after which only ``share`` of the target is left; none: nobody is to be warned."""
    if target_ms is None or share <= 0:
        return None
    return max(target_ms - round(target_ms * share), 1)


def _goes_on(spells: Spells, pauses: Spells) -> bool:
    """Does the last spell count on, until the clock stops, rather than end in a pause?"""
    return bool(spells) and (not pauses or pauses[-1][0] < spells[-1][0])


def _when_used(calendar: worktime.Calendar, spells: Spells, working_ms: int, *, goes_on: bool) -> int | None:
    """The first moment at which so much has been counted; none: never, as the clock stands.

    A clock that stopped before is due as if it had gone on.
    """
    missing = working_ms
    for number, (start, end) in enumerate(spells):
        if end is not None and not (goes_on and number == len(spells) - 1):
            counted = worktime.open_ms_between(calendar, start, end)
            if counted < missing:
                missing -= counted
                continue
        try:
            return worktime.add(calendar, start, missing)
        except worktime.WorktimeError:  # years of closed days: a message is never refused for that
            return None
    return None


def _in_working_time(centre: worktime.Calendar, ms: int | None) -> int | None:
    """The moment itself while the centre is open, otherwise its next opening: no warning on a Sunday."""
    try:
        return None if ms is None else worktime.next_open(centre, ms)
    except worktime.WorktimeError:
        return None


def would_be_due(
    policy: Policy, calendar: worktime.Calendar, at_ms: int, *, channel: str, reason_id: int | None
) -> dict[Metric, dict[int, int | None]]:
    """When a ticket that came in at ``at_ms`` would be due, by metric and priority; none: no target."""
    found: dict[Metric, dict[int, int | None]] = {}
    for metric in Metric:
        for priority in Priority.values:
            target = target_for(policy, metric, priority=priority, channel=channel, reason_id=reason_id)
            found.setdefault(metric, {})[priority] = None
            if target is not None:
                counted = ALWAYS_OPEN if target[1] == ClockHours.ALWAYS else calendar
                spells: Spells = ((at_ms, None),)
                found[metric][priority] = _when_used(counted, spells, target[0] * MINUTE_MS, goes_on=True)
    return found
