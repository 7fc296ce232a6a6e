"""Up the tree and back: escalation, takeover, what stands in no manual, whispers."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions import tickets
from gijun.desk.actions.asking import asked
from gijun.desk.errors import DeskError, TakenError
from gijun.desk.events.asking import (
    EscalationAnswered,
    EscalationAsked,
    EscalationPickedUp,
    EscalationWentUp,
    EscalationWithdrawn,
    WhisperWritten,
)
from gijun.desk.models import Escalation, Ticket, Whisper
from gijun.desk.queries import visible
from gijun.desk.queries.asking import policy as policies
from gijun.desk.queries.asking.escalations import ASSIST, answerable, quoted
from gijun.desk.rules.asking import way
from gijun.desk.rules.asking.way import Rung
from gijun.desk.rules.quoting import without_names
from gijun.desk.terms.asking import (
    ANSWER_LENGTH,
    NOTE_LENGTH,
    OPEN,
    AskState,
    AssistMode,
    EscalationKind,
)
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.candidates import Answer, keep_candidate
from gijun.standards.terms.candidates import CANDIDATE_LENGTH, CandidateKind


@log.action
def ask_up(ticket_id: int, *, kind: str, why: str, note: str, by: Person, at: datetime) -> Escalation:
    """Let somebody higher up help; asking for the same again while it is open changes nothing.

    Raises:
        DeskError: nobody says why or what for, another request is open, nobody could answer, or it is solved.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    asked.require_open(ticket)
    cause = asked.why_of(why)
    words = asked.written(note, NOTE_LENGTH, _("Write in one line what it is about."))
    if kind not in EscalationKind.values:
        raise DeskError(_("Choose what goes up."))
    already = Escalation.objects.filter(ticket=ticket, state__in=OPEN).first()
    if already:
        if already.kind == kind and already.asked_by_id == by.pk:
            return already
        raise DeskError(_("Somebody higher up has been asked about this ticket already."))
    rules = policies.in_force(ticket.team)
    rung = way.rung(rules.policy, policies.staffed(ticket.team, without=[by.pk]))
    if rung is None:
        raise DeskError(_("Nobody above this team could answer. Ask an administrator to fill the roles."))
    row = Escalation.objects.create(
        ticket=ticket,
        contact_id=tickets.open_contact_id(ticket),
        team_id=ticket.team_id,
        kind=kind,
        why=cause,
        note=words,
        asked_by=by,
        asked_at=at,
        policy_version=rules.version,
        level=rung.level,
        role=rung.role,
        level_since=at,
        due_at=asked.due_after(ticket.team, at, rung.minutes),
        is_last=rung.is_last,
    )
    log.record(
        EscalationAsked(
            **asked.columns(ticket, by.pk),
            escalation_id=row.pk,
            kind=row.kind,
            why=cause.value,
            level=row.level,
            role=rung.role.value,
            policy_version=row.policy_version,
            due_ms=log.to_ms(row.due_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


@log.action
def go_up(escalation_id: int, *, at: datetime) -> bool:
    """Ask the next level where nobody picked it up in time; says whether anything changed.

    What waits on a solved ticket is withdrawn.
    """
    row = Escalation.objects.select_related("ticket", "team").get(pk=escalation_id)
    if row.state != AskState.WAITING or row.is_last or row.due_at > at:
        return False
    if row.ticket.is_ended:
        _withdraw(row, None, at)
        return True
    policy = policies.in_force(row.team).policy
    rung = way.rung(policy, policies.staffed(row.team, without=[row.asked_by_id]), row.level)
    waits = Escalation.objects.filter(pk=row.pk, state=AskState.WAITING, level=row.level)
    if rung is None:
        waits.update(is_last=True)
        return False
    return _raised(row, rung, at)


def _raised(row: Escalation, rung: Rung, at: datetime) -> bool:
    due_at = asked.due_after(row.team, at, rung.minutes)
    waits = Escalation.objects.filter(pk=row.pk, state=AskState.WAITING, level=row.level)
    if not waits.update(
        level=rung.level, role=rung.role, level_since=at, due_at=due_at, is_last=rung.is_last
    ):
        return False
    log.record(
        EscalationWentUp(
            **asked.columns(row.ticket, row.asked_by_id),
            escalation_id=row.pk,
            level=rung.level,
            role=rung.role.value,
            due_ms=log.to_ms(due_at),
        ),
        at=at,
    )
    return True


@log.action
def pick_up(escalation_id: int, *, mode: str, by: Person, at: datetime) -> Escalation:
    """Help with it: answer, handle it together, or take the ticket over. The one who helps may change how.

    Raises:
        TakenError: another lead was first; the message names them.
        DeskError: it is answered or withdrawn, or this is no way to help.
        PermissionDenied: ``by`` helps nobody.
        Escalation.DoesNotExist: there is none that ``by`` may answer.
    """
    authority.require(by, ASSIST)
    row = answerable(by).get(pk=escalation_id)
    if mode not in AssistMode.values:
        raise DeskError(_("Choose how to help: answer, co-handle or take over."))
    if row.state == AskState.TAKEN and row.taken_by_id == by.pk and row.mode == mode:
        return row
    free = Escalation.objects.filter(pk=row.pk, state=AskState.WAITING)
    own = Escalation.objects.filter(pk=row.pk, state=AskState.TAKEN, taken_by=by)
    if not free.update(state=AskState.TAKEN, taken_by=by, taken_at=at, mode=mode) and not own.update(
        mode=mode
    ):
        raise _too_late(row.pk)
    if mode == AssistMode.TAKE_OVER:
        tickets.assign(row.ticket_id, to=by, by=by, at=at, helps=True)
    log.record(
        EscalationPickedUp(
            **asked.columns(Ticket.objects.get(pk=row.ticket_id), row.asked_by_id),
            escalation_id=row.pk,
            by_id=by.pk,
            mode=mode,
            waited_ms=asked.took_ms(row.team, row.asked_at, at),
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


def _too_late(escalation_id: int) -> DeskError:
    now = Escalation.objects.select_related("taken_by").get(pk=escalation_id)
    if now.state == AskState.TAKEN and now.taken_by:
        return TakenError(_("%(name)s picked this up first.") % {"name": now.taken_by.name})
    return DeskError(_("This has been answered or withdrawn already."))


@log.action
def answer(
    escalation_id: int, *, text: str, by: Person, at: datetime, keep_ticket: bool = False
) -> Escalation:
    """Give it back to the agent with an answer; a ticket that was taken over goes back, too, unless kept.

    What stood in no manual becomes a candidate exception of the standards.

    Raises:
        TakenError: another lead helps with it.
        DeskError: nothing was written, or it is answered or withdrawn.
        PermissionDenied: ``by`` helps nobody.
        Escalation.DoesNotExist: there is none that ``by`` may answer.
    """
    words = asked.written(text, ANSWER_LENGTH, _("Write the answer for the agent."))
    row = answerable(by).get(pk=escalation_id)
    if row.state == AskState.WAITING:
        row = pick_up(escalation_id, mode=AssistMode.ANSWER, by=by, at=at)
    ticket = Ticket.objects.select_related("customer", "team").get(pk=row.ticket_id)
    kept_id = _keep(row, ticket, words, by, at)
    mine = Escalation.objects.filter(pk=row.pk, state=AskState.TAKEN, taken_by=by)
    if not mine.update(state=AskState.ANSWERED, answer=words, answered_at=at, candidate_id=kept_id):
        raise _too_late(row.pk)
    if row.mode == AssistMode.TAKE_OVER and not keep_ticket and _holds(ticket, by) and row.asked_by.is_active:
        tickets.assign(ticket.pk, to=row.asked_by, by=by, at=at)
    log.record(
        EscalationAnswered(
            **asked.columns(ticket, row.asked_by_id),
            escalation_id=row.pk,
            by_id=by.pk,
            mode=row.mode,
            took_ms=asked.took_ms(row.team, row.asked_at, at),
            candidate_id=kept_id,
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


def _holds(ticket: Ticket, person: Person) -> bool:
    return ticket.assignee_id == person.pk and not ticket.is_ended


def _keep(row: Escalation, ticket: Ticket, words: str, by: Person, at: datetime) -> int | None:
    """What stood in no manual, without names, for those who write the standards."""
    if row.kind != EscalationKind.OUT_OF_MANUAL:
        return None
    names = [ticket.customer.name]
    told = without_names(row.note, names) + "\n" + quoted(ticket)
    said = Answer(
        question=told[:CANDIDATE_LENGTH],
        text=without_names(words, names),
        team_id=row.team.centre_id,
        reason_id=ticket.reason_id,
        ticket_id=ticket.pk,
    )
    return keep_candidate(said, kind=CandidateKind.EXCEPTION, by=by, at=at).pk


@log.action
def withdraw(escalation_id: int, *, by: Person, at: datetime) -> Escalation:
    """Take it back: it has settled itself. Taking it back twice changes nothing.

    Raises:
        DeskError: it was answered already.
        Escalation.DoesNotExist: ``by`` neither asked nor may answer it.
    """
    own = Escalation.objects.filter(asked_by=by) | Escalation.objects.filter(
        pk__in=answerable(by).values("pk")
    )
    row = own.select_related("ticket", "team").get(pk=escalation_id)
    if row.state == AskState.WITHDRAWN:
        return row
    _withdraw(row, by, at)
    row.refresh_from_db()
    return row


def _withdraw(row: Escalation, by: Person | None, at: datetime) -> None:
    if not Escalation.objects.filter(pk=row.pk, state__in=OPEN).update(state=AskState.WITHDRAWN):
        raise _too_late(row.pk)
    log.record(
        EscalationWithdrawn(**asked.columns(row.ticket, row.asked_by_id), escalation_id=row.pk),
        at=at,
        actor_id=by.pk if by else None,
    )


@log.action
def whisper(ticket_id: int, *, to: Person | None, text: str, by: Person, at: datetime) -> Whisper:
    """Tell the agent of a ticket something nobody else reads but leads.

    Args:
        to: none: whoever holds the ticket.

    Raises:
        DeskError: nothing was written, nobody holds the ticket, or it is the writer's own.
        PermissionDenied: ``by`` helps nobody in this team.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket(by, ticket_id)
    authority.require(by, ASSIST, team_id=ticket.team_id)
    words = asked.written(text, NOTE_LENGTH, _("Write what the agent should know."))
    hearer = to or ticket.assignee
    if hearer is None or hearer.pk == by.pk:
        raise DeskError(_("Nobody else holds this ticket. Leave a note instead."))
    row = Whisper.objects.create(ticket=ticket, writer=by, to=hearer, text=words, made_at=at)
    log.record(
        WhisperWritten(**asked.columns(ticket, hearer.pk), whisper_id=row.pk, by_id=by.pk),
        at=at,
        actor_id=by.pk,
    )
    return row
