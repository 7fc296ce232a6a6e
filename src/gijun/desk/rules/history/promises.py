"""Fold facts into the state of promises and satisfaction."""

from dataclasses import dataclass, field

from gijun.desk.events import TicketMerged, promises
from gijun.desk.terms.promises import PromiseState
from gijun.events.facts import Fact


@dataclass(slots=True)
class PromiseHistory:
    ticket_id: int
    kind: str
    due_ms: int
    owner_id: int
    team_id: int
    why: str
    callback_reason: str
    avoidable: str
    state: str = PromiseState.OPEN.value
    ended_ms: int | None = None
    moves: list[tuple[int, int, str]] = field(default_factory=list)  # from, to, reason
    attempts: dict[int, str] = field(default_factory=dict)  # id → outcome


@dataclass(slots=True)
class PromisesHistory:
    """What the log knows of promises and satisfaction. Times are ms since 1970 UTC."""

    promises: dict[int, PromiseHistory] = field(default_factory=dict)
    policies: dict[int, int] = field(default_factory=dict)  # centre → version in force
    generations: dict[int, int] = field(default_factory=dict)  # ticket → links that open its page
    satisfaction: dict[tuple[int, int], tuple[int, bool]] = field(default_factory=dict)  # ticket, solved


def apply(history: PromisesHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    match fact:
        case TicketMerged():
            for one in history.promises.values():
                if one.ticket_id == fact.ticket_id:
                    one.ticket_id = fact.into_ticket_id
        case promises.PromisePolicyChanged():
            history.policies[fact.team_id] = fact.policy_version
        case promises.ProgressLinkRevoked():
            history.generations[fact.ticket_id] = fact.generation
        case promises.SatisfactionGiven():
            history.satisfaction[fact.ticket_id, fact.solved_ms] = (fact.score, fact.resolved)
        case _:
            _promise(history.promises, at_ms, fact)


def _promise(known: dict[int, PromiseHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case promises.PromiseMade():
            known[fact.promise_id] = PromiseHistory(
                ticket_id=fact.ticket_id,
                kind=fact.kind,
                due_ms=fact.due_ms,
                owner_id=fact.agent_id,
                team_id=fact.team_id,
                why=fact.why,
                callback_reason=fact.callback_reason,
                avoidable=fact.avoidable,
            )
        case promises.PromiseMoved():
            one = known[fact.promise_id]
            one.due_ms = fact.due_ms
            one.moves.append((fact.from_ms, fact.due_ms, fact.move_reason))
        case promises.PromiseBroken():
            known[fact.promise_id].state = PromiseState.BROKEN.value
        case promises.PromiseKept():
            one = known[fact.promise_id]
            one.state = (PromiseState.KEPT_LATE if fact.late else PromiseState.KEPT).value
            one.ended_ms, one.avoidable = at_ms, fact.avoidable
        case promises.PromiseWithdrawn():
            one = known[fact.promise_id]
            one.state, one.ended_ms = PromiseState.WITHDRAWN.value, at_ms
        case promises.PromiseHandedOver():
            one = known[fact.promise_id]
            one.owner_id, one.team_id = fact.agent_id, fact.team_id
        case promises.CallbackTried():
            known[fact.promise_id].attempts[fact.attempt_id] = fact.outcome
