"""How a promise ends, and how much time is left."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from gijun.desk.terms.promises import FARTHEST_DAYS


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands. ``level``: late, soon or calm; ``span_ms``: left, or late by."""

    level: str
    span_ms: int


def standing(due_at: datetime, at: datetime, warn_min: int) -> Standing:
    """How much time is left, and whether that is little."""
    left_ms = round((due_at - at).total_seconds() * 1000)
    if left_ms < 0:
        return Standing("late", -left_ms)
    return Standing("soon" if left_ms <= warn_min * 60_000 else "calm", left_ms)


def is_past(due_at: datetime, at: datetime) -> bool:
    """Can nobody keep it any more?"""
    return due_at <= at


def is_too_far(due_at: datetime, at: datetime) -> bool:
    """Is it so far off that somebody mistyped?"""
    return due_at > at + timedelta(days=FARTHEST_DAYS)


def closes_at(solved_at: datetime | None, open_days: int) -> datetime | None:
    """When a customer's page closes; none while the matter is not solved."""
    return solved_at + timedelta(days=open_days) if solved_at else None
