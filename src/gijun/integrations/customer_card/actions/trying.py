"""Asking a system about an address somebody typed, to see what agents would see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from gijun.desk import lookups
from gijun.desk.terms.sparing import LookupOutcome
from gijun.events import log
from gijun.integrations.customer_card.events import SourceTried
from gijun.integrations.customer_card.failures import NoCard
from gijun.integrations.customer_card.models import Source
from gijun.integrations.customer_card.powers import MANAGE
from gijun.integrations.customer_card.sources import WebSource
from gijun.integrations.customer_card.terms import Variable
from gijun.organisation import authority
from gijun.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it."""

    outcome: LookupOutcome
    took_ms: int
    fields: tuple[lookups.CardField, ...] = ()
    why: str = ""  # translated; empty where it answered


def try_source(source_id: int, values: Mapping[Variable, str], *, by: Person, at: datetime) -> Tried:
    """Ask a system as it is kept, switched on or not. Nothing is kept but who asked and how it ended.

    Raises:
        PermissionDenied: ``by`` may not connect systems of the centre.
        Source.DoesNotExist: there is none.
    """
    source = Source.objects.get(pk=source_id)
    authority.require(by, MANAGE, team_id=source.centre_id)
    began = monotonic()
    card, why = None, ""
    try:
        card = WebSource(source).about(values)
        outcome = LookupOutcome.OK if card else LookupOutcome.NOBODY
    except NoCard as failure:
        outcome = failure.outcome
        why = str(failure.trouble.label) % {"seconds": f"{lookups.PATIENCE_S:g}"}
    _note_try(source, outcome, by=by, at=at)
    return Tried(outcome, round((monotonic() - began) * 1000), card.fields if card else (), why)


@log.action
def _note_try(source: Source, outcome: LookupOutcome, *, by: Person, at: datetime) -> None:
    log.record(
        SourceTried(source_id=source.pk, team_id=source.centre_id, outcome=outcome.value),
        at=at,
        actor_id=by.pk,
    )
