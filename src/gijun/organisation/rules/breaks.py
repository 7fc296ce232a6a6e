"""May somebody leave the floor now? Who must stay, and when the next slot is free."""

from collections.abc import Iterator
from dataclasses import dataclass

from gijun.organisation.rules.floor_rules import FloorRules
from gijun.organisation.terms import BreakApproval

MINUTE_MS = 60_000
EARLY_MS = 5 * MINUTE_MS  # an approved break may begin this much before its time
AHEAD_MS = 24 * 60 * MINUTE_MS  # no break is asked for further ahead


@dataclass(frozen=True, slots=True)
class Floor:
    """A team as the guard sees it. Everything but ``signed_in`` is about the others, not about who asks.

    ``available``: ready or in contact now. ``returns``: when people who are away said they are back (ms).
    ``planned``: breaks granted and not begun, from and to (ms).
    """

    signed_in: int
    available: int
    returns: tuple[int, ...] = ()
    planned: tuple[tuple[int, int], ...] = ()

    def stay_from(self, from_ms: int, minutes: int) -> int:
        """How many would be ready or in contact through a break that begins then."""
        back = sum(1 for at_ms in self.returns if at_ms <= from_ms)
        to_ms = from_ms + minutes * MINUTE_MS
        gone = sum(1 for begin_ms, end_ms in self.planned if begin_ms < to_ms and from_ms < end_ms)
        return self.available + back - gone

    def moments_after(self, from_ms: int) -> Iterator[int]:
        """When the answer may change: somebody returns, or a planned break is over."""
        ends = {*self.returns, *(end_ms for _begin_ms, end_ms in self.planned)}
        yield from sorted(at_ms for at_ms in ends if at_ms > from_ms)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the guard says. ``free_from_ms``: the next moment at which enough stay; none: nobody knows."""

    allowed: bool
    must_stay: int
    would_stay: int
    free_from_ms: int | None


def guard(floor: Floor, rules: FloorRules, *, from_ms: int, minutes: int) -> Answer:
    """May one more leave the floor from ``from_ms`` for so many minutes?"""
    must_stay = rules.must_stay(floor.signed_in)
    would_stay = floor.stay_from(from_ms, minutes)
    moments = (from_ms, *floor.moments_after(from_ms))
    free = next((at_ms for at_ms in moments if floor.stay_from(at_ms, minutes) >= must_stay), None)
    return Answer(would_stay >= must_stay, must_stay, would_stay, free)


def answered_by(rules: FloorRules, by_mode: BreakApproval | None) -> BreakApproval:
    """Who answers for breaks now: the operating mode can only make it stricter."""
    strictness = (BreakApproval.AUTO, BreakApproval.ALWAYS, BreakApproval.NONE)
    return max(rules.break_approval, by_mode or BreakApproval.AUTO, key=strictness.index)


def may_begin(now_ms: int, wanted_from_ms: int) -> bool:
    """Is it time for an approved break?"""
    return now_ms >= wanted_from_ms - EARLY_MS


def has_lapsed(now_ms: int, wanted_from_ms: int, minutes: int) -> bool:
    """Has an approved break gone by without being begun?"""
    return now_ms >= wanted_from_ms + minutes * MINUTE_MS
