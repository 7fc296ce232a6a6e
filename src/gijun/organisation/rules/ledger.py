"""State time: stretches of states, cut into business days and added up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from gijun.organisation.terms import CREDITED, StateKind
from gijun.science.worktime import BusinessDay

Key: TypeAlias = tuple[str, str]  # state and reason


@dataclass(frozen=True, slots=True)
class Stretch:
    """A person in one state from (included) to (excluded), ms."""

    kind: str
    reason: str
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class DayTotal:
    """Milliseconds a person spent in each state on one business day."""

    day: date
    spent: Mapping[Key, int] = field(default_factory=dict)

    def of(self, *kinds: str) -> int:
        """Milliseconds in these states, whatever the reason."""
        return sum(ms for (kind, _reason), ms in self.spent.items() if kind in kinds)

    @property
    def present_ms(self) -> int:
        """Everything but being offline."""
        return sum(self.spent.values()) - self.of(StateKind.OFFLINE)

    @property
    def credited_ms(self) -> int:
        """Work that is no contact and counts as work: coaching, training, meetings, projects."""
        return self.of(*CREDITED)

    @property
    def handling_ms(self) -> int:
        """In contact and after it."""
        return self.of(StateKind.IN_CONTACT, StateKind.AFTER_WORK)

    @property
    def occupancy(self) -> float | None:
        """Share of handling in handling and being ready; none where there was neither."""
        whole = self.handling_ms + self.of(StateKind.READY)
        return self.handling_ms / whole if whole else None

    @property
    def away_by_reason(self) -> dict[str, int]:
        """Milliseconds away, by reason."""
        return {reason: ms for (kind, reason), ms in sorted(self.spent.items()) if kind == StateKind.AWAY}


def ledger(stretches: Iterable[Stretch], day: BusinessDay, *, from_ms: int, to_ms: int) -> list[DayTotal]:
    """What was spent in each state on each business day, within a span; days without any time are left out.

    Every millisecond of a stretch within the span counts exactly once, also where the clock jumps.

    Args:
        day: zone and day start of the centre.
        from_ms, to_ms: the span; to is excluded.
    """
    days: dict[date, Counter[Key]] = {}
    for one in stretches:
        for booked, ms in _pieces(one, day, from_ms, to_ms):
            days.setdefault(booked, Counter())[one.kind, one.reason] += ms
    return [DayTotal(booked, dict(sorted(spent.items()))) for booked, spent in sorted(days.items())]


def _pieces(one: Stretch, day: BusinessDay, from_ms: int, to_ms: int) -> Iterator[tuple[date, int]]:
    begin, end = max(one.from_ms, from_ms), min(one.to_ms, to_ms)
    while begin < end:
        booked, _slot = day.of(begin)
        until = min(day.bounds(booked)[1], end)
        yield booked, until - begin
        begin = until


def together(totals: Iterable[DayTotal]) -> Counter[Key]:
    """Several days, or several people, added up."""
    whole: Counter[Key] = Counter()
    for one in totals:
        whole.update(one.spent)
    return whole
