"""Beyond one's own limit: asked with grounds, decided by whoever may, passed up in time."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from gijun.desk.actions.asking import asked
from gijun.desk.actions.asking.promotions import propose
from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events.asking import ApprovalAsked, ApprovalDecided, ApprovalWentUp, ApprovalWithdrawn
from gijun.desk.models import ApprovalRequest, Judgement, Message, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.asking import policy as policies
from gijun.desk.queries.asking.approvals import APPROVE, decides_for, stood_in_for
from gijun.desk.terms.asking import HIGHEST_AMOUNT, NOTE_LENGTH, Approvable, ApprovalState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.organisation.terms import Role

WAITING = ApprovalState.WAITING


@dataclass(frozen=True, slots=True)
class Request:
    """What an agent asks for. ``amount``: KRW; 0: nothing is paid."""

    power: str
    amount: int
    why: str
    grounds: str
    evidence: str = ""
    message_id: int | None = None  # what was said that speaks for it
    judgement_id: int | None = None


@log.action
def ask_approval(ticket_id: int, request: Request, *, by: Person, at: datetime) -> ApprovalRequest:
    """Ask to go beyond one's own limit; the same request again while it waits changes nothing.

    Raises:
        DeskError: the amount is within the agent's own limit (nobody has to approve), something is missing,
            evidence is not of this ticket, or nobody may decide about that much.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    asked.require_open(ticket)
    cause = asked.why_of(request.why)
    grounds = asked.written(request.grounds, NOTE_LENGTH, _("Write why the customer should get it."))
    if request.power not in Approvable.values or not 0 <= request.amount <= HIGHEST_AMOUNT:
        raise DeskError(_("Choose what to approve, and an amount of ₩0 or more."))
    _require_of_ticket(ticket, request)
    _refuse_within_limit(ticket, request, by)
    same = ApprovalRequest.objects.filter(
        ticket=ticket, power=request.power, amount=request.amount, asked_by=by, state=WAITING
    ).first()
    if same:
        return same
    return _asked(ticket, request, cause.value, grounds, by, at)


def _require_of_ticket(ticket: Ticket, request: Request) -> None:
    said = request.message_id is None or Message.objects.filter(pk=request.message_id, ticket=ticket).exists()
    judged = (
        request.judgement_id is None
        or Judgement.objects.filter(pk=request.judgement_id, ticket=ticket).exists()
    )
    if not (said and judged):
        raise DeskError(_("Evidence has to come from this ticket."))


def _refuse_within_limit(ticket: Ticket, request: Request, by: Person) -> None:
    if authority.allows(by, request.power, team_id=ticket.team_id, amount=request.amount):
        raise DeskError(
            _("You may decide this yourself: it lies within your own limit. Nobody has to approve.")
        )


def _asked(
    ticket: Ticket, request: Request, why: str, grounds: str, by: Person, at: datetime
) -> ApprovalRequest:
    role = authority.role_in(by, ticket.team_id) or Role.AGENT
    way = _way(ticket, request.power, request.amount, role, by.pk)
    own = authority.decision_of(role, request.power)
    policy = policies.in_force(ticket.team).policy
    row = ApprovalRequest.objects.create(
        ticket=ticket,
        contact_id=open_contact_id(ticket),
        team_id=ticket.team_id,
        power=request.power,
        amount=request.amount,
        own_limit=own.limit_amount if own.allowed else None,
        why=why,
        grounds=grounds,
        evidence=request.evidence.strip()[:NOTE_LENGTH],
        message_id=request.message_id,
        judgement_id=request.judgement_id,
        reason_id=ticket.reason_id,
        asked_by=by,
        asked_at=at,
        role=role,
        approver=way[0],
        due_at=asked.due_after(ticket.team, at, policy.approval_min),
        is_last=len(way) == 1,
    )
    log.record(_told(ticket, row), at=at, actor_id=by.pk)
    return row


def _told(ticket: Ticket, row: ApprovalRequest) -> ApprovalAsked:
    return ApprovalAsked(
        **asked.columns(ticket, row.asked_by_id),
        approval_id=row.pk,
        power=row.power,
        why=row.why,
        amount=row.amount,
        own_limit=row.own_limit,
        role=row.role,
        approver=row.approver,
        reason_id=row.reason_id,
        judgement_id=row.judgement_id,
        due_ms=log.to_ms(row.due_at),
    )


def _way(ticket: Ticket, power: str, amount: int, role: Role, asker: int) -> list[Role]:
    """Roles that may decide and are held by somebody above the team, the nearest first."""
    ladder = policies.in_force(ticket.team).policy.ladder
    able = authority.approvers_beyond(role, power, amount, ladder)
    there = policies.staffed(ticket.team, without=[asker])
    way = [one for one in able if one in there]
    if not way:
        raise DeskError(_("Nobody above this team may decide about so much. Ask for a smaller amount."))
    return way


@log.action
def decide(
    approval_id: int, *, approved: bool, by: Person, at: datetime, note: str = "", say: str = ""
) -> ApprovalRequest:
    """Approve or deny; a denial says why, and may say what to tell the customer.

    An approver who is away is stood in for by their deputy.

    Raises:
        DeskError: it is ``by``'s own request, it was decided already, or a denial does not say why.
        PermissionDenied: ``by`` may not decide about so much, for nobody else either.
        ApprovalRequest.DoesNotExist: there is none.
    """
    row = ApprovalRequest.objects.select_related("ticket", "team", "asked_by").get(pk=approval_id)
    if row.asked_by_id == by.pk:
        raise DeskError(_("Nobody decides about a request of their own."))
    may, giver = decides_for(by, row, stood_in_for(by, at))
    if not may:
        authority.require(by, APPROVE, team_id=row.team_id)
        raise PermissionDenied(
            _("This amount goes beyond what you may decide. It waits for the next approver.")
        )
    reason = note.strip()[:NOTE_LENGTH]
    if not approved and not reason:
        raise DeskError(_("Write why it is denied: the agent has to explain it."))
    waits = ApprovalRequest.objects.filter(pk=row.pk, state=WAITING)
    state = ApprovalState.APPROVED if approved else ApprovalState.DENIED
    if not waits.update(
        state=state,
        decided_by=by,
        stood_in_for=giver,
        decided_at=at,
        decision_note=reason,
        say=say.strip()[:NOTE_LENGTH],
    ):
        raise DeskError(_("This request was decided or withdrawn already."))
    log.record(
        ApprovalDecided(
            **asked.columns(row.ticket, row.asked_by_id),
            approval_id=row.pk,
            by_id=by.pk,
            for_id=giver.pk if giver else None,
            approved=approved,
            power=row.power,
            amount=row.amount,
            took_ms=asked.took_ms(row.team, row.asked_at, at),
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    if approved:
        propose(row, at=at)
    return row


@log.action
def pass_up(approval_id: int, *, at: datetime) -> bool:
    """Ask the next approver where nobody decided in time; says whether anything changed."""
    row = ApprovalRequest.objects.select_related("ticket", "team").get(pk=approval_id)
    if row.state != WAITING or row.is_last or row.due_at > at:
        return False
    if row.ticket.is_ended:
        _withdrawn(row, None, at)
        return True
    policy = policies.in_force(row.team).policy
    there = policies.staffed(row.team, without=[row.asked_by_id])
    able = authority.approvers_beyond(Role(row.approver), row.power, row.amount, policy.ladder)
    way = [one for one in able if one in there]
    waits = ApprovalRequest.objects.filter(pk=row.pk, state=WAITING, approver=row.approver)
    if not way:
        waits.update(is_last=True)
        return False
    due_at = asked.due_after(row.team, at, policy.approval_min)
    if not waits.update(approver=way[0], due_at=due_at, is_last=len(way) == 1):
        return False
    log.record(
        ApprovalWentUp(
            **asked.columns(row.ticket, row.asked_by_id),
            approval_id=row.pk,
            approver=way[0].value,
            due_ms=log.to_ms(due_at),
        ),
        at=at,
    )
    return True


@log.action
def withdraw_approval(approval_id: int, *, by: Person, at: datetime) -> ApprovalRequest:
    """Take a request back; twice changes nothing.

    Raises:
        DeskError: it was decided already.
        ApprovalRequest.DoesNotExist: there is none of ``by``'s.
    """
    row = ApprovalRequest.objects.select_related("ticket").get(pk=approval_id, asked_by=by)
    if row.state != ApprovalState.WITHDRAWN:
        _withdrawn(row, by, at)
        row.refresh_from_db()
    return row


def _withdrawn(row: ApprovalRequest, by: Person | None, at: datetime) -> None:
    waits = ApprovalRequest.objects.filter(pk=row.pk, state=WAITING)
    if not waits.update(state=ApprovalState.WITHDRAWN):
        raise DeskError(_("This request was decided or withdrawn already."))
    log.record(
        ApprovalWithdrawn(**asked.columns(row.ticket, row.asked_by_id), approval_id=row.pk),
        at=at,
        actor_id=by.pk if by else None,
    )
