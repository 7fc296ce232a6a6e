"""What the boards work out: clocks of half-hours, means, what is usual, levels of a goal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from gijun.measures.boards.terms import LEAST_DAYS, LEAST_N, LEAST_OTHERS, LOOKED_BACK, Whose
from gijun.measures.rules.uncertainty import wilson
from gijun.science.worktime import SLOT_MS, BusinessDay
from gijun.science.worktime.zones import wall_at, zone_named

A_WEEK = timedelta(weeks=1)
Counts = Mapping[tuple[date, int], int]  # contacts by business day and elapsed half-hour


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """What the clock shows when a half-hour begins; ``nth``: how often it had shown it that day."""

    minute: int  # of the local day
    nth: int = 0

    @property
    def label(self) -> str:
        return f"{self.minute // 60:02}:{self.minute % 60:02}"


@lru_cache(maxsize=2048)
def clocks(rule: BusinessDay, day: date) -> tuple[Clock, ...]:
    """The clock at the beginning of each half-hour of a business day: 48, or 46 and 50."""
    zone, (begin_ms, _end_ms) = zone_named(rule.zone), rule.bounds(day)
    found: list[Clock] = []
    shown: dict[int, int] = {}
    for slot in range(rule.slots(day)):
        wall = wall_at(zone, begin_ms + slot * SLOT_MS)
        minute = 60 * wall.hour + wall.minute
        found.append(Clock(minute, shown.get(minute, 0)))
        shown[minute] = shown.get(minute, 0) + 1
    return tuple(found)


def complete_slots(rule: BusinessDay, day: date, known_ms: int) -> int:
    """Half-hours of a day that are over."""
    begin_ms, end_ms = rule.bounds(day)
    if known_ms >= end_ms:
        return rule.slots(day)
    return max(0, known_ms - begin_ms) // SLOT_MS


@dataclass(frozen=True, slots=True)
class Mean:
    """Contacts of a half-hour of the week. ``times``: how often that half-hour was."""

    total: int = 0
    times: int = 0
    value: Fraction = Fraction()

    def plus(self, other: "Mean") -> "Mean":
        """Of two groups of teams that arrive side by side; it stands on the fewer half-hours."""
        times = min(self.times, other.times) if self.times and other.times else self.times or other.times
        return Mean(self.total + other.total, times, self.value + other.value)


@dataclass(slots=True)
class Week:
    """Mean arrivals by weekday and clock, and the days each weekday was looked at."""

    cells: dict[tuple[int, int], Mean] = field(default_factory=dict)
    days: dict[int, int] = field(default_factory=dict)
    minutes: list[int] = field(default_factory=list)  # clocks, from the beginning of the business day on


def week(counts: Counts, rule: BusinessDay, days: Iterable[date], known_ms: int) -> Week:
    """Arrivals of teams that share a business day, averaged over the half-hours that are over.

    A half-hour that the clock skips was not there that day; one it shows twice was there twice.
    """
    totals: dict[tuple[int, int], int] = {}
    times: dict[tuple[int, int], int] = {}
    seen: dict[int, int] = {}
    for day in days:
        over = complete_slots(rule, day, known_ms)
        for slot, clock in enumerate(clocks(rule, day)[:over]):
            key = (day.weekday(), clock.minute)
            times[key] = times.get(key, 0) + 1
            totals[key] = totals.get(key, 0) + counts.get((day, slot), 0)
        if over:
            seen[day.weekday()] = seen.get(day.weekday(), 0) + 1
    cells = {key: Mean(totals[key], n, Fraction(totals[key], n)) for key, n in times.items()}
    minutes = sorted({minute for _day, minute in cells}, key=lambda one: (one - rule.starts_at_min) % 1440)
    return Week(cells, seen, minutes)


def together(weeks: Sequence[Week]) -> Week:
    """Weeks of groups of teams whose business days differ, added up."""
    if len(weeks) == 1:
        return weeks[0]
    cells: dict[tuple[int, int], Mean] = {}
    days: dict[int, int] = {}
    for one in weeks:
        for key, mean in one.cells.items():
            cells[key] = cells[key].plus(mean) if key in cells else mean
        for weekday, n in one.days.items():
            days[weekday] = min(days.get(weekday, n), n)
    return Week(cells, days, sorted({minute for one in weeks for minute in one.minutes}))


def like_days(day: date) -> list[date]:
    """The same weekday of the weeks before, the latest first."""
    return [day - n * A_WEEK for n in range(1, LOOKED_BACK + 1)]


@dataclass(frozen=True, slots=True)
class Usual:
    """What like days had: by nearest rank the median and where 80 % of them lie."""

    median: int
    low: int
    high: int
    n: int


def usual(values: Iterable[int]) -> Usual | None:
    """What is usual; none where too few days are known to say."""
    ranked = sorted(values)
    n = len(ranked)
    if n < LEAST_DAYS:
        return None
    return Usual(_ranked(ranked, 50), _ranked(ranked, 10), _ranked(ranked, 90), n)


def _ranked(ranked: Sequence[int], percent: int) -> int:
    return ranked[(len(ranked) * percent + 99) // 100 - 1]


def by_clock(counts: Counts, rule: BusinessDay, day: date) -> dict[Clock, int]:
    """A day's contacts by what the clock showed; only half-hours that were there."""
    return {clock: counts.get((day, slot), 0) for slot, clock in enumerate(clocks(rule, day))}


@dataclass(frozen=True, slots=True)
class Seen:
    """What was counted at a level: ``part`` of ``n``; whose work it was, where that is known."""

    whose: Whose
    name: str
    goal: float | None
    part: int = 0
    n: int = 0
    people: frozenset[int] = frozenset()
    may_see_people: bool = False
    is_told: bool = True  # this is counted at this level at all


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a goal as it may be shown.

    ``needed``: so many more are needed before the share is shown. ``is_hidden``: it would tell of one person.
    """

    whose: Whose
    name: str
    goal: float | None
    part: int
    n: int
    share: float | None
    interval: tuple[float, float] | None
    needed: int
    is_hidden: bool
    is_told: bool

    @property
    def reaches(self) -> bool | None:
        """Does the share reach the goal? None where the interval leaves it open, or there is nothing."""
        if self.goal is None or self.interval is None:
            return None
        low, high = self.interval
        if low >= self.goal:
            return True
        return False if high < self.goal else None


def levels(seen: Sequence[Seen]) -> list[Level]:
    """Levels from above, as far as they tell of no single colleague.

    Each level that is shown adds to the next one shown below it nobody, or several people: otherwise the
    difference would be one person's.
    """
    found: list[Level] = []
    known: frozenset[int] = frozenset()
    for one in reversed(seen):
        added = len(one.people - known)
        hidden = one.whose != Whose.ME and 0 < added < LEAST_OTHERS and not one.may_see_people
        known = known if hidden else one.people
        found.append(_level(one, is_hidden=hidden))
    return found[::-1]


def _level(one: Seen, *, is_hidden: bool) -> Level:
    shown = one.is_told and not is_hidden and one.n >= LEAST_N
    return Level(
        whose=one.whose,
        name=one.name,
        goal=one.goal,
        part=one.part if shown else 0,
        n=0 if is_hidden else one.n,
        share=one.part / one.n if shown else None,
        interval=wilson(one.part, one.n) if shown else None,
        needed=0 if is_hidden or not one.is_told else max(0, LEAST_N - one.n),
        is_hidden=is_hidden,
        is_told=one.is_told,
    )
