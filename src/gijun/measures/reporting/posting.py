"""The worker's loop that sends reports when they are due."""

import logging
from threading import Event as Stop

from django.db import close_old_connections
from django.utils import timezone

from gijun.measures.errors import MeasuresError, NoLakeError
from gijun.measures.models import ReportDelivery
from gijun.measures.reporting import delivering, letters, ports, queries
from gijun.measures.reporting.computing import Filled
from gijun.measures.reporting.ports import Handed, Letter
from gijun.measures.reporting.rules import Span
from gijun.measures.reporting.terms import Hindrance
from gijun.organisation.models import Person

logger = logging.getLogger(__name__)
LOOKS_EVERY_S = 20.0


class NotNow(Exception):  # noqa: N818 -- it says what happened
    """A report cannot be sent as things are."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.value)
        self.hindrance = hindrance


def run(stop: Stop) -> None:
    """Send what is due until the stop is set."""
    while True:
        close_old_connections()
        delivering.make_due(timezone.now())
        delivering.give_up_interrupted(timezone.now())
        while not stop.is_set() and send_next():
            close_old_connections()
        close_old_connections()
        if stop.wait(LOOKS_EVERY_S):
            return


def send_next() -> bool:
    """Send the report whose time came first, outside any transaction; says whether there was one."""
    delivery = delivering.claim_next(timezone.now())
    if delivery is None:
        return False
    try:
        _send(delivery)
    except NotNow as error:
        delivering.note_not_sent(delivery.pk, error.hindrance, at=timezone.now())
    except MeasuresError as error:  # the font is missing: somebody has to build the front end
        delivering.note_not_sent(delivery.pk, Hindrance.NO_FIGURES, answer=str(error), at=timezone.now())
    except Exception:  # the worker goes on with the next one
        logger.exception("Report delivery %s broke the sender.", delivery.pk)
        delivering.note_not_sent(delivery.pk, Hindrance.INTERRUPTED, final=True, at=timezone.now())
    return True


def _send(delivery: ReportDelivery) -> None:
    written = _written(delivery)
    postman = ports.postman()
    if postman is None:
        raise NotNow(Hindrance.NO_SERVER)
    _note(delivery, postman.hand_over(written))


def _written(delivery: ReportDelivery) -> Letter:
    """The letter, with the rights of whoever owns the report.

    Raises:
        NotNow: it must not leave, or cannot yet.
        MeasuresError: it cannot be drawn.
    """
    report, owner, person = delivery.report, delivery.report.owner, delivery.person
    if not report.is_active or person.pk not in queries.reader_ids(report):
        raise NotNow(Hindrance.STOPPED)
    if not _sees(person, report.team_ids):
        raise NotNow(Hindrance.NOT_ALLOWED)
    if not person.email:
        raise NotNow(Hindrance.NO_ADDRESS)
    if not _sees(owner, report.team_ids):
        raise NotNow(Hindrance.NO_OWNER)
    if ports.postman() is None:
        raise NotNow(Hindrance.NO_SERVER)
    return letters.letter(delivery, _filled(delivery, owner), at=timezone.now())


def _sees(person: Person, team_ids: list[int]) -> bool:
    return person.is_active and queries.sees_all(person, team_ids)


def _filled(delivery: ReportDelivery, owner: Person) -> Filled:
    try:
        filled = queries.filled(delivery.report, owner, Span(delivery.first, delivery.last))
    except NoLakeError:
        raise NotNow(Hindrance.NO_FIGURES) from None
    if not filled.is_over:
        raise NotNow(Hindrance.NO_FIGURES)
    return filled


def _note(delivery: ReportDelivery, handed: Handed) -> None:
    now = timezone.now()
    if handed.accepted:
        delivering.note_sent(delivery.pk, answer=handed.answer, at=now)
    elif handed.is_unsure:
        delivering.note_not_sent(delivery.pk, Hindrance.INTERRUPTED, answer=handed.answer, final=True, at=now)
    else:
        refused = (
            Hindrance.REFUSED if handed.final or handed.answer[:1] in {"4", "5"} else Hindrance.UNREACHABLE
        )
        delivering.note_not_sent(delivery.pk, refused, answer=handed.answer, final=handed.final, at=now)
