"""Facts of tags, memos, fields, causes and wrapping up: ids, numbers and codes, never what was written."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagAdded:
    """A centre has a new tag, or somebody proposed one."""

    name: ClassVar[str] = "desk.tag_added"
    version: ClassVar[int] = 1
    team_id: int
    tag_id: int
    state: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagStateChanged:
    """A tag came into use, or was retired."""

    name: ClassVar[str] = "desk.tag_state_changed"
    version: ClassVar[int] = 1
    team_id: int
    tag_id: int
    state: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagNamed:
    """A tag is found by one name more; with ``renamed`` it is called by it."""

    name: ClassVar[str] = "desk.tag_named"
    version: ClassVar[int] = 1
    team_id: int
    tag_id: int
    name_id: int
    renamed: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagMerged:
    """Two tags were one: names and uses moved, the old one points on."""

    name: ClassVar[str] = "desk.tag_merged"
    version: ClassVar[int] = 1
    team_id: int
    tag_id: int
    into_tag_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagPut:
    """A tag was put on a ticket."""

    name: ClassVar[str] = "desk.tag_put"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    tag_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TagTaken:
    """A tag was taken off a ticket."""

    name: ClassVar[str] = "desk.tag_taken"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    tag_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MemoWritten:
    """A memo was left on a ticket or a customer."""

    name: ClassVar[str] = "desk.memo_written"
    version: ClassVar[int] = 1
    team_id: int | None  # of the ticket, else of who wrote
    agent_id: int
    memo_id: int
    ticket_id: int | None = None
    customer_id: int | None = None
    pinned: bool = False


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MemoPinned:
    """A memo stands on top from now on, or no longer."""

    name: ClassVar[str] = "desk.memo_pinned"
    version: ClassVar[int] = 1
    agent_id: int
    memo_id: int
    pinned: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MemoWithdrawn:
    """A memo is no longer shown."""

    name: ClassVar[str] = "desk.memo_withdrawn"
    version: ClassVar[int] = 1
    agent_id: int
    memo_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAdded:
    """A centre asks for something new."""

    name: ClassVar[str] = "desk.field_added"
    version: ClassVar[int] = 1
    team_id: int
    field_id: int
    kind: str
    personal: bool
    choices: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChanged:
    """A field's names or choices changed, or it was retired or brought back."""

    name: ClassVar[str] = "desk.field_changed"
    version: ClassVar[int] = 1
    team_id: int
    field_id: int
    choices: int
    retired: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRulesChanged:
    """A centre decided anew which fields it asks for when."""

    name: ClassVar[str] = "desk.field_rules_changed"
    version: ClassVar[int] = 1
    team_id: int
    rules_version: int
    rules: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFilled:
    """A field of a ticket holds a value. ``choice``: its code; empty for words and what is personal."""

    name: ClassVar[str] = "desk.field_filled"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    field_id: int
    choice: str
    auto: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEmptied:
    """A field of a ticket holds nothing any more."""

    name: ClassVar[str] = "desk.field_emptied"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    field_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class CauseNamed:
    """Somebody said why the contact arose; an empty ``cause`` takes it back."""

    name: ClassVar[str] = "desk.cause_named"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    cause: str


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class WrappedUp:
    """What sorting a matter at its end took. ``fields_auto``: filled without anybody typing."""

    name: ClassVar[str] = "desk.wrapped_up"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    reason_id: int
    fields_asked: int
    fields_auto: int
    fields_by_hand: int
    clicks: int | None  # none: the page ran without scripts
    took_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSplit:
    """A second matter on a ticket got one of its own. ``waiting_ms``: who waits here still, since when."""

    name: ClassVar[str] = "desk.ticket_split"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    into_ticket_id: int
    messages: int
    waiting_ms: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TicketSplitOff:
    """A ticket began as a part of another. ``waiting_ms``: of its oldest message nobody has answered."""

    name: ClassVar[str] = "desk.ticket_split_off"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    agent_id: int
    channel: str
    from_ticket_id: int
    waiting_ms: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class MessageMoved:
    """A message stands on another ticket now, with the sentences and scripts in it."""

    name: ClassVar[str] = "desk.message_moved"
    version: ClassVar[int] = 1
    ticket_id: int
    into_ticket_id: int
    message_id: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ContactMoved:
    """All of a contact was about the other matter: it counts there."""

    name: ClassVar[str] = "desk.contact_moved"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int
    team_id: int
    channel: str
    into_ticket_id: int
