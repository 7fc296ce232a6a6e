"""A procedure in a ticket: begun, a step on, a step back, broken off. Any colleague may go on."""

from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.actions.wording.following import end_run
from gijun.desk.errors import DeskError
from gijun.desk.events.wording import ProcedureStarted, ProcedureStep
from gijun.desk.models import Procedure, ProcedureRun, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.wording.procedures import newest_version, procedures_for
from gijun.desk.rules.wording.procedures import from_content
from gijun.desk.terms.wording import END, MOST_TURNS, RunState
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def start_run(ticket_id: int, *, procedure_id: int, by: Person, at: datetime) -> ProcedureRun:
    """Begin a procedure in a ticket; one that is under way there already is gone on with.

    Raises:
        DeskError: the ticket is solved.
        PermissionDenied: ``by`` may not answer customers.
        Procedure.DoesNotExist: there is none for this ticket.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, "desk.reply")
    running = ProcedureRun.objects.filter(ticket=ticket, procedure=procedure_id, state=RunState.RUNNING)
    if under_way := running.first():
        return under_way
    if ticket.is_ended:
        raise DeskError(_("This ticket is solved. Reopen it first."))
    procedure: Procedure = procedures_for(ticket).get(pk=procedure_id)
    version = newest_version(procedure.pk)
    run = ProcedureRun.objects.create(
        ticket=ticket,
        procedure=procedure,
        version=version,
        step=from_content(version.content).first,
        started_by=by,
        started_at=at,
        reached_at=at,
    )
    log.record(
        ProcedureStarted(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            run_id=run.pk,
            procedure_id=procedure.pk,
            version_id=version.pk,
            step=run.step,
        ),
        at=at,
        actor_id=by.pk,
    )
    return run


@log.action
def go_on(run_id: int, *, turn: int, by: Person, at: datetime, choice: int | None = None) -> ProcedureRun:
    """Leave a step behind; at the end the procedure is finished. A turn that was taken changes nothing.

    Args:
        turn: how many moves the person had seen.
        choice: which way, from 1, where the step chooses.

    Raises:
        DeskError: the choice is none of the step's, or somebody goes round and round.
        PermissionDenied: ``by`` may not answer customers.
        ProcedureRun.DoesNotExist, Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    run, ticket = _run_to(run_id, by)
    if run.state != RunState.RUNNING or run.turns != turn:
        return run
    if turn >= MOST_TURNS:
        raise DeskError(_("This procedure has gone round %(count)d times. Break it off.") % {"count": turn})
    to = from_content(run.version.content).after(run.step, choice)
    if to is None:
        raise DeskError(_("Choose one of the ways this step offers."))
    chosen = str(choice) if choice and _chooses(run) else ""
    trail = [*run.trail, [run.step, chosen]]
    if not _move(run, to, trail, chosen, ticket, by, at, back=False):
        return _fresh(run)
    if to == END:
        end_run(_fresh(run), ticket, open_contact_id(ticket), by, at, RunState.FINISHED)
    return _fresh(run)


@log.action
def go_back(run_id: int, *, turn: int, by: Person, at: datetime) -> ProcedureRun:
    """Return to the step before; at the first one, or where the turn was taken already, nothing changes.

    Raises:
        PermissionDenied: ``by`` may not answer customers.
        ProcedureRun.DoesNotExist, Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    run, ticket = _run_to(run_id, by)
    if run.state != RunState.RUNNING or run.turns != turn or not run.trail:
        return run
    to = run.trail[-1][0]
    _move(run, to, run.trail[:-1], "", ticket, by, at, back=True)
    return _fresh(run)


@log.action
def abandon_run(run_id: int, *, by: Person, at: datetime) -> ProcedureRun:
    """Break a procedure off; one that has ended stays as it is.

    Raises:
        PermissionDenied: ``by`` may not answer customers.
        ProcedureRun.DoesNotExist, Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    run, ticket = _run_to(run_id, by)
    end_run(run, ticket, open_contact_id(ticket), by, at, RunState.ABANDONED)
    return _fresh(run)


def _run_to(run_id: int, by: Person) -> tuple[ProcedureRun, Ticket]:
    run = ProcedureRun.objects.select_related("version").get(pk=run_id)
    return run, visible.ticket_to(by, run.ticket_id, "desk.reply")


def _fresh(run: ProcedureRun) -> ProcedureRun:
    return ProcedureRun.objects.select_related("version").get(pk=run.pk)


def _chooses(run: ProcedureRun) -> bool:
    step = from_content(run.version.content).called(run.step)
    return bool(step and step.choices)


def _move(
    run: ProcedureRun,
    to: str,
    trail: list[list[str]],
    choice: str,
    ticket: Ticket,
    by: Person,
    at: datetime,
    *,
    back: bool,
) -> bool:
    """Did the move win? Two people press at once, one of them moves."""
    here = ProcedureRun.objects.filter(pk=run.pk, state=RunState.RUNNING, turns=run.turns)
    if not here.update(step=to, trail=trail, turns=run.turns + 1, reached_at=at):
        return False
    log.record(
        ProcedureStep(
            ticket_id=ticket.pk,
            contact_id=open_contact_id(ticket),
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            run_id=run.pk,
            version_id=run.version_id,
            step=run.step,
            choice=choice,
            to_step=to,
            back=back,
            took_ms=log.to_ms(at) - log.to_ms(run.reached_at),
        ),
        at=at,
        actor_id=by.pk,
    )
    return True
