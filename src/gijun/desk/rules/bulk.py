"""What a bulk change asks for, whom it would change, and what of it can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from gijun.desk.terms import ACTIVE, Priority, TicketStatus
from gijun.desk.terms.sorting import Cause
from gijun.desk.terms.views import Act, Kept

ASKS = {
    Act.ASSIGN: "to",
    Act.REASON: "reason",
    Act.PRIORITY: "priority",
    Act.ADD_TAG: "tag",
    Act.TAKE_TAG: "tag",
    Act.CAUSE: "cause",
    Act.PARK: "status",
    Act.MERGE: "into",
}
PARKED = (TicketStatus.OPEN, TicketStatus.WAITING_CUSTOMER, TicketStatus.WAITING_INTERNAL)


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as far as bulk changes touch it.

    ``tagged``: with the tag in question; ``waiting_ms``: since when its customer waits for an answer.
    """

    status: str
    assignee_id: int | None = None
    reason_id: int | None = None
    priority: int = Priority.NORMAL
    cause: str = ""
    merged_into_id: int | None = None
    tagged: bool = False
    waiting_ms: int | None = None
    solved_ms: int | None = None


def clean_content(act: Act, typed: Mapping[str, str]) -> dict[str, str | int] | None:
    """What an act needs, of what was typed; none where it is missing or means nothing."""
    asked = ASKS.get(act)
    if asked is None:
        return {}
    text = typed.get(asked, "").strip()
    match act:
        case Act.CAUSE:
            return {asked: text} if text in Cause.values else None
        case Act.PARK:
            return {asked: text} if text in PARKED else None
        case _:
            if not (text.isascii() and text.isdigit() and len(text) <= 15):
                return None
            number = int(text)
            return None if act is Act.PRIORITY and number not in Priority.values else {asked: number}


def would_change(act: Act, content: Mapping[str, str | int], ticket_id: int, now: Standing) -> bool:
    """Would the act leave the ticket other than it is? Refusals of single rules are not foreseen."""
    wanted = content.get(ASKS.get(act, ""))
    is_active = now.status in ACTIVE and now.merged_into_id is None
    match act:
        case Act.ASSIGN:
            return is_active and (wanted is None or now.assignee_id != wanted)
        case Act.RELEASE:
            return is_active and now.assignee_id is not None
        case Act.REASON:
            return now.reason_id != wanted
        case Act.PRIORITY:
            return now.priority != wanted
        case Act.ADD_TAG:
            return not now.tagged
        case Act.TAKE_TAG:
            return now.tagged
        case Act.CAUSE:
            return now.cause != wanted
        case Act.PARK:
            return is_active and now.status != wanted
        case Act.SOLVE:
            return is_active
        case Act.MERGE:
            return now.merged_into_id is None and ticket_id != wanted


def kept_because(
    act: Act, before: Standing, after: Standing, now: Standing, *, customer_wrote: bool, taken_back: bool
) -> Kept | None:
    """Why the change of one ticket cannot be taken back; none where it can.

    Args:
        taken_back: a reply that went before the change was taken back after it.
    """
    if act is Act.MERGE:
        return Kept.MERGED
    if act in {Act.SOLVE, Act.PARK} and customer_wrote:
        return Kept.ANSWERED
    if _touched(act, after) != _touched(act, now) or (act is Act.SOLVE and taken_back):
        return Kept.CHANGED
    if act is Act.REASON and before.reason_id is None:
        return Kept.NO_REASON
    return None


def _touched(act: Act, ticket: Standing) -> object:
    """The part of a ticket that the act changes."""
    match act:
        case Act.ASSIGN | Act.RELEASE:
            return ticket.assignee_id
        case Act.REASON:
            return ticket.reason_id
        case Act.PRIORITY:
            return ticket.priority
        case Act.ADD_TAG | Act.TAKE_TAG:
            return ticket.tagged
        case Act.CAUSE:
            return ticket.cause
        case Act.SOLVE:
            return ticket.status, ticket.solved_ms
        case _:
            return ticket.status


def status_to_return_to(before: Standing) -> TicketStatus:
    """What a ticket waits in again; a new one that was touched is open."""
    return TicketStatus(before.status) if before.status in PARKED else TicketStatus.OPEN
