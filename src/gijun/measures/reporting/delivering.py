"""Reports on their way: fallen due once for each reader and period, claimed by one worker, tried until taken.

A try whose end nobody knows is not repeated by itself: nothing is sent twice. Whoever misses a report has it
sent again by hand; it then leaves under the same id.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from gijun.desk.rules.retry import next_try
from gijun.events import log
from gijun.measures.errors import MeasuresError
from gijun.measures.events import ReportFellDue, ReportNotSent, ReportSent
from gijun.measures.models import Report, ReportDelivery, ReportTiming
from gijun.measures.reporting import queries, rules
from gijun.measures.reporting.rules import Due
from gijun.measures.reporting.terms import (
    LATE_MIN,
    LONGEST_DELAY_DAYS,
    MAKE,
    WAITS_FOR_MORE,
    DeliveryStanding,
    Hindrance,
    Rhythm,
)
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries.calendars import calendar_for

EPOCH = date(1970, 1, 1)
CLAIM = timedelta(minutes=10)  # after that whoever sent it is taken for dead
WAIT_FOR_FIGURES = timedelta(minutes=5)


def make_due(at: datetime) -> int:
    """Note every report that has to reach somebody by now; returns how many are new."""
    rows = ReportTiming.objects.filter(is_on=True, report__is_active=True).select_related("report__team")
    return sum(_fall_due(row.report, found, at) for row in rows for found in _due_of(row, at))


def _due_of(row: ReportTiming, at: datetime) -> list[Due]:
    report = row.report
    return rules.due(
        Rhythm(report.rhythm),
        queries.as_rule(row),
        zone=report.team.zone,
        since=row.since,
        until=at,
        is_working=_working_days(report.team),
    )


def _working_days(team: Team) -> Callable[[date], bool]:
    calendar = calendar_for(team)
    return lambda day: bool(calendar.hours_on(day))


def _fall_due(report: Report, due: Due, at: datetime) -> int:
    """Only people who get nothing of this period yet are looked at, so that looking again costs little."""
    first, last = due.span.first, due.span.last
    known = ReportDelivery.objects.filter(report=report, first=first, last=last)
    missing = set(queries.reader_ids(report)) - set(known.values_list("person_id", flat=True))
    return _note_due(report, due, sorted(missing), at) if missing else 0


@log.action
def _note_due(report: Report, due: Due, person_ids: list[int], at: datetime) -> int:
    made = 0
    for person_id in person_ids:
        row, is_new = ReportDelivery.objects.get_or_create(
            report=report,
            person_id=person_id,
            first=due.span.first,
            last=due.span.last,
            defaults={
                "due_at": due.at,
                "next_try_at": due.at,
                "is_late": at - due.at > timedelta(minutes=LATE_MIN),
            },
        )
        if is_new:
            made += 1
            _record_due(row, at, by=None)
    return made


def _record_due(row: ReportDelivery, at: datetime, *, by: Person | None) -> None:
    fact = ReportFellDue(
        report_id=row.report_id,
        team_id=row.report.team_id,
        delivery_id=row.pk,
        person_id=row.person_id,
        first_day_number=(row.first - EPOCH).days,
        last_day_number=(row.last - EPOCH).days,
        again=by is not None,
    )
    log.record(fact, at=at, actor_id=by.pk if by else None)


def claim_next(at: datetime) -> ReportDelivery | None:
    """The report whose time came first, for this worker alone."""
    waiting = ReportDelivery.objects.filter(standing=DeliveryStanding.WAITING, next_try_at__lte=at)
    for pk in waiting.order_by("next_try_at", "id").values_list("pk", flat=True)[:20]:
        claimed = waiting.filter(pk=pk).update(standing=DeliveryStanding.SENDING, claimed_until=at + CLAIM)
        if claimed:
            return ReportDelivery.objects.select_related("report__team", "report__owner", "person").get(pk=pk)
    return None


def give_up_interrupted(at: datetime) -> None:
    """Deliveries whose worker died: nobody knows whether they left, so a person decides."""
    lost = ReportDelivery.objects.filter(standing=DeliveryStanding.SENDING, claimed_until__lt=at)
    for pk in lost.values_list("pk", flat=True):
        _give_up(pk, Hindrance.INTERRUPTED, "", at)


@log.action
def note_sent(delivery_id: int, *, answer: str, at: datetime) -> None:
    """The mail server took it."""
    row = _tried(delivery_id)
    if row is None:
        return
    is_late = row.is_late or at - row.due_at > timedelta(minutes=LATE_MIN)
    ReportDelivery.objects.filter(pk=delivery_id).update(
        standing=DeliveryStanding.SENT,
        sent_at=at,
        is_late=is_late,
        hindrance="",
        answer=answer[:500],
        claimed_until=None,
    )
    fact = ReportSent(
        report_id=row.report_id,
        team_id=row.report.team_id,
        delivery_id=row.pk,
        person_id=row.person_id,
        attempts=row.attempts,
        late=is_late,
    )
    log.record(fact, at=at)


@log.action
def note_not_sent(
    delivery_id: int, hindrance: Hindrance, *, answer: str = "", final: bool = False, at: datetime
) -> None:
    """A try failed: try again later where that may help, or give up and say so.

    Where only time helps (no server, figures not counted yet) it waits as long as a report may be late.
    """
    if final or hindrance not in WAITS_FOR_MORE | {Hindrance.REFUSED}:
        _give_up(delivery_id, hindrance, answer, at)
        return
    row = ReportDelivery.objects.get(pk=delivery_id)
    patient = hindrance in {Hindrance.NO_SERVER, Hindrance.NO_FIGURES}
    wait = _patience(row, at) if patient else next_try(row.attempts + 1)
    if wait is None:
        _give_up(delivery_id, hindrance, answer, at)
        return
    ReportDelivery.objects.filter(pk=delivery_id, standing=DeliveryStanding.SENDING).update(
        standing=DeliveryStanding.WAITING,
        attempts=row.attempts + (0 if patient else 1),
        next_try_at=at + wait,
        claimed_until=None,
        hindrance=hindrance,
        answer=answer[:500],
    )


def _patience(row: ReportDelivery, at: datetime) -> timedelta | None:
    return WAIT_FOR_FIGURES if at - row.due_at < timedelta(days=LONGEST_DELAY_DAYS) else None


@log.action
def _give_up(delivery_id: int, hindrance: Hindrance, answer: str, at: datetime) -> None:
    row = _tried(delivery_id)
    if row is None:
        return
    ReportDelivery.objects.filter(pk=delivery_id).update(
        standing=DeliveryStanding.FAILED, hindrance=hindrance, answer=answer[:500], claimed_until=None
    )
    fact = ReportNotSent(
        report_id=row.report_id,
        team_id=row.report.team_id,
        delivery_id=row.pk,
        person_id=row.person_id,
        attempts=row.attempts,
        hindrance=hindrance.value,
    )
    log.record(fact, at=at)


def _tried(delivery_id: int) -> ReportDelivery | None:
    """Count the try; none where somebody else has noted how it ended."""
    being_sent = ReportDelivery.objects.filter(pk=delivery_id, standing=DeliveryStanding.SENDING)
    row = being_sent.select_related("report").first()
    if row is None:
        return None
    row.attempts += 1
    being_sent.update(attempts=row.attempts)
    return row


@log.action
def send_again(delivery_id: int, *, by: Person, at: datetime) -> ReportDelivery:
    """Try a report that did not reach somebody once more.

    Raises:
        MeasuresError: it was not given up.
        PermissionDenied: ``by`` may not make reports of its teams.
        ReportDelivery.DoesNotExist: there is none that ``by`` may see.
    """
    row = ReportDelivery.objects.select_related("report").get(pk=delivery_id)
    if not row.report.is_active or not queries.sees_all(by, row.report.team_ids):
        raise ReportDelivery.DoesNotExist
    for team_id in row.report.team_ids:
        authority.require(by, MAKE, team_id=team_id)
    failed = ReportDelivery.objects.filter(pk=delivery_id).filter(Q(standing=DeliveryStanding.FAILED))
    again = failed.update(
        standing=DeliveryStanding.WAITING, attempts=0, next_try_at=at, hindrance="", answer=""
    )
    if not again:
        raise MeasuresError(_("Only a report that was not sent can be sent again."))
    _record_due(row, at, by=by)
    return row
