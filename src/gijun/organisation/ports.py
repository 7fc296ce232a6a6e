"""What capabilities above tell the organisation: doors it asks without knowing who stands behind them.

Each is opened from an ``AppConfig.ready`` and never closed; where nobody did, the house's choice stands.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from gijun.organisation.terms import BreakApproval

BreakRule = Callable[[int, datetime], BreakApproval | None]
Gate = Callable[[int, datetime], str | None]

_channels: dict[str, Any] = {}
_gates: list[Gate] = []


def _no_rule(team_id: int, at: datetime) -> BreakApproval | None:  # noqa: ARG001 -- the shape of a rule
    return None


class _Rules:
    break_rule: BreakRule = staticmethod(_no_rule)


def know_channels(choices: Iterable[tuple[str, Any]]) -> None:
    """Say which kinds of channels there are, with their words: floor rules speak of them."""
    _channels.update(choices)


def channels() -> Mapping[str, Any]:
    """Kinds of channels, code → word."""
    return _channels


def use_break_rule(rule: BreakRule) -> None:
    """Let the operating mode tighten who answers for breaks: ``rule(team_id, at)``, or nothing."""
    _Rules.break_rule = staticmethod(rule)


def break_rule(team_id: int, at: datetime) -> BreakApproval | None:
    """How the present operating mode wants breaks answered, where it wants anything."""
    return _Rules.break_rule(team_id, at)


def gate_ready(gate: Gate) -> None:
    """Let something stand before Ready: ``gate(person_id, at)`` says why not yet, or nothing."""
    _gates.append(gate)


def refusal_of_ready(person_id: int, at: datetime) -> str | None:
    """The first reason why this person may not be ready yet."""
    return next((said for gate in _gates if (said := gate(person_id, at))), None)
