"""Who is asked next, and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from gijun.desk.rules.asking.policy import Policy
from gijun.organisation.terms import Role
from gijun.science import worktime

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Rung:
    """Where a request stands. ``is_last``: nobody stands above; it waits there however late it is."""

    level: int
    role: Role
    minutes: int
    is_last: bool


def rung(policy: Policy, staffed: Collection[Role], after: int = -1) -> Rung | None:
    """The first level above ``after`` where somebody can answer; none where there is nobody at all.

    Levels nobody holds for the team right now are passed over, so that no request waits for an empty chair.
    """
    able = [
        (number, level)
        for number, level in enumerate(policy.levels)
        if number > after and level.role in staffed
    ]
    if not able:
        return None
    number, level = able[0]
    return Rung(number, level.role, level.minutes, is_last=len(able) == 1)


def due(calendar: worktime.Calendar, start_ms: int, minutes: int) -> datetime:
    """When so many working minutes after the start have passed."""
    end_ms = worktime.add(calendar, start_ms, minutes * MINUTE_MS)
    return datetime.fromtimestamp(end_ms / 1000, UTC)


def worked_ms(calendar: worktime.Calendar, start_ms: int, end_ms: int) -> int:
    """Working milliseconds between two times; 0 where the second is earlier."""
    return worktime.open_ms_between(calendar, start_ms, max(start_ms, end_ms))
