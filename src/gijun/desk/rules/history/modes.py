"""Fold facts into the state of operating modes and broadcasts. Times are milliseconds since 1970 UTC."""

from dataclasses import dataclass, field

from gijun.desk.events import modes as facts
from gijun.events.facts import Fact


@dataclass(slots=True)
class SuggestionHistory:
    """A suggested mode and what became of it."""

    centre_id: int
    mode: str
    triggers: str
    suggested_ms: int
    answer: str = ""
    answered_ms: int | None = None
    quiet_until_ms: int | None = None


@dataclass(slots=True)
class PeriodHistory:
    """A time in a mode."""

    centre_id: int
    mode: str
    entered_ms: int
    ends_by_ms: int
    suggestion_id: int | None
    ended_ms: int | None = None
    ending: str = ""


@dataclass(slots=True)
class BroadcastHistory:
    """A broadcast of the schedule."""

    centre_id: int
    starts_ms: int
    ends_ms: int
    updated_ms: int
    removed_ms: int | None = None


@dataclass(slots=True)
class ModesHistory:
    """What the log knows of operating modes and broadcasts."""

    plans: dict[tuple[int, str], int] = field(default_factory=dict)  # centre, mode → version
    suggestions: dict[int, SuggestionHistory] = field(default_factory=dict)
    periods: dict[int, PeriodHistory] = field(default_factory=dict)
    broadcasts: dict[int, BroadcastHistory] = field(default_factory=dict)


def apply(history: ModesHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    match fact:
        case facts.ModePlanChanged():
            history.plans[fact.team_id, fact.mode] = fact.plan_version
        case facts.ModeSuggested():
            history.suggestions[fact.suggestion_id] = SuggestionHistory(
                fact.team_id, fact.mode, fact.triggers, at_ms
            )
        case facts.ModeSuggestionAnswered():
            one = history.suggestions[fact.suggestion_id]
            one.answer, one.answered_ms, one.quiet_until_ms = fact.answer, at_ms, fact.quiet_until_ms
        case facts.ModeEntered():
            history.periods[fact.period_id] = PeriodHistory(
                fact.team_id, fact.mode, at_ms, fact.ends_by_ms, fact.suggestion_id
            )
        case facts.ModeProlonged():
            history.periods[fact.period_id].ends_by_ms = fact.ends_by_ms
        case facts.ModeEnded():
            period = history.periods[fact.period_id]
            period.ended_ms, period.ending = fact.ended_ms, fact.ending
        case _:
            _broadcast(history.broadcasts, at_ms, fact)


def _broadcast(known: dict[int, BroadcastHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case facts.BroadcastPlanned():
            known[fact.broadcast_id] = BroadcastHistory(fact.team_id, fact.starts_ms, fact.ends_ms, at_ms)
        case facts.BroadcastChecked():
            known[fact.broadcast_id].updated_ms = at_ms
        case facts.BroadcastRemoved():
            known[fact.broadcast_id].removed_ms = at_ms
