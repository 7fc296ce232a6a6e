"""Withdrawn replies, automatic answers, risk and the right to end: the facts. Times are ms."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWithdrawn:
    """Somebody took a reply back before it was sent: the customer never saw it."""

    name: ClassVar[str] = "desk.reply_withdrawn"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int
    status: str  # of the ticket from now on
    waiting_ms: int | None  # since when the customer waits again; none: they do not
    stands: bool  # a later reply still answers them
    solve_undone: bool  # the reply had solved the ticket, and no longer does


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactResumed:
    """A contact goes on: what had ended it was taken back."""

    name: ClassVar[str] = "desk.contact_resumed"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int
    team_id: int
    channel: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SparingPolicyChanged:
    """A centre decided anew about taking back, careful customers or the right to end."""

    name: ClassVar[str] = "desk.sparing_policy_changed"
    version: ClassVar[int] = 1
    team_id: int
    kind: str
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AutoAnswerRulesChanged:
    """A door answers by itself in another way from now on."""

    name: ClassVar[str] = "desk.auto_answer_rules_changed"
    version: ClassVar[int] = 1
    account_id: int
    team_id: int
    channel: str
    rules_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AutoAnswerSent:
    """A customer was answered by a rule; no person has answered them yet."""

    name: ClassVar[str] = "desk.auto_answer_sent"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    channel: str
    message_id: int
    answered_id: int
    occasion: str
    rules_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFlagged:
    """Somebody asked to be careful with a customer."""

    name: ClassVar[str] = "desk.customer_flagged"
    version: ClassVar[int] = 1
    ticket_id: int | None
    team_id: int
    agent_id: int
    flag_id: int
    customer_id: int
    kind: str
    expires_ms: int
    state: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFlagDecided:
    """A lead decided whether a flag comes into force."""

    name: ClassVar[str] = "desk.customer_flag_decided"
    version: ClassVar[int] = 1
    team_id: int
    flag_id: int
    customer_id: int
    approved: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFlagEnded:
    """A flag no longer holds: lifted, or its time was over."""

    name: ClassVar[str] = "desk.customer_flag_ended"
    version: ClassVar[int] = 1
    team_id: int
    flag_id: int
    customer_id: int
    state: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFlagAppealed:
    """Somebody asked to lift a flag."""

    name: ClassVar[str] = "desk.customer_flag_appealed"
    version: ClassVar[int] = 1
    team_id: int
    flag_id: int
    customer_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerFlagAppealDecided:
    """Somebody who had not set the flag decided about the appeal."""

    name: ClassVar[str] = "desk.customer_flag_appeal_decided"
    version: ClassVar[int] = 1
    team_id: int
    flag_id: int
    customer_id: int
    lifted: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class EndingStepped:
    """A step of the right to end: the customer was warned, or calmed down."""

    name: ClassVar[str] = "desk.ending_stepped"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    run_id: int
    reason: str
    stage: str
    policy_version: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEndedByRight:
    """An agent ended a contact by right. Its time and rating count against nobody."""

    name: ClassVar[str] = "desk.contact_ended_by_right"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    run_id: int
    reason: str
    rest_until_ms: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class LookupDone:
    """An outside system was asked about a customer."""

    name: ClassVar[str] = "desk.lookup_done"
    version: ClassVar[int] = 1
    source: str
    took_ms: int
    outcome: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class LookupsForgotten:
    """How outside systems answered before a moment is no longer kept; the facts of it stay."""

    name: ClassVar[str] = "desk.lookups_forgotten"
    version: ClassVar[int] = 1
    before_ms: int
    rows: int
