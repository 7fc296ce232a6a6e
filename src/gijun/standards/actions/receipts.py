"""Receipts: a notice was read, and its question answered."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.errors import StandardsError
from gijun.standards.events import ComprehensionAnswered, StandardRead
from gijun.standards.models import Notice, Receipt
from gijun.standards.queries import visible
from gijun.standards.queries.receipts import notice, question_of


@log.action
def confirm_read(notice_id: int, *, by: Person, at: datetime) -> Receipt:
    """Confirm having read a notice; confirming it again changes nothing.

    Raises:
        PermissionDenied: ``by`` may not see standards.
        Notice.DoesNotExist: there is none that ``by`` may see.
    """
    return _receipt(_shown_to(by, notice_id, at), by, at)


@log.action
def answer(notice_id: int, choice: int, *, by: Person, at: datetime) -> Receipt:
    """Answer the question of a notice, which also confirms having read it. Each attempt counts.

    ``choice``: place of the answer, from 0. Once the right one was given, further ones change nothing.

    Raises:
        StandardsError: it asks nothing, or there is no such answer.
        PermissionDenied: ``by`` may not see standards.
        Notice.DoesNotExist: there is none that ``by`` may see.
    """
    read = _shown_to(by, notice_id, at)
    asked = question_of(read)
    if asked is None:
        raise StandardsError(_("This notice asks no question."))
    if not 0 <= choice < len(asked.answers):
        raise StandardsError(_("Choose one of the answers."))
    receipt = _receipt(read, by, at)
    if receipt.understood_at:
        return receipt
    receipt.attempts += 1
    receipt.understood_at = at if choice == asked.right else None
    receipt.save(update_fields=["attempts", "understood_at"])
    log.record(
        ComprehensionAnswered(
            notice_id=read.pk,
            version_id=read.version_id or 0,
            team_id=read.team_id,
            person_id=by.pk,
            right=choice == asked.right,
            attempt=receipt.attempts,
        ),
        at=at,
        actor_id=by.pk,
    )
    return receipt


def _shown_to(by: Person, notice_id: int, at: datetime) -> Notice:
    authority.require(by, visible.VIEW)
    shown = notice(by, notice_id, at)
    if shown.shows_from > at:
        raise StandardsError(_("This notice is not shown yet."))
    return shown


def _receipt(read: Notice, by: Person, at: datetime) -> Receipt:
    """The person's receipt; the first time a fact."""
    there = Receipt.objects.filter(notice=read, person=by).first()
    if there:
        return there
    receipt = Receipt.objects.create(notice=read, person=by, read_at=at)
    log.record(
        StandardRead(notice_id=read.pk, version_id=read.version_id, team_id=read.team_id, person_id=by.pk),
        at=at,
        actor_id=by.pk,
    )
    return receipt
