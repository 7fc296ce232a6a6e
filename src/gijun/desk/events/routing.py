"""The facts of routing: what waits and why, what was offered to whom, what they said."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketQueued:
    """A ticket waits in a queue, at its place."""

    name: ClassVar[str] = "desk.ticket_queued"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int  # the ticket's now
    channel: str
    centre_id: int
    home_team_id: int  # the ticket's before it overflowed anywhere
    queue: str
    priority: int
    place_ms: int  # since when the customer waits: taken back, it is the old place
    last_agent_id: int | None  # who spoke with the customer last, within what the policy remembers
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLeftQueue:
    """A ticket no longer waits in a queue: it was taken, answered, solved or merged."""

    name: ClassVar[str] = "desk.ticket_left_queue"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    queue: str
    queued_ms: int  # how long it waited there


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WaitExplained:
    """Why a ticket waits is another reason than before."""

    name: ClassVar[str] = "desk.wait_explained"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    queue: str
    reason: str
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOffered:
    """A ticket was offered to an agent, who has until ``expires_ms`` to answer."""

    name: ClassVar[str] = "desk.ticket_offered"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int
    channel: str
    offer_id: int
    queue: str
    choice: str
    expires_ms: int
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswered:
    """An offer was accepted, refused, not answered in time, or withdrawn."""

    name: ClassVar[str] = "desk.offer_answered"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int
    channel: str
    offer_id: int
    answer: str
    reason: str  # why it was refused


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOverflowed:
    """A ticket waited too long for its team: another one may take it too."""

    name: ClassVar[str] = "desk.ticket_overflowed"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int  # the team that may take it from now on
    channel: str
    from_team_id: int
    queue: str
    step: int  # 1: the first overflow of the queue


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTakenBack:
    """A waiting ticket went back to its place in the queue, because its agent had left."""

    name: ClassVar[str] = "desk.work_taken_back"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int
    channel: str
    state: str  # away or offline
    left_s: int  # working seconds the agent had been gone


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AgentHeldBack:
    """Routing passes somebody over from now on, or no longer does."""

    name: ClassVar[str] = "desk.agent_held_back"
    version: ClassVar[int] = 1
    agent_id: int
    reason: str  # must_read; empty: no longer


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingPolicyChanged:
    """A centre routes by another version of its policy from now on."""

    name: ClassVar[str] = "desk.routing_policy_changed"
    version: ClassVar[int] = 1
    team_id: int  # the centre
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingProfileChanged:
    """How much somebody may hold at once, or whether they count as a newcomer, was decided."""

    name: ClassVar[str] = "desk.routing_profile_changed"
    version: ClassVar[int] = 1
    agent_id: int
    capacity: int | None  # none: the policy's
    newcomer: str
