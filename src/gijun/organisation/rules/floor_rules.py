"""Floor rules of a centre: how long after-contact work lasts, who must stay, who answers for a break."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from gijun.organisation.terms import ASKED_FOR, WITHOUT_LIMIT, AwayReason, BreakApproval, FloorFault

# Field of the content → lowest and highest value. None is allowed where OPTIONAL says so.
RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "stay_number": (0, 1_000),
        "stay_percent": (0, 100),
        "longest_break_min": (1, 240),
        "away_limit_min": (1, 480),
        "silent_after_s": (120, 28_800),
    }
)
OPTIONAL = frozenset({"away_limit_min", "silent_after_s"})
AFTER_WORK_S = (5, 3_600)


class FloorRulesError(Exception):
    """Floor rules that cannot be kept. ``field``: the field or channel it is about."""

    def __init__(self, fault: FloorFault, field: str = "", low: int = 0, high: int = 0) -> None:
        super().__init__(fault.value)
        self.fault, self.field, self.low, self.high = fault, field, low, high


@dataclass(frozen=True)
class FloorRules:
    """What holds on the floor of a centre.

    ``after_work_s``: channels after whose contacts people get time of their own, and its limit in seconds;
    none: no limit. ``stay_number``, ``stay_percent``: how many of a team must stay ready or in contact; the
    higher one counts.
    """

    version: int = 0
    after_work_s: Mapping[str, int | None] = field(
        default_factory=lambda: MappingProxyType({"phone": 120, "chat": 60})
    )
    stay_number: int = 0
    stay_percent: int = 0  # of those who are signed in
    break_approval: BreakApproval = BreakApproval.AUTO
    longest_break_min: int = 60
    away_limit_min: int | None = 30
    silent_after_s: int | None = 900

    def must_stay(self, signed_in: int) -> int:
        """How many of so many people must stay ready or in contact."""
        return max(self.stay_number, -(-signed_in * self.stay_percent // 100))

    def wants_after_work(self, channel: str) -> bool:
        """Is there time of one's own after a contact of this channel?"""
        return channel in self.after_work_s

    def needs_asking(self, reason: str) -> bool:
        """Is this a reason to leave that the floor has a say in?"""
        return reason in ASKED_FOR

    def limit_min(self, reason: str) -> int | None:
        """How long being away may last without a break of its own, in minutes; none: as long as it takes."""
        return None if reason in WITHOUT_LIMIT else self.away_limit_min

    def content(self) -> dict[str, Any]:
        """As it is stored."""
        return {
            "after_work_s": dict(sorted(self.after_work_s.items())),
            "break_approval": self.break_approval.value,
        } | {name: getattr(self, name) for name in RANGES}


def read(content: Mapping[str, Any], *, version: int = 0, channels: Collection[str] = ()) -> FloorRules:
    """The rules a content says; what it leaves out is the house's choice.

    Args:
        channels: kinds of channels there are; none given: any code will do.

    Raises:
        FloorRulesError: an unknown field or channel, no number, or one out of range.
    """
    unknown = set(content) - {*RANGES, "after_work_s", "break_approval"}
    if unknown:
        raise FloorRulesError(FloorFault.UNKNOWN_FIELD, min(unknown))
    numbers = {name: _number(name, content[name]) for name in RANGES if name in content}
    given: dict[str, Any] = dict(numbers)
    if "break_approval" in content:
        if content["break_approval"] not in BreakApproval.values:
            raise FloorRulesError(FloorFault.APPROVAL, "break_approval")
        given["break_approval"] = BreakApproval(content["break_approval"])
    if "after_work_s" in content:
        given["after_work_s"] = _after_work(content["after_work_s"], channels)
    return FloorRules(version=version, **given)


def _number(name: str, value: Any) -> int | None:
    if value is None and name in OPTIONAL:
        return None
    return _within(name, value, *RANGES[name])


def _within(name: str, value: Any, low: int, high: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise FloorRulesError(FloorFault.NOT_A_NUMBER, name)
    if not low <= value <= high:
        raise FloorRulesError(FloorFault.OUT_OF_RANGE, name, low, high)
    return value


def _after_work(given: Any, channels: Collection[str]) -> Mapping[str, int | None]:
    if not isinstance(given, Mapping):
        raise FloorRulesError(FloorFault.NOT_A_NUMBER, "after_work_s")
    limits: dict[str, int | None] = {}
    for channel, seconds in sorted(given.items()):
        if channels and channel not in channels:
            raise FloorRulesError(FloorFault.CHANNEL, channel)
        limits[channel] = None if seconds is None else _within("after_work_s", seconds, *AFTER_WORK_S)
    return MappingProxyType(limits)


REASONS_ASKED_FOR = tuple(reason for reason in AwayReason if reason in ASKED_FOR)
