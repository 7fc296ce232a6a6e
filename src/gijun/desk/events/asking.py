"""Facts of asking. ``agent_id`` is the agent who asked, whoever acts; times are ms, KRW are whole."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAsked:
    """Something an agent could not settle alone went up the tree."""

    name: ClassVar[str] = "desk.escalation_asked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    escalation_id: int
    kind: str
    why: str
    level: int
    role: str
    policy_version: int
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationWentUp:
    """Nobody picked it up in time: the next level is asked."""

    name: ClassVar[str] = "desk.escalation_went_up"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    escalation_id: int
    level: int
    role: str
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationPickedUp:
    """A lead helps, or helps in another way from now on."""

    name: ClassVar[str] = "desk.escalation_picked_up"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    escalation_id: int
    by_id: int
    mode: str
    waited_ms: int  # working time since it was asked


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAnswered:
    """It came back to the agent with an answer."""

    name: ClassVar[str] = "desk.escalation_answered"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    escalation_id: int
    by_id: int
    mode: str
    took_ms: int  # working time since it was asked
    candidate_id: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationWithdrawn:
    """It settled itself before anybody answered."""

    name: ClassVar[str] = "desk.escalation_withdrawn"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    escalation_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WhisperWritten:
    """A lead told the agent something the customer does not hear."""

    name: ClassVar[str] = "desk.whisper_written"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    whisper_id: int
    by_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalAsked:
    """An agent asked to go beyond their limit."""

    name: ClassVar[str] = "desk.approval_asked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    approval_id: int
    power: str
    why: str
    amount: int
    own_limit: int | None  # KRW; none: not allowed at all
    role: str  # the agent's
    approver: str
    reason_id: int | None
    judgement_id: int | None
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWentUp:
    """Nobody decided in time: the next approver is asked."""

    name: ClassVar[str] = "desk.approval_went_up"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    approval_id: int
    approver: str
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalDecided:
    """A request was approved or denied."""

    name: ClassVar[str] = "desk.approval_decided"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    approval_id: int
    by_id: int
    for_id: int | None  # whom the decider stood in for
    approved: bool
    power: str
    amount: int
    took_ms: int  # working time since it was asked


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalWithdrawn:
    """The agent needs the decision no more."""

    name: ClassVar[str] = "desk.approval_withdrawn"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    approval_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationGiven:
    """Somebody stands in for an approver who is away."""

    name: ClassVar[str] = "desk.delegation_given"
    version: ClassVar[int] = 1
    delegation_id: int
    giver_id: int
    deputy_id: int
    team_id: int
    from_ms: int
    until_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationEnded:
    """The approver is back earlier."""

    name: ClassVar[str] = "desk.delegation_ended"
    version: ClassVar[int] = 1
    delegation_id: int
    giver_id: int
    team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionProposed:
    """So many requests of a kind were approved that the role could decide alone."""

    name: ClassVar[str] = "desk.promotion_proposed"
    version: ClassVar[int] = 1
    promotion_id: int
    team_id: int
    power: str
    role: str
    reason_id: int | None
    approvals: int
    amount: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionDecided:
    """Managers raised the limit, or left it."""

    name: ClassVar[str] = "desk.promotion_decided"
    version: ClassVar[int] = 1
    promotion_id: int
    team_id: int
    accepted: bool
    quiet_until_ms: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultAsked:
    """An agent asked a policy department."""

    name: ClassVar[str] = "desk.consult_asked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    consult_id: int
    department_id: int
    why: str
    standard_id: int | None
    due_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultAnswered:
    """The department answered."""

    name: ClassVar[str] = "desk.consult_answered"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    consult_id: int
    by_id: int
    took_ms: int  # working time since it was asked
    late: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultWithdrawn:
    """The agent needs the answer no more."""

    name: ClassVar[str] = "desk.consult_withdrawn"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    consult_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultKept:
    """The answer became a candidate standard."""

    name: ClassVar[str] = "desk.consult_kept"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    consult_id: int
    by_id: int
    candidate_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AskingPolicyChanged:
    """How requests of a centre go up was decided anew."""

    name: ClassVar[str] = "desk.asking_policy_changed"
    version: ClassVar[int] = 1
    team_id: int
    policy_version: int
    levels: int
