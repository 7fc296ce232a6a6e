"""What is out of the ordinary: spikes against the same hour of the week, new reasons, silent ones.

Days off and hours with a broadcast are compared among themselves, never with ordinary hours.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gijun.science.rare_counts import benjamini_hochberg, negative_binomial_tail

HOURS = range(24)  # of a business day; where the clock is set back, the last one lasts two
LEAST = 5  # contacts in an hour below which nothing is a spike
LEAST_NEW = 3  # contacts of a reason that never came before
LEAST_LOST = 3.0  # contacts expected of a reason that did not come
LEAST_DAYS = 14  # known days below which nothing can be called new or silent
LEAST_SEEN = 2  # like hours that must have been seen before an hour is judged
FALSE_RATE = 0.05  # of what is reported, at most so much is expected to be chance
ON_AIR, HOLIDAY = "on_air", "holiday"

Counts = Mapping[tuple[date, int, int], int]  # by day, hour and reason
Likeness = tuple[str | int, int]  # what an hour may be compared with: weekday or kind, and hour
ClassOf = Callable[[date, int], Likeness]


@dataclass(frozen=True, slots=True)
class Spike:
    """Hours in a row with far more contacts about a reason than such hours usually have."""

    day: date
    first_hour: int
    last_hour: int
    reason_id: int
    count: int
    usual: float
    p_value: float  # of its least likely hour
    on_air: bool


@dataclass(frozen=True, slots=True)
class Spikes:
    """What was found, of how many hours that were judged; ``unjudged``: too few like hours are known."""

    found: list[Spike]
    judged: int
    unjudged: int


@dataclass(frozen=True, slots=True)
class Change:
    """A reason that came up or went away; ``usual``: contacts that so many days had before."""

    reason_id: int
    count: int
    usual: float


@dataclass(frozen=True, slots=True)
class Baseline:
    """What hours usually have, by reason and likeness."""

    seen: Mapping[Likeness, int]  # like hours that were observed
    totals: Mapping[tuple[int, Likeness], int]
    by_hour: Mapping[tuple[int, int], float]  # mean of an ordinary hour, by reason and hour
    spread: Mapping[int, float]  # variance over mean, by reason; 1: Poisson

    def usual(self, reason_id: int, like: Likeness) -> float | None:
        """Contacts usual for such an hour; none where too few were seen to say.

        An ordinary hour of the week leans by one observation on the same hour of other days, so that a few
        quiet weeks do not make every contact a spike.
        """
        seen = self.seen.get(like, 0)
        if seen < LEAST_SEEN:
            return None
        total = self.totals.get((reason_id, like), 0)
        lean = self.by_hour.get((reason_id, like[1]), 0.0)
        return (total + lean) / (seen + 1)


def likeness(holidays: Iterable[date], on_air: Iterable[tuple[date, int]], weekday_like: int = 6) -> ClassOf:
    """What an hour is compared with: other hours on air, or the same hour of the weekday.

    Holidays count as the weekday ``weekday_like`` (Sunday), which comes often enough to compare with.
    """
    off, air = frozenset(holidays), frozenset(on_air)

    def of(day: date, hour: int) -> Likeness:
        if (day, hour) in air:
            return ON_AIR, hour
        return (weekday_like if day in off else day.weekday()), hour

    return of


def baseline(counts: Counts, days: Sequence[date], class_of: ClassOf) -> Baseline:
    """Learn what is usual from days."""
    inside = set(days)
    seen: dict[Likeness, int] = defaultdict(int)
    for day in days:
        for hour in HOURS:
            seen[class_of(day, hour)] += 1
    totals: dict[tuple[int, Likeness], int] = defaultdict(int)
    squares: dict[tuple[int, Likeness], int] = defaultdict(int)
    for (day, hour, reason_id), count in counts.items():
        if day in inside:
            like = class_of(day, hour)
            totals[reason_id, like] += count
            squares[reason_id, like] += count * count
    by_hour = _by_hour(totals, seen)
    return Baseline(dict(seen), dict(totals), by_hour, _spread(totals, squares, seen))


def _by_hour(
    totals: Mapping[tuple[int, Likeness], int], seen: Mapping[Likeness, int]
) -> dict[tuple[int, int], float]:
    hours: dict[int, int] = defaultdict(int)
    for (kind, hour), times in seen.items():
        hours[hour] += 0 if kind == ON_AIR else times
    found: dict[tuple[int, int], float] = defaultdict(float)
    for (reason_id, (kind, hour)), total in totals.items():
        if kind != ON_AIR:
            found[reason_id, hour] += total / hours[hour]
    return dict(found)


def _spread(
    totals: Mapping[tuple[int, Likeness], int],
    squares: Mapping[tuple[int, Likeness], int],
    seen: Mapping[Likeness, int],
) -> dict[int, float]:
    """How much more than Poisson each reason varies within like hours (Pearson's statistic per freedom)."""
    distance: dict[int, float] = defaultdict(float)
    freedom: dict[int, int] = defaultdict(int)
    for (reason_id, like), total in totals.items():
        times = seen[like]
        mean = total / times
        distance[reason_id] += (squares[reason_id, like] - times * mean * mean) / mean
        freedom[reason_id] += times - 1
    return {reason: max(1.0, distance[reason] / freedom[reason]) for reason in freedom if freedom[reason]}


def spikes(
    counts: Counts, days: Sequence[date], usual: Baseline, class_of: ClassOf, reasons: Iterable[int]
) -> Spikes:
    """Hours of the days with more contacts than chance explains, false alarms controlled over all of them."""
    tested: list[tuple[date, int, int, int, float]] = []
    p_values: list[float] = []
    unjudged = 0
    known = sorted(reasons)
    for day in days:
        for hour in HOURS:
            for reason_id in known:
                count = counts.get((day, hour, reason_id), 0)
                mean = usual.usual(reason_id, class_of(day, hour))
                if mean is None:
                    unjudged += bool(count)
                    continue
                tested.append((day, hour, reason_id, count, mean))
                p_values.append(_p_value(count, mean, usual.spread.get(reason_id, 1.0)))
    believed = benjamini_hochberg(p_values, FALSE_RATE)
    hits = [
        (*cell, p_value)
        for cell, p_value, is_real in zip(tested, p_values, believed, strict=True)
        if is_real and cell[3] >= LEAST
    ]
    return Spikes(_joined(hits, class_of), len(tested), unjudged)


def _p_value(count: int, mean: float, spread: float) -> float:
    if count == 0:
        return 1.0
    least = max(mean, 1e-6)  # what was never seen is rare, not impossible
    return negative_binomial_tail(count, least, least * spread)


def _joined(hits: Iterable[tuple[date, int, int, int, float, float]], class_of: ClassOf) -> list[Spike]:
    """Neighbouring hours of a day about the same reason as one; the least likely first."""
    found: list[Spike] = []
    for day, hour, reason_id, count, mean, p_value in sorted(hits, key=lambda hit: (hit[0], hit[2], hit[1])):
        last = found[-1] if found else None
        if last and (last.day, last.reason_id, last.last_hour) == (day, reason_id, hour - 1):
            found[-1] = Spike(
                day, last.first_hour, hour, reason_id, last.count + count, last.usual + mean,
                min(last.p_value, p_value), last.on_air or class_of(day, hour)[0] == ON_AIR,
            )  # fmt: skip
        else:
            on_air = class_of(day, hour)[0] == ON_AIR
            found.append(Spike(day, hour, hour, reason_id, count, mean, p_value, on_air))
    return sorted(found, key=lambda one: (one.p_value, -one.count, one.day, one.reason_id))


def new_reasons(recent: Mapping[int, int], before: Mapping[int, int], known_days: int) -> list[Change]:
    """Reasons that came up several times and never before, the most contacts first."""
    if known_days < LEAST_DAYS:
        return []
    found = [
        Change(reason_id, count, 0.0)
        for reason_id, count in recent.items()
        if count >= LEAST_NEW and not before.get(reason_id)
    ]
    return sorted(found, key=lambda one: (-one.count, one.reason_id))


def silent_reasons(
    recent: Mapping[int, int],
    before: Mapping[int, int],
    known_days: int,
    days: int,
    spread: Mapping[int, float],
) -> list[Change]:
    """Reasons that used to come and did not, the most expected first; chance is controlled over all."""
    if known_days < LEAST_DAYS:
        return []
    expected = [(reason_id, count * days / known_days) for reason_id, count in sorted(before.items())]
    p_values = [
        1.0
        if recent.get(reason_id)
        else 1.0 - negative_binomial_tail(1, mean, mean * spread.get(reason_id, 1.0))
        for reason_id, mean in expected
    ]
    believed = benjamini_hochberg(p_values, FALSE_RATE)
    found = [
        Change(reason_id, 0, mean)
        for (reason_id, mean), is_real in zip(expected, believed, strict=True)
        if is_real and mean >= LEAST_LOST
    ]
    return sorted(found, key=lambda one: (-one.usual, one.reason_id))
