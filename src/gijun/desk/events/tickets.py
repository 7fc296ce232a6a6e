"""The facts the desk records. Never rename one; add a field with a default, or raise the version."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketOpened:
    """A matter began."""

    name: ClassVar[str] = "desk.ticket_opened"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    customer_id: int
    follows_id: int | None = None  # the closed ticket this one goes on from


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOpened:
    """A customer approached us."""

    name: ClassVar[str] = "desk.contact_opened"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int
    team_id: int
    channel: str
    customer_id: int
    account_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEnded:
    """Nothing more is expected in this approach."""

    name: ClassVar[str] = "desk.contact_ended"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int
    team_id: int
    channel: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceived:
    """The customer, or a machine of theirs, wrote."""

    name: ClassVar[str] = "desk.message_received"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None  # none: an automatic message outside any contact
    team_id: int
    channel: str
    message_id: int
    automatic: str = ""  # the reason code, when a machine wrote


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketAssigned:
    """A ticket became one agent's responsibility, and their team's."""

    name: ClassVar[str] = "desk.ticket_assigned"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    from_team_id: int
    from_agent_id: int | None
    waited_s: float  # since the ticket began to wait for somebody
    by_routing: bool = False
    rule_version: int = 0  # of the routing policy
    choice: str = ""  # why routing chose this agent


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReleased:
    """A ticket waits for somebody again."""

    name: ClassVar[str] = "desk.ticket_released"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    from_team_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyWritten:
    """An agent answered; delivery is a fact of its own."""

    name: ClassVar[str] = "desk.reply_written"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class NoteWritten:
    """A colleague left a note the customer does not see."""

    name: ClassVar[str] = "desk.note_written"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonChosen:
    """What the ticket is about was decided."""

    name: ClassVar[str] = "desk.reason_chosen"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    reason_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketParked:
    """The ticket waits for a colleague or for the customer."""

    name: ClassVar[str] = "desk.ticket_parked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    status: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSolved:
    """An agent declared the matter solved."""

    name: ClassVar[str] = "desk.ticket_solved"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    reason_id: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketReopened:
    """A solved ticket lives again."""

    name: ClassVar[str] = "desk.ticket_reopened"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int | None  # who holds it now
    channel: str
    by_customer: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SolveUndone:
    """Whoever solved a ticket took it back at once: the solution counts as if it had never been."""

    name: ClassVar[str] = "desk.solve_undone"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    solved_ms: int  # when the solution was recorded that is taken back
    status: str  # of the ticket again
    waiting_ms: int | None  # since when the customer waits again; none: they do not


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClosed:
    """A solved ticket takes no more answers; a later message begins a new one."""

    name: ClassVar[str] = "desk.ticket_closed"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketMerged:
    """The ticket's contacts and messages moved to another; later messages follow."""

    name: ClassVar[str] = "desk.ticket_merged"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    into_ticket_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class StandardUsed:
    """An agreed sentence was said."""

    name: ClassVar[str] = "desk.standard_used"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int
    standard_id: int
    version_id: int
    edited_share: float  # 0: word for word; 1: nothing of the sentence is left
    found_ms: int | None  # from opening the search to inserting


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetUsed:
    """Words of a personal script, which nobody agreed on, were said."""

    name: ClassVar[str] = "desk.snippet_used"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int
    snippet_id: int
    edited_share: float  # 0: word for word; 1: nothing of the script is left
    found_ms: int | None  # from opening the search to inserting


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistTicked:
    """A step of a standard's checklist was done, or taken back."""

    name: ClassVar[str] = "desk.checklist_ticked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    version_id: int
    item_id: int
    done: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionJudged:
    """An agent judged a contact by the exceptions of a standard."""

    name: ClassVar[str] = "desk.exception_judged"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    judgement_id: int
    standard_id: int
    version_id: int
    verdict: str
    case_place: int | None  # in the table of exceptions; none: the case for everything else
    questions: int  # answered until the verdict was certain
    took_ms: int | None  # from opening to accepting the verdict


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStarted:
    """An agent began to work on a ticket."""

    name: ClassVar[str] = "desk.work_started"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    work_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded:
    """An agent turned away from a ticket."""

    name: ClassVar[str] = "desk.work_ended"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    work_id: int
    worked_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent:
    """The other side's server accepted a reply."""

    name: ClassVar[str] = "desk.message_sent"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    message_id: int
    attempts: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageNotSent:
    """A reply could not be delivered: refused for good, out of tries, or returned later."""

    name: ClassVar[str] = "desk.message_not_sent"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    message_id: int
    attempts: int
    state: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class RawSetAside:
    """An original could not be taken in, or was not; it is kept with its reason."""

    name: ClassVar[str] = "desk.raw_set_aside"
    version: ClassVar[int] = 1
    raw_id: int
    team_id: int | None
    channel: str
    state: str
    reason: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersMerged:
    """Two records were one customer."""

    name: ClassVar[str] = "desk.customers_merged"
    version: ClassVar[int] = 1
    customer_id: int
    into_customer_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomersParted:
    """A merge of two records was taken back: what came with the one is its own again."""

    name: ClassVar[str] = "desk.customers_parted"
    version: ClassVar[int] = 1
    customer_id: int
    from_customer_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerErased:
    """Everything personal of a customer was removed; facts and figures stay."""

    name: ClassVar[str] = "desk.customer_erased"
    version: ClassVar[int] = 1
    customer_id: int
    tickets: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged:
    """A door customers come through was opened, changed or shut."""

    name: ClassVar[str] = "desk.account_changed"
    version: ClassVar[int] = 1
    account_id: int
    team_id: int
    channel: str
    active: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChanged:
    """How urgent a ticket is changed."""

    name: ClassVar[str] = "desk.priority_changed"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    priority: int
