"""Who is at a ticket, and how long they worked on it."""

from datetime import datetime, timedelta

from gijun.desk.actions.tickets import open_contact_id
from gijun.desk.events import WorkEnded, WorkStarted
from gijun.desk.models import Presence, Ticket, Work
from gijun.desk.queries import visible
from gijun.events import log
from gijun.organisation.models import Person

FADES_AFTER = timedelta(seconds=45)  # three missed heartbeats


def be_present(ticket_id: int, *, by: Person, at: datetime, is_writing: bool = False) -> list[Presence]:
    """A heartbeat from an open ticket page; returns the colleagues who are there too.

    The holder of the ticket works on it while the page is open: that stretch is handle time.

    Raises:
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket(by, ticket_id)
    Presence.objects.update_or_create(
        ticket=ticket, person=by, defaults={"seen_at": at, "is_writing": is_writing}
    )
    if ticket.assignee_id == by.pk and not ticket.is_ended:
        _go_on(ticket, by, at)
    return list(
        Presence.objects.filter(ticket=ticket, seen_at__gt=at - FADES_AFTER)
        .exclude(person=by)
        .select_related("person")
        .order_by("person__name")
    )


def _go_on(ticket: Ticket, by: Person, at: datetime) -> None:
    running = Work.objects.filter(ticket=ticket, person=by, ended_at=None).first()
    if running and at - running.last_seen_at <= FADES_AFTER:
        Work.objects.filter(pk=running.pk).update(last_seen_at=at)
        return
    with log.writing():
        if running:
            _end(running, at=running.last_seen_at)
        _start(ticket, by, at)


def _start(ticket: Ticket, by: Person, at: datetime) -> None:
    if Work.objects.filter(ticket=ticket, person=by, ended_at=None).exists():
        return  # another tab of the same person was quicker
    work = Work.objects.create(
        ticket=ticket, contact_id=open_contact_id(ticket), person=by, started_at=at, last_seen_at=at
    )
    log.record(
        WorkStarted(
            ticket_id=ticket.pk,
            contact_id=work.contact_id,
            team_id=ticket.team_id,
            agent_id=by.pk,
            channel=ticket.channel,
            work_id=work.pk,
        ),
        at=at,
        actor_id=by.pk,
    )


def _end(work: Work, *, at: datetime) -> None:
    if not Work.objects.filter(pk=work.pk, ended_at=None).update(ended_at=at, last_seen_at=at):
        return
    ticket = Ticket.objects.get(pk=work.ticket_id)
    log.record(
        WorkEnded(
            ticket_id=ticket.pk,
            contact_id=work.contact_id,
            team_id=ticket.team_id,
            agent_id=work.person_id,
            channel=ticket.channel,
            work_id=work.pk,
            worked_ms=log.to_ms(at) - log.to_ms(work.started_at),
        ),
        at=at,
        actor_id=work.person_id,
    )


@log.action
def leave(ticket_id: int, *, by: Person, at: datetime) -> None:
    """The person turned away from the ticket."""
    Presence.objects.filter(ticket_id=ticket_id, person=by).delete()
    for work in Work.objects.filter(ticket_id=ticket_id, person=by, ended_at=None):
        _end(work, at=at)


@log.action
def sweep_work(at: datetime) -> int:
    """End stretches of work whose page went silent, at its last heartbeat; returns how many."""
    Presence.objects.filter(seen_at__lte=at - FADES_AFTER).delete()
    silent = list(Work.objects.filter(ended_at=None, last_seen_at__lte=at - FADES_AFTER))
    for work in silent:
        _end(work, at=work.last_seen_at)
    return len(silent)
