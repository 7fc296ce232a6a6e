"""Fold facts into growth figures, goals, and what people made of reasons and findings."""

from dataclasses import dataclass, field

from gijun.events.facts import Fact
from gijun.measures import events as facts


@dataclass(slots=True)
class GoalHistory:
    """A goal as the log tells it; days as numbers since 1970-01-01."""

    team_id: int
    kind: str
    values: tuple[int, int]
    days: tuple[int, int]
    base: tuple[int, int]
    ending: str = ""


@dataclass(slots=True)
class MeasuresHistory:
    """What the log knows of the measures' own rows."""

    growth: dict[tuple[int, str, int], int] = field(default_factory=dict)  # by centre, kind and day
    goals: dict[int, GoalHistory] = field(default_factory=dict)
    severities: dict[int, int] = field(default_factory=dict)  # by reason
    successors: dict[int, int] = field(default_factory=dict)  # by reason
    acknowledged: dict[int, tuple[int, str, int | None, int, int]] = field(default_factory=dict)


def apply(history: MeasuresHistory, fact: Fact) -> None:
    """Apply one fact."""
    match fact:
        case facts.GrowthRecorded():
            history.growth[fact.team_id, fact.kind, fact.day_number] = fact.amount
        case facts.GoalSet():
            history.goals[fact.goal_id] = GoalHistory(
                team_id=fact.team_id,
                kind=fact.kind,
                values=(fact.from_value, fact.to_value),
                days=(fact.from_day_number, fact.to_day_number),
                base=(fact.base_amount, fact.base_days),
            )
        case facts.GoalClosed():
            history.goals[fact.goal_id].ending = fact.ending
        case facts.ReasonWeighed():
            history.severities[fact.reason_id] = fact.severity
        case facts.ReasonSucceeded(successor_id=None):
            history.successors.pop(fact.reason_id, None)
        case facts.ReasonSucceeded(successor_id=int() as successor_id):
            history.successors[fact.reason_id] = successor_id
        case facts.AnomalyAcknowledged():
            history.acknowledged[fact.acknowledgement_id] = (
                fact.team_id, fact.kind, fact.reason_id, fact.day_number, fact.hour,
            )  # fmt: skip
