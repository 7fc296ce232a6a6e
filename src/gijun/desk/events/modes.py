"""Operating modes and broadcasts: the facts. ``team_id`` is the centre; times are ms."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeSuggested:
    """The figures of a centre suggest another mode. ``triggers``: those that fired, joined by ``+``."""

    name: ClassVar[str] = "desk.mode_suggested"
    version: ClassVar[int] = 1
    team_id: int
    suggestion_id: int
    mode: str
    triggers: str
    in_time: int
    decided: int
    arrivals: int
    expected: float | None  # contacts that were usual for this time of the week; none: not known yet
    longest_wait_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeSuggestionAnswered:
    """A suggestion was confirmed or denied by a person, or is no longer needed."""

    name: ClassVar[str] = "desk.mode_suggestion_answered"
    version: ClassVar[int] = 1
    team_id: int
    suggestion_id: int
    answer: str
    quiet_until_ms: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeEntered:
    """A centre works in another mode than the normal one, until a time."""

    name: ClassVar[str] = "desk.mode_entered"
    version: ClassVar[int] = 1
    team_id: int
    period_id: int
    mode: str
    suggestion_id: int | None
    ends_by_ms: int
    plan_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeProlonged:
    """The mode lasts until another time."""

    name: ClassVar[str] = "desk.mode_prolonged"
    version: ClassVar[int] = 1
    team_id: int
    period_id: int
    mode: str
    from_ms: int
    ends_by_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModeEnded:
    """The mode is over. ``ended_ms``: when it stopped to hold, which is never later than it was to end."""

    name: ClassVar[str] = "desk.mode_ended"
    version: ClassVar[int] = 1
    team_id: int
    period_id: int
    mode: str
    ending: str
    ended_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ModePlanChanged:
    """A centre decided anew what a mode changes."""

    name: ClassVar[str] = "desk.mode_plan_changed"
    version: ClassVar[int] = 1
    team_id: int
    mode: str
    plan_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastPlanned:
    """A broadcast stands in the schedule, or stands there otherwise than before."""

    name: ClassVar[str] = "desk.broadcast_planned"
    version: ClassVar[int] = 1
    team_id: int
    broadcast_id: int
    starts_ms: int
    ends_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastChecked:
    """Somebody looked at a broadcast of the schedule and says that it still holds."""

    name: ClassVar[str] = "desk.broadcast_checked"
    version: ClassVar[int] = 1
    team_id: int
    broadcast_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastRemoved:
    """A broadcast was taken out of the schedule."""

    name: ClassVar[str] = "desk.broadcast_removed"
    version: ClassVar[int] = 1
    team_id: int
    broadcast_id: int
