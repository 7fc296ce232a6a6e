"""Fold facts into the state of tags, memos, fields, causes and splits."""

from dataclasses import dataclass, field

from gijun.desk.events import CustomersMerged, CustomersParted, TicketMerged
from gijun.desk.events import sorting as facts
from gijun.desk.rules.history.customers import moved
from gijun.desk.terms.sorting import TagState
from gijun.events.facts import Fact


@dataclass(slots=True)
class TagHistory:
    """A tag as the log tells it. ``names``: ids of the names it is found by."""

    centre_id: int
    state: str
    merged_into_id: int | None = None
    names: set[int] = field(default_factory=set)


@dataclass(slots=True)
class MemoHistory:
    """A memo as the log tells it."""

    ticket_id: int | None
    customer_id: int | None
    pinned: bool
    withdrawn: bool = False
    came_with: list[int] = field(default_factory=list, compare=False)  # merged records, the last one last


@dataclass(slots=True)
class FieldHistory:
    """A field as the log tells it."""

    centre_id: int
    kind: str
    personal: bool
    choices: int
    retired: bool = False


@dataclass(slots=True)
class SortingHistory:
    """What the log knows of how tickets are sorted. ``values``: (ticket, field) → (code, is automatic)."""

    tags: dict[int, TagHistory] = field(default_factory=dict)
    put: set[tuple[int, int]] = field(default_factory=set)  # (ticket, tag)
    memos: dict[int, MemoHistory] = field(default_factory=dict)
    fields: dict[int, FieldHistory] = field(default_factory=dict)
    values: dict[tuple[int, int], tuple[str, bool]] = field(default_factory=dict)
    rules: dict[int, int] = field(default_factory=dict)  # centre → version
    causes: dict[int, str] = field(default_factory=dict)  # ticket → cause
    split_from: dict[int, int] = field(default_factory=dict)  # new ticket → old one


def apply(history: SortingHistory, at_ms: int, fact: Fact) -> None:  # noqa: ARG001 -- every area takes a time
    """Apply one fact."""
    match fact:
        case facts.TagAdded() | facts.TagStateChanged() | facts.TagNamed() | facts.TagMerged():
            _tagged(history, fact)
        case facts.TagPut():
            history.put.add((fact.ticket_id, fact.tag_id))
        case facts.TagTaken():
            history.put.discard((fact.ticket_id, fact.tag_id))
        case facts.MemoWritten():
            history.memos[fact.memo_id] = MemoHistory(fact.ticket_id, fact.customer_id, fact.pinned)
        case facts.MemoPinned():
            history.memos[fact.memo_id].pinned = fact.pinned
        case facts.MemoWithdrawn():
            history.memos[fact.memo_id].withdrawn = True
        case facts.FieldEmptied():
            history.values.pop((fact.ticket_id, fact.field_id), None)
        case facts.FieldFilled():
            history.values[fact.ticket_id, fact.field_id] = (fact.choice, fact.auto)
        case facts.CauseNamed():
            history.causes.pop(fact.ticket_id, None)
            if fact.cause:
                history.causes[fact.ticket_id] = fact.cause
        case facts.TicketSplitOff():
            history.split_from[fact.ticket_id] = fact.from_ticket_id
        case _:
            _governed(history, fact)


def _governed(history: SortingHistory, fact: Fact) -> None:
    match fact:
        case facts.FieldAdded():
            history.fields[fact.field_id] = FieldHistory(fact.team_id, fact.kind, fact.personal, fact.choices)
        case facts.FieldChanged():
            changed = history.fields[fact.field_id]
            changed.choices, changed.retired = fact.choices, fact.retired
        case facts.FieldRulesChanged():
            history.rules[fact.team_id] = fact.rules_version
        case TicketMerged():
            _merge_tickets(history, fact.ticket_id, fact.into_ticket_id)
        case CustomersMerged() | CustomersParted():
            moved(history.memos.values(), fact)


def _tagged(history: SortingHistory, fact: Fact) -> None:
    match fact:
        case facts.TagAdded():
            history.tags[fact.tag_id] = TagHistory(fact.team_id, fact.state)
        case facts.TagStateChanged():
            history.tags[fact.tag_id].state = fact.state
        case facts.TagNamed():
            history.tags[fact.tag_id].names.add(fact.name_id)
        case facts.TagMerged():
            loser, winner = history.tags[fact.tag_id], history.tags[fact.into_tag_id]
            winner.names |= loser.names
            loser.names = set()
            loser.state, loser.merged_into_id = TagState.MERGED, fact.into_tag_id
            moved = {ticket_id for ticket_id, tag_id in history.put if tag_id == fact.tag_id}
            history.put -= {(ticket_id, fact.tag_id) for ticket_id in moved}
            history.put |= {(ticket_id, fact.into_tag_id) for ticket_id in moved}


def _merge_tickets(history: SortingHistory, ticket_id: int, into_id: int) -> None:
    """Tags and memos move; a field's value does where the other ticket has none."""
    moved = {tag_id for one, tag_id in history.put if one == ticket_id}
    history.put -= {(ticket_id, tag_id) for tag_id in moved}
    history.put |= {(into_id, tag_id) for tag_id in moved}
    for memo in history.memos.values():
        if memo.ticket_id == ticket_id:
            memo.ticket_id = into_id
    for one, field_id in [key for key in history.values if key[0] == ticket_id]:
        value = history.values.pop((one, field_id))
        history.values.setdefault((into_id, field_id), value)
