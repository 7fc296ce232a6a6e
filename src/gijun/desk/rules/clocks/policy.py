"""Targets of a centre: read from what somebody typed or a row holds, and found for a ticket."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gijun.desk.terms.clocks import PAUSABLE, ClockHours, Metric, PolicyFault
from gijun.desk.terms.tickets import ChannelKind, Priority
from gijun.science import worktime

MOST_MIN = 525_600  # a year
MOST_WARN_PERCENT = 90
MINUTE_MS = 60_000


class PolicyError(ValueError):
    """Targets that cannot be kept as they are. ``row``: the first is 1; none: not about a row."""

    def __init__(
        self, fault: PolicyFault, *, row: int | None = None, value: object = "", other: int | None = None
    ) -> None:
        super().__init__(fault.value)
        self.fault, self.row, self.value, self.other = fault, row, value, other


@dataclass(frozen=True, slots=True)
class Target:
    """A row of the table: minutes by priority for one metric, narrowed by channel and contact reason."""

    metric: Metric
    minutes: Mapping[int, int]  # by priority; one that is missing has no target
    channel: str = ""  # empty: every channel
    reason_id: int | None = None  # none: every reason
    reason_ids: frozenset[int] = frozenset()  # the reason and all below it, when the row was written
    hours: ClockHours = ClockHours.WORKING

    def fits(self, channel: str, reason_id: int | None) -> bool:
        if self.channel and self.channel != channel:
            return False
        return self.reason_id is None or reason_id in self.reason_ids

    @property
    def narrowness(self) -> tuple[bool, int, bool]:
        """Rows for a reason before rows for a channel; the deeper reason, with fewer below it, first."""
        return self.reason_id is not None, -len(self.reason_ids), bool(self.channel)


@dataclass(frozen=True, slots=True)
class Policy:
    """The targets of a version. ``warn_share``: how much of the time is left when people are warned."""

    targets: tuple[Target, ...] = ()
    pauses: Mapping[Metric, frozenset[str]] = field(default_factory=dict)
    warn_share: float = 0.25

    def pauses_in(self, metric: Metric, status: str) -> bool:
        return status in self.pauses.get(metric, frozenset())


def target_for(
    policy: Policy, metric: Metric, *, priority: int, channel: str, reason_id: int | None
) -> tuple[int, ClockHours] | None:
    """Minutes and hours of the narrowest row that fits; none: nothing was promised.

    A row without minutes for the priority gives way to the next wider one.
    """
    fitting = (
        one
        for one in policy.targets
        if one.metric == metric and priority in one.minutes and one.fits(channel, reason_id)
    )
    best = max(fitting, key=lambda one: one.narrowness, default=None)
    return None if best is None else (best.minutes[priority], best.hours)


def from_content(content: Mapping[str, Any]) -> Policy:
    """The policy that a row's content, or a filled form, stands for.

    Raises:
        PolicyError: the first thing that is wrong, with its row.
    """
    targets = tuple(_target(row, number) for number, row in enumerate(content.get("targets", []), start=1))
    _refuse_doubles(targets)
    percent = _whole(content.get("warn_percent", 25))
    if percent is None or not 0 <= percent <= MOST_WARN_PERCENT:
        raise PolicyError(PolicyFault.WARN_SHARE, value=content.get("warn_percent"))
    return Policy(targets, _pauses(content.get("pauses", {})), percent / 100)


def as_content(policy: Policy) -> dict[str, Any]:
    """The policy as it is kept in a row; ``from_content`` gives it back."""
    return {
        "targets": [
            {
                "metric": one.metric.value,
                "channel": one.channel,
                "reason_id": one.reason_id,
                "reason_ids": sorted(one.reason_ids),
                "hours": one.hours.value,
                "minutes": {str(priority): minutes for priority, minutes in sorted(one.minutes.items())},
            }
            for one in policy.targets
        ],
        "pauses": {metric.value: sorted(states) for metric, states in policy.pauses.items()},
        "warn_percent": round(policy.warn_share * 100),
    }


@lru_cache(maxsize=256)
def from_text(content: str) -> Policy:
    """The policy of a content in JSON; equal texts are read once."""
    return from_content(json.loads(content))


def refuse_unreachable(policy: Policy, calendar: worktime.Calendar, at_ms: int) -> None:
    """Refuse a target that is never reached: the centre's calendar is closed for years.

    Raises:
        PolicyError: with the row; the search is bounded (``worktime.SEARCH_DAYS``).
    """
    for number, target in enumerate(policy.targets, start=1):
        if target.hours == ClockHours.ALWAYS:
            continue
        try:
            worktime.add(calendar, at_ms, max(target.minutes.values()) * MINUTE_MS)
        except worktime.WorktimeError as error:
            raise PolicyError(PolicyFault.NOT_REACHED, row=number) from error


def _target(row: Mapping[str, Any], number: int) -> Target:
    metric, hours, channel = row.get("metric"), row.get("hours", ClockHours.WORKING), row.get("channel", "")
    if metric not in Metric.values or hours not in ClockHours.values or channel not in ["", *ChannelKind]:
        raise PolicyError(PolicyFault.UNKNOWN, row=number)
    minutes = _minutes(row.get("minutes", {}), number)
    reason_id = row.get("reason_id")
    return Target(
        metric=Metric(metric),
        minutes=minutes,
        channel=channel,
        reason_id=reason_id,
        reason_ids=frozenset(row.get("reason_ids", [])) | ({reason_id} if reason_id else frozenset()),
        hours=ClockHours(hours),
    )


def _minutes(typed: Mapping[Any, Any], number: int) -> dict[int, int]:
    """Minutes by priority; empty ones have no target."""
    found: dict[int, int] = {}
    for priority in Priority.values:
        value = typed.get(str(priority), typed.get(priority, ""))
        if value in {"", None}:
            continue
        minutes = _whole(value)
        if minutes is None or not 1 <= minutes <= MOST_MIN:
            raise PolicyError(PolicyFault.NOT_MINUTES, row=number, value=value)
        found[priority] = minutes
    if not found:
        raise PolicyError(PolicyFault.NO_MINUTES, row=number)
    ordered = [found[priority] for priority in sorted(found)]
    if ordered != sorted(ordered, reverse=True):
        raise PolicyError(PolicyFault.URGENT_SLOWER, row=number)
    return found


def _whole(value: object) -> int | None:
    """A whole number typed with or without thousands separators."""
    text = str(value).strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def _refuse_doubles(targets: Sequence[Target]) -> None:
    seen: dict[tuple[str, str, int | None], int] = {}
    for number, one in enumerate(targets, start=1):
        key = (one.metric.value, one.channel, one.reason_id)
        if key in seen:
            raise PolicyError(PolicyFault.TWICE, row=number, other=seen[key])
        seen[key] = number


def _pauses(typed: Mapping[str, Iterable[str]]) -> dict[Metric, frozenset[str]]:
    found: dict[Metric, frozenset[str]] = {}
    for metric, states in typed.items():
        if metric not in Metric.values or not set(states) <= set(PAUSABLE):
            raise PolicyError(PolicyFault.PAUSES)
        if states:
            found[Metric(metric)] = frozenset(states)
    return found
