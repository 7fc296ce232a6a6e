"""One act on many tickets: each by the real action, one after the other, and back again where possible."""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _

from gijun.desk.actions import tickets
from gijun.desk.actions.sorting import tags
from gijun.desk.actions.sorting.wrapping import name_cause
from gijun.desk.actions.unsolving import undo_solve
from gijun.desk.errors import DeskError
from gijun.desk.events import views as facts
from gijun.desk.models import BulkChange, BulkRow
from gijun.desk.queries import bulk as queries
from gijun.desk.queries import visible
from gijun.desk.rules.bulk import Standing, kept_because, status_to_return_to
from gijun.desk.terms import Priority, TicketStatus
from gijun.desk.terms.sorting import Cause
from gijun.desk.terms.views import MOST_AT_ONCE, UNDO_MIN, Act, ChangeState, Kept, RowState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person

logger = logging.getLogger(__name__)
Clock = Callable[[], datetime]
Content = dict[str, str | int]


@log.action
def request_bulk(
    act: Act, content: Content, ticket_ids: Sequence[int], *, key: str, by: Person, at: datetime
) -> BulkChange:
    """Ask for one act on many tickets; nothing is changed yet. The same key again gives the same change.

    Raises:
        DeskError: no ticket is meant, or too many.
        PermissionDenied: ``by`` may not see tickets.
    """
    authority.require(by, visible.VIEW)
    known = BulkChange.objects.filter(person=by, key=key).first()
    if known is not None:
        return known
    meant = queries.meant(by, ticket_ids)
    if not meant:
        raise DeskError(_("No ticket is chosen. Tick some in the list first."))
    if len(meant) > MOST_AT_ONCE:
        raise DeskError(
            _("At most %(most)d tickets are changed at once. Narrow the list first.") % {"most": MOST_AT_ONCE}
        )
    change = BulkChange.objects.create(
        person=by,
        key=key,
        act=act,
        content=content,
        language=translation.get_language() or "ko",
        total=len(meant),
        made_at=at,
        moved_at=at,
    )
    BulkRow.objects.bulk_create(
        BulkRow(change=change, ticket_id=pk, place=place) for place, pk in enumerate(meant)
    )
    log.record(
        facts.BulkRequested(agent_id=by.pk, change_id=change.pk, act=act.value, rows=len(meant)),
        at=at,
        actor_id=by.pk,
    )
    return change


def run_bulk(change_id: int, *, clock: Clock) -> BulkChange:
    """Go through the tickets that are left, each in a transaction of its own; two at once do no harm."""
    change = BulkChange.objects.select_related("person").get(pk=change_id)
    if change.state != ChangeState.DONE:
        _go_through(change, RowState.WAITING, _apply, RowState.FAILED, clock)
        _finish(change_id, at=clock())
    change.refresh_from_db()
    return change


def _go_through(
    change: BulkChange,
    waiting: RowState,
    step: Callable[[BulkChange, int, datetime], None],
    otherwise: RowState,
    clock: Clock,
) -> None:
    """Every row that waits, one bad one never stopping the rest."""
    rows = BulkRow.objects.filter(change=change, state=waiting).order_by("place")
    with translation.override(change.language):
        for row_id in list(rows.values_list("pk", flat=True)):
            try:
                step(change, row_id, clock())
            except (DeskError, PermissionDenied) as error:
                _refuse(change, row_id, waiting, otherwise, str(error), clock())
            except ObjectDoesNotExist:
                why = _("It does not exist any more, or you may not see it.")
                _refuse(change, row_id, waiting, otherwise, why, clock())
            except Exception:  # a worker's loop: whatever it was, the other tickets go on
                logger.exception("Row %s of a bulk change failed", row_id)
                why = _("Something went wrong on our side. Try this ticket alone.")
                _refuse(change, row_id, waiting, otherwise, why, clock())


@log.action
def _refuse(
    change: BulkChange, row_id: int, waiting: RowState, otherwise: RowState, why: str, at: datetime
) -> None:
    BulkRow.objects.filter(pk=row_id, state=waiting).update(state=otherwise, why=why)
    BulkChange.objects.filter(pk=change.pk).update(moved_at=at)


@log.action
def _apply(change: BulkChange, row_id: int, at: datetime) -> None:
    """One ticket: as it was, the real action, as it became."""
    if not BulkRow.objects.filter(pk=row_id, state=RowState.WAITING).update(state=RowState.DONE):
        return  # another worker was quicker
    row = BulkRow.objects.get(pk=row_id)
    before = _standing(change, row.ticket_id)
    _do(Act(change.act), change.content, row.ticket_id, change.person, at)
    after = _standing(change, row.ticket_id)
    row.state = RowState.UNCHANGED if after == before else RowState.DONE
    row.before, row.after = queries.standing_kept(before), queries.standing_kept(after)
    row.upto = log.head()
    row.save(update_fields=["state", "before", "after", "upto"])
    BulkChange.objects.filter(pk=change.pk).update(state=ChangeState.RUNNING, moved_at=at)


def _standing(change: BulkChange, ticket_id: int) -> Standing:
    return queries.standings([ticket_id], change.content.get("tag"))[ticket_id]


def _do(act: Act, content: Content, ticket_id: int, by: Person, at: datetime) -> None:
    number = {name: int(value) for name, value in content.items() if isinstance(value, int)}
    match act:
        case Act.ASSIGN:
            tickets.assign(ticket_id, to=Person.objects.get(pk=number["to"]), by=by, at=at)
        case Act.RELEASE:
            tickets.release(ticket_id, by=by, at=at)
        case Act.REASON:
            tickets.choose_reason(ticket_id, reason_id=number["reason"], by=by, at=at)
        case Act.PRIORITY:
            tickets.set_priority(ticket_id, priority=Priority(number["priority"]), by=by, at=at)
        case Act.ADD_TAG:
            tags.put_tag(ticket_id, tag_id=number["tag"], by=by, at=at)
        case Act.TAKE_TAG:
            tags.take_tag(ticket_id, tag_id=number["tag"], by=by, at=at)
        case Act.CAUSE:
            name_cause(ticket_id, cause=Cause(str(content["cause"])), by=by, at=at)
        case Act.PARK:
            _park(ticket_id, TicketStatus(str(content["status"])), by, at)
        case Act.SOLVE:
            tickets.solve(ticket_id, by=by, at=at)
        case Act.MERGE:
            if ticket_id != number["into"]:
                tickets.merge(ticket_id, into_id=number["into"], by=by, at=at)


def _park(ticket_id: int, status: TicketStatus, by: Person, at: datetime) -> None:
    """Let wait, unless it waits so already: nothing then happened that the log should tell."""
    if visible.ticket(by, ticket_id).status != status:
        tickets.park(ticket_id, status=status, by=by, at=at)


@log.action
def _finish(change_id: int, *, at: datetime) -> None:
    """Every ticket was looked at: say once what became of them."""
    change = BulkChange.objects.get(pk=change_id)
    if change.rows.filter(state=RowState.WAITING).exists():
        return
    open_still = BulkChange.objects.filter(pk=change_id).exclude(state=ChangeState.DONE)
    if not open_still.update(state=ChangeState.DONE, finished_at=at, moved_at=at):
        return
    states = list(change.rows.values_list("state", flat=True))
    log.record(
        facts.BulkChanged(
            agent_id=change.person_id,
            change_id=change_id,
            act=change.act,
            changed=states.count(RowState.DONE),
            unchanged=states.count(RowState.UNCHANGED),
            failed=states.count(RowState.FAILED),
        ),
        at=at,
        actor_id=change.person_id,
    )


@log.action
def request_undo(change_id: int, *, by: Person, at: datetime) -> BulkChange:
    """Ask to take a change back; asking twice is once.

    Raises:
        DeskError: it is not through yet, too long ago, or a merge.
        BulkChange.DoesNotExist: it is not theirs.
    """
    change = queries.changes_of(by).get(pk=change_id)
    if change.undo:
        return change
    if change.act == Act.MERGE:
        raise DeskError(str(Kept.MERGED.label))
    if not queries.can_undo(change, at):
        raise DeskError(
            _("A change can be undone for %(minutes)d minutes after it went through.") % {"minutes": UNDO_MIN}
        )
    asked = BulkChange.objects.filter(pk=change.pk, undo="")
    if asked.update(undo=ChangeState.WAITING, moved_at=at):
        log.record(
            facts.BulkUndoRequested(agent_id=by.pk, change_id=change.pk, rows=change.total),
            at=at,
            actor_id=by.pk,
        )
    change.refresh_from_db()
    return change


def run_undo(change_id: int, *, clock: Clock) -> BulkChange:
    """Take back what can be taken back, ticket by ticket, by the real actions."""
    change = BulkChange.objects.select_related("person").get(pk=change_id)
    if change.undo in {ChangeState.WAITING, ChangeState.RUNNING}:
        _go_through(change, RowState.DONE, _take_back, RowState.KEPT, clock)
        _finish_undo(change_id, at=clock())
    change.refresh_from_db()
    return change


@log.action
def _take_back(change: BulkChange, row_id: int, at: datetime) -> None:
    if not BulkRow.objects.filter(pk=row_id, state=RowState.DONE).update(state=RowState.UNDONE):
        return  # another worker was quicker
    row = BulkRow.objects.get(pk=row_id)
    before, after = queries.standing_of(row.before), queries.standing_of(row.after)
    kept = kept_because(
        Act(change.act),
        before,
        after,
        _standing(change, row.ticket_id),
        customer_wrote=queries.customer_wrote_since(row.ticket_id, row.upto),
        taken_back=queries.reply_taken_back_since(row.ticket_id, row.upto),
    )
    if kept is not None:
        raise DeskError(str(kept.label))
    _undo(Act(change.act), change.content, row.ticket_id, before, change.person, at)
    BulkChange.objects.filter(pk=change.pk).update(undo=ChangeState.RUNNING, moved_at=at)


def _undo(act: Act, content: Content, ticket_id: int, before: Standing, by: Person, at: datetime) -> None:
    match act:
        case Act.ASSIGN | Act.RELEASE:
            _give_back(ticket_id, before.assignee_id, by, at)
        case Act.REASON:
            tickets.choose_reason(ticket_id, reason_id=before.reason_id or 0, by=by, at=at)
        case Act.PRIORITY:
            tickets.set_priority(ticket_id, priority=Priority(before.priority), by=by, at=at)
        case Act.ADD_TAG:
            tags.take_tag(ticket_id, tag_id=int(content["tag"]), by=by, at=at)
        case Act.TAKE_TAG:
            tags.put_tag(ticket_id, tag_id=int(content["tag"]), by=by, at=at)
        case Act.CAUSE:
            name_cause(ticket_id, cause=Cause(before.cause) if before.cause else None, by=by, at=at)
        case Act.PARK:
            tickets.park(ticket_id, status=status_to_return_to(before), by=by, at=at)
        case Act.SOLVE:
            undo_solve(ticket_id, before, by=by, at=at)


def _give_back(ticket_id: int, to_id: int | None, by: Person, at: datetime) -> None:
    if to_id is None:
        tickets.release(ticket_id, by=by, at=at)
    elif to_id == by.pk and visible.ticket(by, ticket_id).assignee_id is None:
        tickets.take(ticket_id, by=by, at=at)
    else:
        tickets.assign(ticket_id, to=Person.objects.get(pk=to_id), by=by, at=at)


@log.action
def _finish_undo(change_id: int, *, at: datetime) -> None:
    change = BulkChange.objects.get(pk=change_id)
    if change.rows.filter(state=RowState.DONE).exists():
        return
    open_still = BulkChange.objects.filter(pk=change_id, undo__in=[ChangeState.WAITING, ChangeState.RUNNING])
    if not open_still.update(undo=ChangeState.DONE, undone_at=at, moved_at=at):
        return
    states = list(change.rows.values_list("state", flat=True))
    log.record(
        facts.BulkUndone(
            agent_id=change.person_id,
            change_id=change_id,
            undone=states.count(RowState.UNDONE),
            kept=states.count(RowState.KEPT),
        ),
        at=at,
        actor_id=change.person_id,
    )


def resume_bulk(at: datetime, *, clock: Clock) -> int:
    """Go on with changes whose worker was stopped; returns how many."""
    stalled = list(queries.stalled(at).values_list("pk", flat=True))
    for change_id in stalled:
        run_bulk(change_id, clock=clock)
        run_undo(change_id, clock=clock)
    return len(stalled)
