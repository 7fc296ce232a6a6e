"""Bulk changes: which tickets are meant, what would happen to them, and what happened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta

from django.db.models import QuerySet

from gijun.desk.models import BulkChange, BulkRow, Field, Queued, Tag, Ticket, TicketTag
from gijun.desk.queries import lists, visible
from gijun.desk.rules.bulk import Standing, would_change
from gijun.desk.terms.sorting import SHOWN_TAGS
from gijun.desk.terms.views import MOST_AT_ONCE, UNDO_MIN, Act, ChangeState, RowState
from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import people_of

QUIET = timedelta(seconds=60)  # after so long without a ticket nobody is at a change any more


def meant(person: Person, ticket_ids: Iterable[int]) -> list[int]:
    """Those of the tickets the person may see, in the order given, each once."""
    wanted = list(dict.fromkeys(ticket_ids))
    seen = visible.among(person, wanted[: MOST_AT_ONCE + 1])
    return [pk for pk in wanted if pk in seen]


def all_matching(person: Person, wanted: lists.Filter, at: datetime) -> list[int]:
    """The tickets of a whole list; one more than may be changed at once tells that there are too many."""
    rows = lists.matching(person, wanted, at).select_related(None)
    return list(rows.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])


def standings(ticket_ids: Iterable[int], tag_id: int | None = None) -> dict[int, Standing]:
    """Where tickets stand, in two queries."""
    ids = list(ticket_ids)
    tagged: set[int] = set()
    if tag_id is not None:
        put = TicketTag.objects.filter(tag_id=tag_id, ticket_id__in=ids)
        tagged = set(put.values_list("ticket_id", flat=True))
    return {
        row.pk: Standing(
            status=row.status,
            assignee_id=row.assignee_id,
            reason_id=row.reason_id,
            priority=row.priority,
            cause=row.cause,
            merged_into_id=row.merged_into_id,
            tagged=row.pk in tagged,
            waiting_ms=log.to_ms(row.waiting_since) if row.waiting_since else None,
            solved_ms=log.to_ms(row.solved_at) if row.solved_at else None,
        )
        for row in Ticket.objects.filter(pk__in=ids)
    }


def standing_kept(standing: Standing) -> dict[str, object]:
    """A standing as it is kept in a row."""
    return asdict(standing)


def standing_of(kept: dict[str, object]) -> Standing:
    """A standing out of what a row keeps; what an earlier release kept besides is left out."""
    known = {field.name for field in fields(Standing)}
    return Standing(**{name: value for name, value in kept.items() if name in known})  # type: ignore[arg-type] # as it was kept


def foreseen(act: Act, content: dict[str, str | int], ticket_ids: list[int]) -> int:
    """How many of the tickets the act would change."""
    tag_id = content.get("tag")
    now = standings(ticket_ids, tag_id if isinstance(tag_id, int) else None)
    return sum(would_change(act, content, pk, one) for pk, one in now.items())


def customer_wrote_since(ticket_id: int, position: int) -> bool:
    """Has the customer written on the ticket after this position of the log?"""
    told = Event.objects.filter(ticket_id=ticket_id, position__gt=position)
    return told.filter(name="desk.message_received").exists()


def reply_taken_back_since(ticket_id: int, position: int) -> bool:
    """Was a reply on the ticket taken back after this position of the log?"""
    told = Event.objects.filter(ticket_id=ticket_id, position__gt=position)
    return told.filter(name="desk.reply_withdrawn").exists()


def changes_of(person: Person) -> QuerySet[BulkChange]:
    """The person's own bulk changes, the last first."""
    return BulkChange.objects.filter(person=person).order_by("-made_at", "-id")


def stalled(at: datetime) -> QuerySet[BulkChange]:
    """Changes that nobody is at any more, because a worker was stopped."""
    busy = BulkChange.objects.exclude(state=ChangeState.DONE, undo__in=["", ChangeState.DONE])
    return busy.filter(moved_at__lt=at - QUIET).order_by("id")


@dataclass(frozen=True, slots=True)
class Progress:
    """A bulk change as it stands. ``rows``: those that are told apart, the refused ones first."""

    change: BulkChange
    counts: dict[str, int]
    rows: list[BulkRow]
    may_undo: bool

    @property
    def undo_until(self) -> datetime | None:
        """Up to when it can be taken back."""
        finished = self.change.finished_at
        return finished and finished + timedelta(minutes=UNDO_MIN)

    @property
    def through(self) -> int:
        """Tickets that are done with, in the direction it goes now."""
        if self.change.undo:
            return self.counts[RowState.UNDONE] + self.counts[RowState.KEPT]
        return self.change.total - self.counts[RowState.WAITING]

    @property
    def going_through(self) -> int:
        """Tickets there are to do."""
        if not self.change.undo:
            return self.change.total
        return self.counts[RowState.DONE] + self.through


def progress(person: Person, change_id: int, at: datetime) -> Progress:
    """How far one of the person's changes is.

    Raises:
        BulkChange.DoesNotExist: it is not theirs.
    """
    change = changes_of(person).get(pk=change_id)
    counted = Counter(change.rows.values_list("state", flat=True))
    counts = {state: counted[state] for state in RowState.values}
    rows = list(change.rows.select_related("ticket").order_by("place"))
    order = {RowState.FAILED: 0, RowState.KEPT: 1}
    rows.sort(key=lambda row: (order.get(RowState(row.state), 2), row.place))
    return Progress(change, counts, rows, may_undo=can_undo(change, at) and counted[RowState.DONE] > 0)


def can_undo(change: BulkChange, at: datetime) -> bool:
    """Is the change through, not taken back, and not too long ago?"""
    if change.state != ChangeState.DONE or change.undo or change.finished_at is None:
        return False
    return change.act != Act.MERGE and at <= change.finished_at + timedelta(minutes=UNDO_MIN)


def receivers(person: Person) -> list[Person]:
    """Whom the person may give tickets to."""
    below, _above = authority.teams_with(person, "desk.assign_ticket")
    return list(people_of(below)) if below else []


def tags_for(person: Person) -> list[Tag]:
    """Tags of the centres the person works in."""
    below, above = authority.teams_with(person, visible.VIEW)
    return list(Tag.objects.filter(centre_id__in=below | above, state__in=SHOWN_TAGS).order_by("name"))


def foreseen_each(ticket_ids: list[int]) -> dict[str, int]:
    """For each act that needs no more than the tickets, how many of them it would change."""
    now = standings(ticket_ids)
    acts = (Act.ASSIGN, Act.RELEASE, Act.SOLVE, Act.PARK, Act.MERGE)
    return {act.value: sum(would_change(act, {}, pk, one) for pk, one in now.items()) for act in acts}


def fields_for(person: Person) -> list[Field]:
    """Fields of the person's centres a list may be narrowed by: none that holds what is personal."""
    below, above = authority.teams_with(person, visible.VIEW)
    rows = Field.objects.filter(centre_id__in=below | above, is_personal=False, retired_at=None)
    return list(rows.order_by("code"))


def queues_of(person: Person) -> list[str]:
    """Codes of the queues something of the person's centres waits in."""
    below, above = authority.teams_with(person, visible.VIEW)
    rows = Queued.objects.waiting().filter(centre_id__in=below | above)
    return list(rows.order_by("queue").values_list("queue", flat=True).distinct())


def teams_of(team_ids: frozenset[int]) -> list[Team]:
    """The teams, as they lie in the tree."""
    return list(Team.objects.filter(pk__in=team_ids).order_by("path"))
