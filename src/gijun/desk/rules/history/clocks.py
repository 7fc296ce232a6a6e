"""Fold facts into the state of clocks and their policies."""

from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.rules.clocks import timeline
from gijun.desk.rules.clocks.timeline import Run, Terms, Timeline
from gijun.events.facts import Fact


@dataclass(frozen=True, slots=True)
class ToldClock:
    """A clock that targets govern, as far as the log alone tells it. Times are ms since 1970 UTC."""

    metric: str
    turn: int
    cycle: int
    started_ms: int
    stopped_ms: int | None
    ending: str
    terms: Terms
    warned: bool
    breached: bool
    kept: bool


@dataclass(slots=True)
class ClocksHistory:
    """What the log knows of clocks and their policies."""

    policies: dict[tuple[int, int], int] = field(default_factory=dict)  # (centre, version): since, in ms
    clocks: dict[int, frozenset[ToldClock]] = field(default_factory=dict)  # by ticket; never empty
    timelines: dict[int, Timeline] = field(default_factory=dict, compare=False)


def apply(history: ClocksHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    if isinstance(fact, events.clocks.PolicyChanged):
        history.policies[fact.team_id, fact.policy_version] = at_ms
    if fact.name not in timeline.TOLD_BY:
        return
    timeline.apply(history.timelines, at_ms, fact)
    for ticket_id in (getattr(fact, "ticket_id", 0), getattr(fact, "into_ticket_id", 0)):
        if ticket_id in history.timelines:
            _tell(history, ticket_id)


def _tell(history: ClocksHistory, ticket_id: int) -> None:
    told = frozenset(
        _told(run, run.terms) for run in history.timelines[ticket_id].runs if run.terms is not None
    )
    if told:
        history.clocks[ticket_id] = told
    else:
        history.clocks.pop(ticket_id, None)


def _told(run: Run, terms: Terms) -> ToldClock:
    return ToldClock(
        run.metric.value,
        run.turn,
        run.cycle,
        run.started_ms,
        run.stopped_ms,
        run.ending,
        terms,
        run.warned,
        run.breached,
        run.kept,
    )
