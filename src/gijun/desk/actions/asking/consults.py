"""Questions to a policy department, answered without the ticket, kept as candidates."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.asking import asked
from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events.asking import ConsultAnswered, ConsultAsked, ConsultKept, ConsultWithdrawn
from gijun.desk.models import Consult
from gijun.desk.queries import visible
from gijun.desk.queries.asking import policy as policies
from gijun.desk.queries.asking.consults import ANSWER, departments, of_departments
from gijun.desk.queries.asking.escalations import quoted
from gijun.desk.rules.quoting import without_names
from gijun.desk.terms.asking import ANSWER_LENGTH, NOTE_LENGTH, AskState
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.actions.candidates import Answer, keep_candidate
from gijun.standards.errors import StandardsError
from gijun.standards.terms.candidates import CANDIDATE_LENGTH, CandidateKind


@log.action
def consult(
    ticket_id: int,
    *,
    department_id: int,
    question: str,
    why: str,
    by: Person,
    at: datetime,
    standard_id: int | None = None,
) -> Consult:
    """Ask a policy department; it gets the question and the last messages without names, and nothing else.

    The same question again while it waits changes nothing.

    Raises:
        DeskError: nothing was asked, nobody says why, there is no such department, or the ticket is solved.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    asked.require_open(ticket)
    cause = asked.why_of(why)
    words = asked.written(question, NOTE_LENGTH, _("Write what the department should answer."))
    words = without_names(words, [ticket.customer.name])
    if department_id not in {team.pk for team in departments(ticket)}:
        raise DeskError(_("Choose a department that answers questions."))
    same = Consult.objects.filter(
        ticket=ticket, department_id=department_id, question=words, asked_by=by, state=AskState.WAITING
    ).first()
    if same:
        return same
    minutes = policies.in_force(ticket.team).policy.consult_min
    row = Consult.objects.create(
        ticket=ticket,
        contact_id=open_contact_id(ticket),
        team_id=ticket.team_id,
        department_id=department_id,
        why=cause,
        question=words,
        context=quoted(ticket),
        standard_id=standard_id,
        reason_id=ticket.reason_id,
        asked_by=by,
        asked_at=at,
        due_at=asked.due_after(ticket.team, at, minutes),
    )
    log.record(
        ConsultAsked(
            **asked.columns(ticket, by.pk),
            consult_id=row.pk,
            department_id=department_id,
            why=cause.value,
            standard_id=standard_id,
            due_ms=log.to_ms(row.due_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    return row


@log.action
def answer_consult(consult_id: int, *, text: str, by: Person, at: datetime) -> Consult:
    """Answer; the agent sees it beside the ticket at once.

    Raises:
        DeskError: nothing was written, or it was answered or withdrawn.
        PermissionDenied: ``by`` answers no questions.
        Consult.DoesNotExist: there is none of ``by``'s departments.
    """
    authority.require(by, ANSWER)
    row = of_departments(by).select_related("ticket", "team").get(pk=consult_id)
    words = asked.written(text, ANSWER_LENGTH, _("Write the answer for the agent."))
    waits = Consult.objects.filter(pk=row.pk, state=AskState.WAITING)
    if not waits.update(state=AskState.ANSWERED, answer=words, answered_by=by, answered_at=at):
        raise DeskError(_("This has been answered or withdrawn already."))
    log.record(
        ConsultAnswered(
            **asked.columns(row.ticket, row.asked_by_id),
            consult_id=row.pk,
            by_id=by.pk,
            took_ms=asked.took_ms(row.team, row.asked_at, at),
            late=at > row.due_at,
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


@log.action
def keep_answer(consult_id: int, *, by: Person, at: datetime) -> Consult:
    """Make the answer a candidate sentence of the standards; twice changes nothing.

    Raises:
        DeskError: it is not answered.
        PermissionDenied: ``by`` answers no questions.
        Consult.DoesNotExist: there is none of ``by``'s departments.
    """
    authority.require(by, ANSWER)
    row = of_departments(by).select_related("ticket__customer", "team").get(pk=consult_id)
    if row.candidate_id:
        return row
    if row.state != AskState.ANSWERED or not row.answer:
        raise DeskError(_("Answer it first."))
    said = Answer(
        question=f"{row.question}\n{row.context}"[:CANDIDATE_LENGTH],
        text=without_names(row.answer, [row.ticket.customer.name]),
        team_id=row.team.centre_id,
        reason_id=row.reason_id,
        ticket_id=row.ticket_id,
    )
    try:
        kept = keep_candidate(said, kind=CandidateKind.SENTENCE, by=by, at=at)
    except StandardsError as error:
        raise DeskError(str(error)) from error
    Consult.objects.filter(pk=row.pk).update(candidate_id=kept.pk)
    log.record(
        ConsultKept(
            **asked.columns(row.ticket, row.asked_by_id), consult_id=row.pk, by_id=by.pk, candidate_id=kept.pk
        ),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row


@log.action
def withdraw_consult(consult_id: int, *, by: Person, at: datetime) -> Consult:
    """Take a question back; twice changes nothing.

    Raises:
        DeskError: it was answered already.
        Consult.DoesNotExist: there is none of ``by``'s.
    """
    row = Consult.objects.select_related("ticket").get(pk=consult_id, asked_by=by)
    if row.state == AskState.WITHDRAWN:
        return row
    if not Consult.objects.filter(pk=row.pk, state=AskState.WAITING).update(state=AskState.WITHDRAWN):
        raise DeskError(_("This has been answered or withdrawn already."))
    log.record(
        ConsultWithdrawn(**asked.columns(row.ticket, row.asked_by_id), consult_id=row.pk),
        at=at,
        actor_id=by.pk,
    )
    row.refresh_from_db()
    return row
