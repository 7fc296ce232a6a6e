"""Memos on tickets and customers: written, pinned, withdrawn."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import sorting as facts
from gijun.desk.models import Memo
from gijun.desk.queries import visible
from gijun.desk.queries.sorting import memos as queries
from gijun.desk.terms.sorting import MEMO_LENGTH
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation import queries as organisation
from gijun.organisation.models import Person

WRITE = "desk.write_note"
WITHDRAW_OTHERS = "desk.assign_ticket"


@log.action
def write_memo(
    *,
    text: str,
    by: Person,
    at: datetime,
    ticket_id: int | None = None,
    customer_id: int | None = None,
    pinned: bool = False,
) -> Memo:
    """Leave a memo on a ticket, or on a customer: it then stands beside all their tickets.

    Raises:
        DeskError: nothing was written, it is too long, or the customer was erased.
        PermissionDenied: ``by`` may not leave notes.
        Ticket.DoesNotExist, Customer.DoesNotExist: there is none that ``by`` may see.
    """
    authority.require(by, WRITE)
    said = text.strip()
    if not said:
        raise DeskError(_("Write something first."))
    if len(said) > MEMO_LENGTH:
        raise DeskError(_("A memo holds %(most)d characters. Shorten it.") % {"most": MEMO_LENGTH})
    ticket = visible.ticket(by, ticket_id) if ticket_id is not None else None
    customer = ticket.customer if ticket else visible.customers(by).get(pk=customer_id or 0)
    if customer.erased_at:
        raise DeskError(_("This customer was erased: nothing may be written about them any more."))
    memo = Memo.objects.create(
        ticket=ticket,
        customer=customer if ticket is None else None,
        text=said,
        is_pinned=pinned,
        person=by,
        made_at=at,
    )
    team_id = ticket.team_id if ticket else organisation.home_team_id(by)
    log.record(
        facts.MemoWritten(
            team_id=team_id,
            agent_id=by.pk,
            memo_id=memo.pk,
            ticket_id=memo.ticket_id,
            customer_id=memo.customer_id,
            pinned=pinned,
        ),
        at=at,
        actor_id=by.pk,
    )
    return memo


@log.action
def pin_memo(memo_id: int, *, pinned: bool, by: Person, at: datetime) -> Memo:
    """Keep a memo on top, or no longer; the same again changes nothing.

    Raises:
        Memo.DoesNotExist: there is none that ``by`` may see.
    """
    authority.require(by, WRITE)
    memo = queries.shown_to(by).get(pk=memo_id)
    if Memo.objects.filter(pk=memo.pk, withdrawn_at=None).exclude(is_pinned=pinned).update(is_pinned=pinned):
        log.record(
            facts.MemoPinned(agent_id=memo.person_id, memo_id=memo.pk, pinned=pinned), at=at, actor_id=by.pk
        )
    memo.refresh_from_db()
    return memo


@log.action
def withdraw_memo(memo_id: int, *, by: Person, at: datetime) -> None:
    """Show a memo no more; twice is once.

    Raises:
        DeskError: a colleague wrote it, and ``by`` leads nobody.
        Memo.DoesNotExist: there is none that ``by`` may see.
    """
    authority.require(by, WRITE)
    memo = queries.seen_by(by).get(pk=memo_id)
    if memo.person_id != by.pk and not authority.allows(by, WITHDRAW_OTHERS):
        raise DeskError(
            _("%(name)s wrote this memo. Ask them or your lead to withdraw it.") % {"name": memo.person}
        )
    if Memo.objects.filter(pk=memo.pk, withdrawn_at=None).update(withdrawn_at=at):
        log.record(facts.MemoWithdrawn(agent_id=memo.person_id, memo_id=memo.pk), at=at, actor_id=by.pk)
