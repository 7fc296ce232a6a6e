"""Fold the floor's facts into its state: what the rows must equal after any action."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.organisation import events
from gijun.organisation.terms import BreakState


@dataclass(slots=True)
class StretchHistory:
    """One stretch of a state; ``to_ms`` is none while it lasts."""

    kind: str
    reason: str
    team_id: int | None
    from_ms: int
    to_ms: int | None
    ends_by_ms: int | None
    by_rule: bool
    overran: bool = False


@dataclass(slots=True)
class BreakHistory:
    """A request for a break."""

    person_id: int
    team_id: int | None
    reason: str
    minutes: int
    wanted_from_ms: int
    state: str = BreakState.ASKED.value
    begun_ms: int | None = None


@dataclass(slots=True)
class FloorHistory:
    """What the log knows of the floor. Stretches by person, oldest first."""

    states: dict[int, list[StretchHistory]] = field(default_factory=dict)
    breaks: dict[int, BreakHistory] = field(default_factory=dict)
    rules: dict[int, int] = field(default_factory=dict)  # centre → version in force
    skills: dict[int, bool] = field(default_factory=dict)  # skill → retired
    held: dict[tuple[int, int], int] = field(default_factory=dict)  # person, skill → proficiency


def fold(history: FloorHistory, facts: Iterable[tuple[int, Fact]]) -> FloorHistory:
    """Apply facts, oldest first; each comes with when it happened (ms)."""
    for at_ms, fact in facts:
        _apply(history, at_ms, fact)
    return history


def _apply(history: FloorHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case events.StateEntered():
            _enter(history.states.setdefault(fact.agent_id, []), at_ms, fact)
        case events.StateOverran():
            history.states[fact.agent_id][-1].overran = True
        case events.FloorRulesChanged():
            history.rules[fact.team_id] = fact.rules_version
        case events.SkillDefined():
            history.skills[fact.skill_id] = False
        case events.SkillChanged():
            history.skills[fact.skill_id] = fact.retired
        case events.SkillGiven():
            history.held[fact.agent_id, fact.skill_id] = fact.proficiency
        case events.SkillTaken():
            del history.held[fact.agent_id, fact.skill_id]
        case _:
            _apply_break(history.breaks, at_ms, fact)


def _enter(stretches: list[StretchHistory], at_ms: int, fact: events.StateEntered) -> None:
    if stretches:
        stretches[-1].to_ms = at_ms
    stretches.append(
        StretchHistory(fact.state, fact.reason, fact.team_id, at_ms, None, fact.ends_by_ms, fact.by_rule)
    )


def _apply_break(breaks: dict[int, BreakHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case events.BreakAsked():
            breaks[fact.request_id] = BreakHistory(
                fact.agent_id, fact.team_id, fact.reason, fact.minutes, fact.wanted_from_ms
            )
        case events.BreakDecided():
            state = BreakState.APPROVED if fact.approved else BreakState.DENIED
            breaks[fact.request_id].state = state.value
        case events.BreakWithdrawn():
            breaks[fact.request_id].state = BreakState.WITHDRAWN.value
        case events.BreakBegun():
            breaks[fact.request_id].begun_ms = at_ms
        case events.BreakEnded():
            breaks[fact.request_id].state = BreakState.OVER.value
