"""Keeping a promise, moving it, taking it back, handing it over; noting that it was broken."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.promises import told
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import (
    PromiseBroken,
    PromiseHandedOver,
    PromiseKept,
    PromiseMoved,
    PromiseWithdrawn,
)
from gijun.desk.models import Promise, PromiseMove
from gijun.desk.terms.promises import Avoidable, MoveReason, PromiseState
from gijun.events import log
from gijun.events.each import each
from gijun.organisation import authority
from gijun.organisation.models import Person


@log.action
def keep(promise_id: int, *, by: Person, at: datetime, avoidable: str = "") -> Promise:
    """What was promised is done; twice changes nothing. After its time it counts as kept late.

    Args:
        avoidable: callbacks: whether it could have been settled without calling back; empty: as said before.

    Raises:
        DeskError: it was withdrawn.
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    known = told.promise_of(promise_id, by)
    if known.state in {PromiseState.KEPT, PromiseState.KEPT_LATE}:
        return known
    row = told.owed(promise_id, by)
    broken = _break(row, at)
    late = broken or row.state == PromiseState.BROKEN
    said = avoidable if avoidable in Avoidable.values else row.avoidable
    owed = Promise.objects.owed().filter(pk=row.pk)
    if not owed.update(
        state=PromiseState.KEPT_LATE if late else PromiseState.KEPT, ended_at=at, avoidable=said
    ):
        return Promise.objects.get(pk=promise_id)  # a colleague was quicker: it is kept
    log.record(
        PromiseKept(
            **told.columns(row),
            promise_id=row.pk,
            kind=row.kind,
            due_ms=log.to_ms(row.due_at),
            late=late,
            avoidable=said,
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


@log.action
def move(
    promise_id: int,
    *,
    due_at: datetime,
    reason: str,
    by: Person,
    at: datetime,
    outside_ok: bool = False,
) -> Promise:
    """Promise another time; the same time again changes nothing. What has lapsed stays broken.

    Raises:
        OutsideHoursError: nobody works then, and nobody said that it shall be so.
        DeskError: the time has passed, nobody says why, or it is settled.
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    row = told.owed(promise_id, by)
    if reason not in MoveReason.values:
        raise DeskError(_("Say who wants another time: the customer, or we."))
    if row.due_at == due_at:
        return row
    told.require_due(due_at, row.team, at, outside_ok=outside_ok)
    _break(row, at)
    before = row.due_at
    if not Promise.objects.owed().filter(pk=row.pk, due_at=before).update(due_at=due_at):
        raise DeskError(_("Somebody else changed this promise meanwhile. Look at it again."))
    PromiseMove.objects.create(
        promise=row, from_at=before, due_at=due_at, reason=reason, person=by, moved_at=at
    )
    log.record(
        PromiseMoved(
            **told.columns(row),
            promise_id=row.pk,
            kind=row.kind,
            from_ms=log.to_ms(before),
            due_ms=log.to_ms(due_at),
            move_reason=reason,
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


@log.action
def withdraw(promise_id: int, *, by: Person, at: datetime) -> Promise:
    """The promise holds no more; twice changes nothing. One that has lapsed is not undone by it.

    Raises:
        DeskError: it was kept, or its time has passed.
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    known = told.promise_of(promise_id, by)
    if known.state == PromiseState.WITHDRAWN:
        return known
    row = told.owed(promise_id, by)
    if row.state == PromiseState.BROKEN or row.due_at < at:
        raise DeskError(_("Its time has passed. Keep it late, or promise another time."))
    if not Promise.objects.filter(pk=row.pk, state=PromiseState.OPEN).update(
        state=PromiseState.WITHDRAWN, ended_at=at
    ):
        raise told.ended(Promise.objects.get(pk=row.pk))
    log.record(PromiseWithdrawn(**told.columns(row), promise_id=row.pk, kind=row.kind), at=at, actor_id=by.pk)
    row.refresh_from_db()
    return row


@log.action
def hand_over(promise_id: int, *, to: Person, by: Person, at: datetime) -> Promise:
    """Let a colleague keep it; the same again changes nothing.

    Raises:
        DeskError: the colleague does not answer customers, somebody was quicker, or it is settled.
        PermissionDenied: it is somebody else's and ``by`` does not lead them.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    row = told.owed(promise_id, by)
    told.require_lead(by, row)
    if row.owner_id == to.pk:
        return row
    if not to.is_active or not authority.allows(to, told.KEEP):
        raise DeskError(_("%(name)s does not answer customers.") % {"name": to.name})
    team = told.home_of(to, row.team)
    before, before_team = row.owner_id, row.team_id
    if not Promise.objects.owed().filter(pk=row.pk, owner_id=before).update(owner=to, team=team):
        raise DeskError(_("Somebody else changed this promise meanwhile. Look at it again."))
    row.refresh_from_db()
    log.record(
        PromiseHandedOver(
            **told.columns(row), promise_id=row.pk, from_agent_id=before, from_team_id=before_team
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


@log.action
def note_broken(promise_id: int, *, at: datetime) -> bool:
    """Note that a promise's time has passed, once; says whether anything changed."""
    return _break(Promise.objects.select_related("ticket").get(pk=promise_id), at)


def _break(row: Promise, at: datetime) -> bool:
    """Inside an action: an open promise whose time has passed is broken."""
    if not Promise.objects.lapsed(at).filter(pk=row.pk).update(state=PromiseState.BROKEN):
        return False
    row.state = PromiseState.BROKEN
    log.record(
        PromiseBroken(**told.columns(row), promise_id=row.pk, kind=row.kind, due_ms=log.to_ms(row.due_at)),
        at=at,
    )
    return True


def note_broken_promises(at: datetime) -> int:
    """Note every promise whose time has passed; returns how many. One that fails keeps no other waiting."""
    return each(note_broken, list(Promise.objects.lapsed(at).values_list("pk", flat=True)), at)
