"""Customers to be careful with: on evidence, for a time, open to appeal."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gijun.desk.errors import DeskError
from gijun.desk.events import sparing as events
from gijun.desk.models import CustomerFlag, Message
from gijun.desk.queries import visible
from gijun.desk.queries.sparing.policy import risk
from gijun.desk.terms.sparing import EVIDENCE_LENGTH, LONGEST_FLAG_DAYS, STANDING, FlagKind, FlagState
from gijun.events import log
from gijun.events.each import each
from gijun.events.facts import Fact
from gijun.organisation import authority
from gijun.organisation.models import Person

SET, DECIDE = "desk.flag_customer", "desk.decide_flags"


@log.action
def flag_customer(
    ticket_id: int,
    *,
    kind: str,
    evidence: str,
    days: int,
    by: Person,
    at: datetime,
    message_ids: Sequence[int] = (),
) -> CustomerFlag:
    """Ask colleagues to be careful with the customer of a ticket.

    Beyond the days an agent decides alone the flag waits for a lead; one a lead sets holds at once.

    Raises:
        DeskError: no evidence, no such kind, too long, or such a flag stands already.
        PermissionDenied: ``by`` may not flag customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, SET)
    _require_sound(kind, evidence, days)
    if ticket.customer.erased_at:
        raise DeskError(_("This customer has been erased."))
    alone = days <= risk(ticket.team_id).alone_days or authority.allows(by, DECIDE, team_id=ticket.team_id)
    state = FlagState.ACTIVE if alone else FlagState.ASKED
    of_ticket = Message.objects.filter(ticket=ticket, pk__in=message_ids).order_by("pk")
    try:
        with transaction.atomic():
            row = CustomerFlag.objects.create(
                customer=ticket.customer,
                ticket=ticket,
                team=ticket.team,
                kind=kind,
                evidence=evidence.strip()[:EVIDENCE_LENGTH],
                message_ids=list(of_ticket.values_list("pk", flat=True)),
                set_by=by,
                set_at=at,
                expires_at=at + timedelta(days=days),
                state=state,
            )
    except IntegrityError as error:
        raise DeskError(_("This customer has such a flag already. Change that one.")) from error
    log.record(
        events.CustomerFlagged(
            ticket_id=ticket.pk,
            team_id=ticket.team_id,
            agent_id=by.pk,
            flag_id=row.pk,
            customer_id=row.customer_id,
            kind=kind,
            expires_ms=log.to_ms(row.expires_at),
            state=state.value,
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


def _require_sound(kind: str, evidence: str, days: int) -> None:
    if kind not in FlagKind.values:
        raise DeskError(_("Choose what to be careful of."))
    if not evidence.strip():
        raise DeskError(_("Write down what happened: a flag without evidence is a rumour."))
    if not 1 <= days <= LONGEST_FLAG_DAYS:
        raise DeskError(_("A flag lasts between 1 and 365 days."))


@log.action
def decide_flag(flag_id: int, *, approve: bool, by: Person, at: datetime) -> CustomerFlag:
    """Let a flag that waits come into force, or not.

    Raises:
        DeskError: somebody decided it before.
        PermissionDenied: ``by`` asked for it, or does not lead the team.
    """
    row = _flag(flag_id, by, DECIDE)
    if row.set_by_id == by.pk:
        raise PermissionDenied(_("Somebody else decides about a flag you asked for."))
    to = FlagState.ACTIVE if approve else FlagState.REFUSED
    waiting = CustomerFlag.objects.filter(pk=row.pk, state=FlagState.ASKED)
    if not waiting.update(state=to, decided_by=by, ended_at=None if approve else at):
        raise DeskError(_("Somebody decided this already."))
    _record(events.CustomerFlagDecided(**_where(row), approved=approve), by, at)
    row.refresh_from_db()
    return row


@log.action
def lift_flag(flag_id: int, *, by: Person, at: datetime) -> CustomerFlag:
    """Take a flag off before its time; done twice it changes nothing.

    Raises:
        PermissionDenied: ``by`` neither set it nor leads the team.
    """
    row = _flag(flag_id, by, SET)
    if row.set_by_id != by.pk:
        authority.require(by, DECIDE, team_id=row.team_id)
    _end(row, FlagState.WITHDRAWN, at, by)
    return row


@log.action
def appeal_flag(flag_id: int, *, text: str, by: Person, at: datetime) -> CustomerFlag:
    """Write down that the customer, or a colleague, objects.

    Raises:
        DeskError: nothing was written, it no longer stands, or somebody appealed before.
    """
    row = _flag(flag_id, by, SET)
    if not text.strip():
        raise DeskError(_("Write down why the flag should go."))
    standing = CustomerFlag.objects.filter(pk=row.pk, state__in=STANDING, appealed_at=None)
    if not standing.update(appeal=text.strip()[:EVIDENCE_LENGTH], appealed_at=at):
        raise DeskError(_("This flag stands no more, or was appealed already."))
    _record(events.CustomerFlagAppealed(**_where(row)), by, at)
    row.refresh_from_db()
    return row


@log.action
def decide_appeal(flag_id: int, *, lift: bool, by: Person, at: datetime) -> CustomerFlag:
    """Decide about an appeal: the flag goes, or stays.

    Raises:
        DeskError: nobody appealed, or it was decided before.
        PermissionDenied: ``by`` set the flag, approved it, or does not lead the team.
    """
    row = _flag(flag_id, by, DECIDE)
    if by.pk in {row.set_by_id, row.decided_by_id}:
        raise PermissionDenied(_("Somebody who did not set the flag decides about the appeal."))
    open_ones = CustomerFlag.objects.filter(pk=row.pk, state__in=STANDING, appeal_decided_at=None)
    change = {"appeal_decided_by": by, "appeal_decided_at": at}
    if lift:
        change |= {"state": FlagState.WITHDRAWN, "ended_at": at}
    if not open_ones.exclude(appealed_at=None).update(**change):
        raise DeskError(_("There is no open appeal."))
    _record(events.CustomerFlagAppealDecided(**_where(row), lifted=lift), by, at)
    row.refresh_from_db()
    return row


@log.action
def expire_flag(flag_id: int, *, at: datetime) -> bool:
    """Let a flag end whose time is over; says whether it did."""
    row = CustomerFlag.objects.get(pk=flag_id)
    return row.expires_at <= at and _end(row, FlagState.EXPIRED, at, None)


def expire_flags(at: datetime) -> int:
    """Let every flag end whose time is over; returns how many."""
    due = CustomerFlag.objects.filter(state__in=STANDING, expires_at__lte=at).values_list("pk", flat=True)
    return each(expire_flag, list(due), at)


def _end(row: CustomerFlag, state: FlagState, at: datetime, by: Person | None) -> bool:
    ended = CustomerFlag.objects.filter(pk=row.pk, state__in=STANDING).update(state=state, ended_at=at)
    if ended:
        _record(events.CustomerFlagEnded(**_where(row), state=state.value), by, at)
        row.refresh_from_db()
    return bool(ended)


def _flag(flag_id: int, by: Person, power: str) -> CustomerFlag:
    row = CustomerFlag.objects.get(pk=flag_id)
    if not visible.customers(by).filter(pk=row.customer_id).exists():
        raise CustomerFlag.DoesNotExist
    authority.require(by, power)
    if power == DECIDE:
        authority.require(by, DECIDE, team_id=row.team_id)
    return row


def _where(row: CustomerFlag) -> dict[str, int]:
    return {"team_id": row.team_id, "flag_id": row.pk, "customer_id": row.customer_id}


def _record(fact: Fact, by: Person | None, at: datetime) -> None:
    log.record(fact, at=at, actor_id=by.pk if by else None)
