"""What words leave on a ticket follows it: into another one, and into erasure."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from gijun.desk.events.wording import ProcedureEnded
from gijun.desk.models import (
    Procedure,
    ProcedureRun,
    ProcedureVersion,
    ReplyTemplate,
    SentenceFlag,
    TemplateStep,
    TemplateText,
    TemplateTick,
    TemplateUse,
    TemplateVersion,
    Ticket,
)
from gijun.desk.terms.wording import RunState
from gijun.events import log
from gijun.organisation.models import Person


def move(loser: Ticket, winner: Ticket, contact_id: int | None, by: Person, at: datetime) -> None:
    """Inside an action: ticks, flags and runs of one ticket stand on the other.

    Of a procedure under way on both, the winner's goes on. ``contact_id``: the loser's open contact.
    """
    under_way = ProcedureRun.objects.filter(state=RunState.RUNNING)
    doubled = under_way.filter(
        ticket=loser, procedure__in=under_way.filter(ticket=winner).values("procedure")
    )
    for run in doubled.order_by("id"):
        end_run(run, loser, contact_id, by, at, RunState.ABANDONED)
    there = TemplateTick.objects.filter(ticket=winner).values("step_id")
    TemplateTick.objects.filter(ticket=loser, step_id__in=there).delete()
    for of_ticket in (TemplateTick, SentenceFlag, ProcedureRun):
        of_ticket.objects.filter(ticket=loser).update(ticket=winner)


def end_run(
    run: ProcedureRun, ticket: Ticket, contact_id: int | None, by: Person, at: datetime, state: RunState
) -> None:
    """Inside an action: a run is finished or broken off; one that has ended stays as it is."""
    here = ProcedureRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    if not here.update(state=state, ended_at=at):
        return
    log.record(
        ProcedureEnded(
            ticket_id=ticket.pk,
            contact_id=contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            run_id=run.pk,
            version_id=run.version_id,
            step=run.step,
            finished=state == RunState.FINISHED,
            took_ms=log.to_ms(at) - log.to_ms(run.started_at),
        ),
        at=at,
        actor_id=by.pk,
    )


def blank(tickets: QuerySet[Ticket]) -> None:
    """Inside an action: empty what was quoted and typed in flags; where they stand stays."""
    SentenceFlag.objects.filter(ticket__in=tickets).update(excerpt="", note="", answer="")


def remove_practice(team_ids: Collection[int], tickets: QuerySet[Ticket]) -> None:
    """Inside an action: remove words used on practice tickets, and those of practice centres."""
    TemplateUse.objects.filter(message__ticket__in=tickets).delete()
    for of_ticket in (TemplateTick, SentenceFlag, ProcedureRun):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    for of_version in (TemplateText, TemplateStep):
        of_version.objects.filter(version__template__team__in=team_ids).delete()
    TemplateVersion.objects.filter(template__team__in=team_ids).delete()
    ReplyTemplate.objects.filter(team__in=team_ids).delete()
    ProcedureVersion.objects.filter(procedure__team__in=team_ids).delete()
    Procedure.objects.filter(team__in=team_ids).delete()
