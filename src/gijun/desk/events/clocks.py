"""Facts of targets and clocks."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChanged:
    """A centre gave itself other targets; clocks that run keep theirs."""

    name: ClassVar[str] = "desk.clock_policy_changed"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CycleStarted:
    """Targets, calendar and operating mode in force when a ticket was opened or reopened."""

    name: ClassVar[str] = "desk.clock_cycle_started"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    cycle: int  # 1: since the ticket opened; 2: since its first reopening; …
    centre_id: int
    policy_version: int
    calendar_id: int | None  # none: the centre had no calendar and was open at all times
    calendar_version: int
    target_permille: int = 1000  # of the normal targets, by the operating mode then


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClocksMoved:
    """The running clocks of a ticket were moved to other targets, because somebody asked."""

    name: ClassVar[str] = "desk.clocks_moved"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    cycle: int
    centre_id: int
    policy_version: int
    calendar_id: int | None
    calendar_version: int
    target_permille: int = 1000


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWarned:
    """A clock is about to run out; told in working time."""

    name: ClassVar[str] = "desk.clock_warned"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int | None
    channel: str
    metric: str
    turn: int  # which of the ticket's clocks of this metric
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockBreached:
    """A clock ran out before it was stopped."""

    name: ClassVar[str] = "desk.clock_breached"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int | None
    channel: str
    metric: str
    turn: int
    reason_id: int | None
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ClockKept:
    """A clock was stopped in time."""

    name: ClassVar[str] = "desk.clock_kept"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int | None
    channel: str
    metric: str
    turn: int
    reason_id: int | None
    due_ms: int | None  # none: it paused when it was stopped
    used_ms: int  # counted time
