"""The right to end (산업안전보건법 제41조): warned, warned for the last time, ended, and a rest offered.

No step counts against the agent: the facts let measures leave such contacts out.
"""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gijun.desk.actions.settling import settle
from gijun.desk.actions.sparing.following import note_step
from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.errors import DeskError
from gijun.desk.events import ContactEnded
from gijun.desk.events.sparing import ContactEndedByRight
from gijun.desk.models import Contact, EndingRun, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.sparing.policy import ending
from gijun.desk.terms.sparing import EndReason, EndStage
from gijun.events import log
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.errors import OrganisationError
from gijun.organisation.models import Person
from gijun.organisation.terms import AwayReason, StateKind

USE = "desk.reply"


@log.action
def warn(ticket_id: int, *, reason: str, by: Person, at: datetime) -> EndingRun:
    """Note that the customer was warned; while a run is open this changes nothing.

    Raises:
        DeskError: no reason was chosen.
        PermissionDenied: ``by`` may not answer customers.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, USE)
    if reason not in EndReason.values:
        raise DeskError(_("Choose why the customer has to be warned."))
    version, _rules = ending(ticket.team_id)
    try:
        with transaction.atomic():
            run = EndingRun.objects.create(
                ticket=ticket,
                contact_id=open_contact_id(ticket),
                team=ticket.team,
                person=by,
                reason=reason,
                stage=EndStage.WARNING,
                policy_version=version,
                started_at=at,
            )
    except IntegrityError:
        return EndingRun.objects.get(ticket=ticket, ended_at=None)
    note_step(run, ticket, EndStage.WARNING, by, at)
    return run


@log.action
def warn_again(run_id: int, *, by: Person, at: datetime) -> EndingRun:
    """Note that the customer was warned for the last time; twice it changes nothing.

    Raises:
        DeskError: the run is over.
        EndingRun.DoesNotExist: there is none that ``by`` may see.
    """
    run = _run(run_id, by)
    first = EndingRun.objects.filter(pk=run.pk, stage=EndStage.WARNING, ended_at=None)
    if first.update(stage=EndStage.FINAL, final_at=at):
        note_step(run, run.ticket, EndStage.FINAL, by, at)
    elif run.ended_at:
        raise DeskError(_("This is over already."))
    run.refresh_from_db()
    return run


@log.action
def calm(run_id: int, *, by: Person, at: datetime) -> EndingRun:
    """Note that the customer calmed down: the contact goes on; twice it changes nothing."""
    run = _run(run_id, by)
    if EndingRun.objects.filter(pk=run.pk, ended_at=None).update(stage=EndStage.CALMED, ended_at=at):
        note_step(run, run.ticket, EndStage.CALMED, by, at)
    run.refresh_from_db()
    return run


@log.action
def end_contact(run_id: int, *, by: Person, at: datetime) -> EndingRun:
    """End the contact after the final warning. The lead hears of it; the ticket stays for them to decide.

    Raises:
        DeskError: the customer has not had the final warning, or it is over.
        EndingRun.DoesNotExist: there is none that ``by`` may see.
    """
    run = _run(run_id, by)
    _version, rules = ending(run.team_id)
    rest_until = at + timedelta(minutes=rules.rest_min) if rules.rest_min else None
    final = EndingRun.objects.filter(pk=run.pk, stage=EndStage.FINAL, ended_at=None)
    if not final.update(stage=EndStage.ENDED, ended_at=at, rest_until=rest_until):
        if run.stage == EndStage.ENDED:
            return run
        raise DeskError(_("Give the final warning before you end the contact."))
    for contact in Contact.objects.filter(ticket=run.ticket, ended_at=None).order_by("id"):
        Contact.objects.filter(pk=contact.pk).update(ended_at=at)
        log.record(
            ContactEnded(
                ticket_id=run.ticket_id,
                contact_id=contact.pk,
                team_id=run.ticket.team_id,
                channel=contact.channel,
            ),
            at=at,
            actor_id=by.pk,
        )
    log.record(
        ContactEndedByRight(
            ticket_id=run.ticket_id,
            contact_id=run.contact_id,
            team_id=run.team_id,
            agent_id=run.person_id,
            channel=run.ticket.channel,
            run_id=run.pk,
            reason=run.reason,
            rest_until_ms=log.to_ms(rest_until) if rest_until else None,
        ),
        at=at,
        actor_id=by.pk,
    )
    settle(run.ticket.assignee_id, at, channel=run.ticket.channel)
    run.refresh_from_db()
    return run


@log.action
def rest(run_id: int, *, by: Person, at: datetime) -> None:
    """Take the rest that ending a contact grants; no approval is asked for and no limit holds.

    Raises:
        DeskError: no rest goes with it, its time is over, or the present state does not allow it.
        PermissionDenied: it is a colleague's rest.
    """
    run = _run(run_id, by)
    if run.person_id != by.pk:
        raise PermissionDenied(_("The rest belongs to whoever ended the contact."))
    if run.rest_until is None or run.rest_until <= at:
        raise DeskError(_("The time of this rest is over. Ask for a break instead."))
    try:
        enter_state(
            by.pk,
            StateKind.AWAY,
            reason=AwayReason.REST,
            by=by,
            at=at,
            ends_by=run.rest_until,
            by_rule=True,
        )
    except OrganisationError as error:
        raise DeskError(str(error)) from error


def _run(run_id: int, by: Person) -> EndingRun:
    run = EndingRun.objects.select_related("ticket__team").get(pk=run_id)
    try:
        visible.ticket_to(by, run.ticket_id, USE)
    except Ticket.DoesNotExist as error:
        raise EndingRun.DoesNotExist from error
    return run
