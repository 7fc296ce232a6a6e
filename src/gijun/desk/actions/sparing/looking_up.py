"""Asking outside systems about a customer, without anybody waiting for them."""

import logging
from datetime import datetime, timedelta
from time import monotonic

from django.db.models import Q

from gijun.desk import lookups
from gijun.desk.events.sparing import LookupDone
from gijun.desk.lookups import Asked, Card, CustomerSource, LookupFailed
from gijun.desk.models import Customer, CustomerCard, LookupCircuit, LookupTry
from gijun.desk.queries import visible
from gijun.desk.queries.sparing.lookups import FRESH, asked_about, circuit_of, sealed
from gijun.desk.rules.sparing.circuit import Circuit, after_pause, is_open, may_ask, noted
from gijun.desk.terms.sparing import ANSWERED, LookupOutcome
from gijun.events import log
from gijun.organisation.models import Person
from gijun.organisation.queries import centre_id_of

SEE = "desk.see_contact_details"
NOT_TWICE_WITHIN = timedelta(seconds=5)

logger = logging.getLogger(__name__)


def look_up(ticket_id: int, *, by: Person, at: datetime) -> int:
    """Ask every system of the centre about a ticket's customer; returns how many were asked.

    A card that is fresh is not fetched again, a system that fails is left alone for a while. What a system
    does wrong is noted and changes nothing else.

    Raises:
        PermissionDenied: ``by`` may not see contact details.
        Ticket.DoesNotExist: there is none that ``by`` may see.
    """
    ticket = visible.ticket_to(by, ticket_id, SEE)
    sources = lookups.sources_of(centre_id_of(ticket.team_id))
    if not sources:
        return 0
    about, asked = asked_about(ticket.customer_id), 0
    for source in sources:
        if source.knows_by(about) and _claim(ticket.customer_id, source.code, at):
            _ask(about, source, at)
            asked += 1
    return asked


def _claim(customer_id: int, source: str, at: datetime) -> bool:
    """Is it this request that asks? Of several at once one does, and of a spared system only one in all."""
    with log.writing():
        circuit = circuit_of(source)
        if not may_ask(circuit, at):
            return False
        CustomerCard.objects.get_or_create(customer_id=customer_id, source=source)
        due = CustomerCard.objects.filter(
            Q(asked_at=None) | Q(asked_at__lte=at - NOT_TWICE_WITHIN),
            Q(fetched_at=None) | Q(fetched_at__lte=at - FRESH),
            customer_id=customer_id,
            source=source,
        )
        if not due.exists():
            return False
        if is_open(circuit):
            paused = LookupCircuit.objects.filter(source=source, asked_again_at__lte=at)
            if not paused.update(asked_again_at=at + after_pause(circuit.failures)):
                return False
        return bool(due.update(asked_at=at))


def _ask(about: Asked, source: CustomerSource, at: datetime) -> None:
    began = monotonic()
    card: Card | None = None
    try:
        card = source.fetch(about)
        outcome = LookupOutcome.OK if card else LookupOutcome.NOBODY
    except LookupFailed as failure:
        outcome = failure.outcome
    except (OSError, ValueError, TypeError, LookupError):  # an answer the source did not expect
        logger.exception("Source %s broke", source.code)
        outcome = LookupOutcome.GARBLED
    took_ms = round((monotonic() - began) * 1000)
    note_lookup(about.customer_id, source.code, card, outcome, took_ms=took_ms, at=at)


@log.action
def note_lookup(
    customer_id: int, source: str, card: Card | None, outcome: LookupOutcome, *, took_ms: int, at: datetime
) -> None:
    """Keep what a system said, how long it took and how it ended. After a failure the old card stays."""
    ok = outcome in ANSWERED
    LookupTry.objects.create(source=source, at=at, took_ms=took_ms, outcome=outcome)
    known: Circuit = noted(circuit_of(source), at, ok=ok)
    LookupCircuit.objects.update_or_create(
        source=source, defaults={"failures": known.failures, "asked_again_at": known.asked_again_at}
    )
    if ok and not Customer.objects.filter(pk=customer_id).exclude(erased_at=None).exists():
        CustomerCard.objects.filter(customer_id=customer_id, source=source).update(
            sealed=sealed(card) if card else "", fetched_at=at
        )
    log.record(LookupDone(source=source, took_ms=took_ms, outcome=outcome.value), at=at)
