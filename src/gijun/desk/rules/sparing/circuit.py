"""Whether an outside system is asked: after failures in a row it is left alone, then tried once."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OPENS_AFTER = 3  # failures in a row
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Circuit:
    """How often in a row a system failed, and when it may be asked again."""

    failures: int = 0
    asked_again_at: datetime | None = None


def may_ask(circuit: Circuit, at: datetime) -> bool:
    """May it be asked now? After the pause exactly one question goes out to try."""
    return circuit.asked_again_at is None or at >= circuit.asked_again_at


def is_open(circuit: Circuit) -> bool:
    """Is the system being spared? True also while it is tried."""
    return circuit.asked_again_at is not None


def after_pause(failures: int) -> timedelta:
    """How long a system is left alone after so many failures: doubled each time, ten minutes at most."""
    doubled = min(max(failures - OPENS_AFTER, 0), 10)
    return min(FIRST_PAUSE * (1 << doubled), LONGEST_PAUSE)


def noted(circuit: Circuit, at: datetime, *, ok: bool) -> Circuit:
    """The circuit after an answer."""
    if ok:
        return Circuit()
    failures = circuit.failures + 1
    return Circuit(failures, at + after_pause(failures) if failures >= OPENS_AFTER else None)
