"""Exceptions judged in contacts: the verdict the table gives, and who asked it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import ExceptionJudged
from gijun.desk.models import Judgement, Ticket
from gijun.desk.queries import visible
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import queries as standards


@log.action
def judge_exception(
    ticket_id: int,
    *,
    version_id: int,
    answers: Sequence[tuple[str, str]],
    by: Person,
    at: datetime,
    took_ms: int | None = None,
) -> Judgement:
    """Judge a contact by the exceptions of a version, and keep the verdict with the answers it rests on.

    ``answers``: keys of questions with what was typed. ``took_ms``: from opening to accepting the verdict.

    Raises:
        DeskError: the version has no exceptions, an answer is not understood, or a question is still open.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    hearing = standards.hear(version_id, answers, today=log.business_day(at, ticket.team_id))
    if hearing is None:
        raise DeskError(_("This standard has no exceptions to judge by."))
    if hearing.ruling is None:
        raise DeskError(hearing.refusal or _("The verdict is not certain yet. Answer the open question."))
    judgement = Judgement.objects.create(
        ticket=ticket,
        contact_id=open_contact_id(ticket),
        version_id=version_id,
        answers={one.key: one.kept for one in hearing.answered},
        verdict=hearing.ruling.verdict,
        case_place=hearing.ruling.place,
        person=by,
        judged_at=at,
    )
    log.record(_told(ticket, judgement, hearing, took_ms), at=at, actor_id=by.pk)
    return judgement


def _told(
    ticket: Ticket, judgement: Judgement, hearing: standards.Hearing, took_ms: int | None
) -> ExceptionJudged:
    return ExceptionJudged(
        ticket_id=ticket.pk,
        contact_id=judgement.contact_id,
        team_id=ticket.team_id,
        agent_id=judgement.person_id,
        channel=ticket.channel,
        judgement_id=judgement.pk,
        standard_id=hearing.standard_id,
        version_id=hearing.version_id,
        verdict=judgement.verdict,
        case_place=judgement.case_place,
        questions=len(hearing.answered),
        took_ms=took_ms,
    )
