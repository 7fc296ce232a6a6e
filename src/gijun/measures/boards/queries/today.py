"""A day half-hour by half-hour, beside what is usual on this weekday."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa

from gijun.events import log
from gijun.measures import compute, lake
from gijun.measures.boards import rules
from gijun.measures.boards.queries import asking, teams
from gijun.measures.boards.rules import Clock, Usual
from gijun.measures.boards.terms import LeftOut
from gijun.measures.centre_days import centre_days
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.organisation.models import Person, Team
from gijun.organisation.terms import StateKind
from gijun.science.worktime import SLOT_MS, BusinessDay

ONE_DAY = timedelta(days=1)
Counts = Mapping[tuple[date, int], int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A day of a team with all below it; an empty channel: every one."""

    team: Team
    day: date
    channel: str = ""

    @property
    def rule(self) -> BusinessDay:
        return asking.rule_of(self.team)

    @property
    def channels(self) -> list[str]:
        return [self.channel] if self.channel else []


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What happened in a half-hour. ``waiting``: at its end; ``ready``, ``in_contact``: people on average.

    None of these where it has not begun; ``is_running``: it is not over yet.
    """

    clock: Clock
    usual: Usual | None
    arrivals: int | None = None
    answered: int | None = None
    waiting: int | None = None
    ready: float | None = None
    in_contact: float | None = None
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class SoFar:
    """Arrivals up to the last half-hour that is over, and what is usual until then."""

    until: Clock | None  # the half-hour that runs now; none: the day is over
    arrivals: int
    usual: Usual | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day beside what is usual. ``special``: why it is no usual day itself."""

    asked: Asked
    half_hours: list[HalfHour]
    so_far: SoFar
    used: list[date]
    left_out: list[tuple[date, LeftOut]]
    special: LeftOut | None
    as_of: datetime


def day_of(person: Person, asked: Asked) -> Day:
    """A day as far as it is known, half-hour by half-hour.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    with lake.opened() as opened:
        chosen = teams.picked(person, asked.team.pk)
        asking.select_teams(opened, chosen)
        asking.group_by_rule(opened, dict.fromkeys(chosen, asked.team))
        asking.choose_reasons(opened, ())
        counts = _counts(opened, asked)
        why = _left_out(opened, asked)
        used = [day for day in rules.like_days(asked.day) if day not in why]
        before = [rules.by_clock(counts, asked.rule, day) for day in used]
        return Day(
            asked=asked,
            half_hours=_half_hours(opened, asked, counts, before),
            so_far=_so_far(asked, counts, before, opened.manifest.as_of_ms),
            used=used,
            left_out=sorted((day, reason) for day, reason in why.items() if day != asked.day),
            special=why.get(asked.day),
            as_of=asking.as_of(opened),
        )


def _counts(opened: Lake, asked: Asked) -> Counts:
    first = min(rules.like_days(asked.day))
    found = asking.rows(
        opened, "arrivals", first=first, last=asked.day, channels=asked.channels, by_reason=False
    )
    return {(day, slot): came for _group, day, slot, came in found}


def _left_out(opened: Lake, asked: Asked) -> dict[date, LeftOut]:
    """Days, of these the day itself, that are like no other, and why."""
    days = [asked.day, *rules.like_days(asked.day)]
    first = min((first for _group, first in asking.rows(opened, "first_days")), default=None)
    known = centre_days(asked.team.centre_id, min(days), asked.day)
    on_air = {day for day, _hour in known.on_air}
    out = _outages(opened, asked, min(days))
    found = {}
    for day in days:
        begin_ms, end_ms = asked.rule.bounds(day)
        if first is None or day < first:
            found[day] = LeftOut.UNKNOWN
        elif day in known.holidays:
            found[day] = LeftOut.HOLIDAY
        elif day in on_air:
            found[day] = LeftOut.BROADCAST
        elif any(since < end_ms and until > begin_ms for since, until in out):
            found[day] = LeftOut.OUTAGE
    return found


def _outages(opened: Lake, asked: Asked, first: date) -> Sequence[tuple[int, int]]:
    opened.duck.execute(f"CREATE OR REPLACE TEMP VIEW known_modes AS {sql_of('facts', 'modes')}")
    found = asking.rows(
        opened,
        "outages",
        centre_id=asked.team.centre_id,
        begin_ms=asked.rule.bounds(first)[0],
        end_ms=asked.rule.bounds(asked.day)[1],
    )
    return [(since, until) for since, until in found]


def _half_hours(
    opened: Lake, asked: Asked, counts: Counts, before: Sequence[Mapping[Clock, int]]
) -> list[HalfHour]:
    begin_ms, end_ms = asked.rule.bounds(asked.day)
    end_ms = min(end_ms, opened.manifest.as_of_ms)
    clocks = rules.clocks(asked.rule, asked.day)
    begun = -(-max(0, end_ms - begin_ms) // SLOT_MS)
    over = rules.complete_slots(asked.rule, asked.day, opened.manifest.as_of_ms)
    bound = {"begin_ms": begin_ms, "end_ms": end_ms, "channels": asked.channels}
    answered = dict(asking.rows(opened, "answered", **bound))
    waiting = _waiting(asking.rows(opened, "waiting", **bound), begun)
    people = _people(opened, asked, begin_ms, end_ms, begun)
    found = []
    for slot, clock in enumerate(clocks):
        known = rules.usual(one[clock] for one in before if clock in one)
        if slot >= begun:
            found.append(HalfHour(clock, known))
            continue
        found.append(
            HalfHour(
                clock=clock,
                usual=known,
                arrivals=counts.get((asked.day, slot), 0),
                answered=answered.get(slot, 0),
                waiting=waiting[slot],
                ready=people.get((slot, StateKind.READY.value), 0.0),
                in_contact=people.get((slot, StateKind.IN_CONTACT.value), 0.0),
                is_running=slot >= over,
            )
        )
    return found


def _waiting(rows: Sequence[tuple[int, int | None, int]], slots: int) -> list[int]:
    """How many wait at the end of each half-hour."""
    change: Counter[int] = Counter()
    for came, went, n in rows:
        change[came] += n
        if went is not None:
            change[went] -= n
    found, level = [], change[-1]
    for slot in range(slots):
        level += change[slot]
        found.append(level)
    return found


def _people(
    opened: Lake, asked: Asked, begin_ms: int, end_ms: int, slots: int
) -> dict[tuple[int, str], float]:
    """People ready and in contact in each half-hour, on average over as much of it as is known."""
    bounds = {
        slot: (begin_ms + slot * SLOT_MS, min(begin_ms + (slot + 1) * SLOT_MS, end_ms))
        for slot in range(slots)
    }
    fields = [("half_hour", pa.int64()), ("since_ms", pa.int64()), ("until_ms", pa.int64())]
    compute.put(opened.duck, "half_hours", fields, [(slot, *ends) for slot, ends in bounds.items()])
    rows = asking.rows(opened, "people", day=asked.day)
    return {(slot, state): spent_ms / (bounds[slot][1] - bounds[slot][0]) for slot, state, spent_ms in rows}


def _so_far(asked: Asked, counts: Counts, before: Sequence[Mapping[Clock, int]], known_ms: int) -> SoFar:
    clocks = rules.clocks(asked.rule, asked.day)
    over = rules.complete_slots(asked.rule, asked.day, known_ms)
    passed = clocks[:over]
    return SoFar(
        until=clocks[over] if over < len(clocks) else None,
        arrivals=sum(counts.get((asked.day, slot), 0) for slot in range(over)),
        usual=rules.usual(sum(one.get(clock, 0) for clock in passed) for one in before) if passed else None,
    )


def default_day(team: Team, at: datetime) -> date:
    """The team's business day at a time."""
    return asking.rule_of(team).of(log.to_ms(at))[0]
