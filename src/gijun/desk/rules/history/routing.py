"""Fold facts into the state of queues, offers and routing policies."""

from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.events import routing as facts
from gijun.desk.terms.routing import ChosenBy, OfferAnswer, WaitReason
from gijun.events.facts import Fact


@dataclass(slots=True)
class QueuedHistory:
    """A ticket's last stay in a queue. Times are milliseconds since 1970 UTC."""

    centre_id: int
    queue: str
    place_ms: int
    queued_ms: int
    home_team_id: int
    last_agent_id: int | None
    reason: str = ""
    step: int = 0
    left_ms: int | None = None


@dataclass(slots=True)
class OfferHistory:
    """An offer and what became of it."""

    ticket_id: int
    agent_id: int
    queue: str
    choice: str
    policy_version: int
    made_ms: int
    expires_ms: int
    answer: str = ""
    reason: str = ""
    answered_ms: int | None = None


@dataclass(slots=True)
class RoutingHistory:
    """What the log knows of queues, offers, turns, policies, profiles and who is held back."""

    queued: dict[int, QueuedHistory] = field(default_factory=dict)
    offers: dict[int, OfferHistory] = field(default_factory=dict)
    turns: dict[tuple[int, str], int] = field(default_factory=dict)  # (centre, queue) → agent
    policies: dict[int, int] = field(default_factory=dict)  # centre → version
    profiles: dict[int, tuple[int | None, str]] = field(default_factory=dict)  # agent → capacity, newcomer
    held_back: dict[int, str] = field(default_factory=dict)


def apply(history: RoutingHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    match fact:
        case facts.RoutingPolicyChanged():
            history.policies[fact.team_id] = fact.policy_version
        case facts.RoutingProfileChanged():
            history.profiles[fact.agent_id] = (fact.capacity, fact.newcomer)
        case facts.AgentHeldBack():
            if fact.reason:
                history.held_back[fact.agent_id] = fact.reason
            else:
                history.held_back.pop(fact.agent_id, None)
        case facts.TicketOffered() | facts.OfferAnswered():
            _offered(history, at_ms, fact)
        case _:
            _queued(history, at_ms, fact)


def _queued(history: RoutingHistory, at_ms: int, fact: Fact) -> None:
    match fact:
        case facts.TicketQueued():
            history.queued[fact.ticket_id] = QueuedHistory(
                fact.centre_id, fact.queue, fact.place_ms, at_ms, fact.home_team_id, fact.last_agent_id
            )
        case facts.WaitExplained():
            history.queued[fact.ticket_id].reason = fact.reason
        case facts.TicketOverflowed():
            history.queued[fact.ticket_id].step = fact.step
        case facts.TicketLeftQueue():
            history.queued[fact.ticket_id].left_ms = at_ms
        case events.TicketAssigned() if fact.by_routing and fact.choice != ChosenBy.ACCEPTED:
            stay = history.queued[fact.ticket_id]
            history.turns[stay.centre_id, stay.queue] = fact.agent_id


def _offered(history: RoutingHistory, at_ms: int, fact: facts.TicketOffered | facts.OfferAnswered) -> None:
    stay = history.queued[fact.ticket_id]
    if isinstance(fact, facts.TicketOffered):
        history.offers[fact.offer_id] = OfferHistory(
            fact.ticket_id,
            fact.agent_id,
            fact.queue,
            fact.choice,
            fact.policy_version,
            at_ms,
            fact.expires_ms,
        )
        history.turns[stay.centre_id, fact.queue] = fact.agent_id
        stay.reason = WaitReason.OFFERED
        return
    offer = history.offers[fact.offer_id]
    offer.answer, offer.reason, offer.answered_ms = fact.answer, fact.reason, at_ms
    if fact.answer != OfferAnswer.ACCEPTED:
        stay.reason = ""
