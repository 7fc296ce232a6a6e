"""What is owed to a customer by a time, and what they think of it: the facts. Times are ms."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMade:
    """Somebody owes the customer something by a time. ``agent_id``: who keeps it."""

    name: ClassVar[str] = "desk.promise_made"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    kind: str
    due_ms: int
    why: str  # what the agent lacked to settle it at once; empty: not said
    message_id: int | None
    callback_reason: str  # callbacks only
    avoidable: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseMoved:
    """The promise is due at another time."""

    name: ClassVar[str] = "desk.promise_moved"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    kind: str
    from_ms: int
    due_ms: int
    move_reason: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseKept:
    """What was promised was done."""

    name: ClassVar[str] = "desk.promise_kept"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    kind: str
    due_ms: int
    late: bool
    avoidable: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseBroken:
    """The time passed and nothing was done; noted once."""

    name: ClassVar[str] = "desk.promise_broken"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    kind: str
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseWithdrawn:
    """The promise holds no more: recorded by mistake, or the customer needs it no longer."""

    name: ClassVar[str] = "desk.promise_withdrawn"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    kind: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseHandedOver:
    """Somebody else keeps it now."""

    name: ClassVar[str] = "desk.promise_handed_over"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    from_agent_id: int
    from_team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackTried:
    """Somebody called the customer back."""

    name: ClassVar[str] = "desk.callback_tried"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    promise_id: int
    attempt_id: int
    outcome: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePolicyChanged:
    """A centre decided anew about its customers' page and warnings of promises."""

    name: ClassVar[str] = "desk.promise_policy_changed"
    version: ClassVar[int] = 1
    team_id: int
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressLinkRevoked:
    """Links to the customer's page given out so far lead nowhere."""

    name: ClassVar[str] = "desk.progress_link_revoked"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    generation: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionGiven:
    """A customer said how satisfied they are, or changed it; their words stay out of the log."""

    name: ClassVar[str] = "desk.satisfaction_given"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int | None  # who held the ticket
    channel: str
    solved_ms: int  # the solution it is about
    score: int
    resolved: bool
    changed: bool
