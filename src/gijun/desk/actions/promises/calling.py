"""Calling back: every attempt is kept, and what it means for the promise."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.promises import told
from gijun.desk.actions.promises.keeping import keep, move
from gijun.desk.errors import DeskError
from gijun.desk.events.promises import CallbackTried
from gijun.desk.models import CallAttempt, Promise
from gijun.desk.terms.promises import CallOutcome, MoveReason, PromiseKind
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def note_call(
    promise_id: int,
    *,
    outcome: str,
    by: Person,
    at: datetime,
    due_at: datetime | None = None,
    avoidable: str = "",
    outside_ok: bool = False,
) -> Promise:
    """Keep an attempt: reached keeps the promise, "asked for later" moves it to ``due_at``.

    Without an answer or with a wrong number it stays owed.

    Raises:
        OutsideHoursError: nobody works at the later time, and nobody said that it shall be so.
        DeskError: it is no callback, it is settled, or no later time was given.
        PermissionDenied: ``by`` may not answer customers.
        Promise.DoesNotExist: there is none that ``by`` may see.
    """
    row = told.owed(promise_id, by)
    if row.kind != PromiseKind.CALLBACK:
        raise DeskError(_("Only a promise to call back has calls."))
    if outcome not in CallOutcome.values:
        raise DeskError(_("Say what became of the call."))
    if outcome == CallOutcome.LATER and due_at is None:
        raise DeskError(_("Say when the customer wants to be called."))
    attempt = CallAttempt.objects.create(promise=row, outcome=outcome, person=by, tried_at=at)
    log.record(
        CallbackTried(**told.columns(row), promise_id=row.pk, attempt_id=attempt.pk, outcome=outcome),
        at=at,
        actor_id=by.pk,
    )
    if outcome == CallOutcome.REACHED:
        return keep(promise_id, by=by, at=at, avoidable=avoidable)
    if outcome == CallOutcome.LATER and due_at is not None:
        return move(
            promise_id, due_at=due_at, reason=MoveReason.CUSTOMER, by=by, at=at, outside_ok=outside_ok
        )
    return row
