"""The rows in the shape of the folded log, to compare the two."""

from gijun.desk.models import Customer
from gijun.desk.queries.state import (
    asking,
    clocks,
    modes,
    promises,
    quota,
    routing,
    sorting,
    sparing,
    tickets,
    views,
    wording,
)
from gijun.desk.rules.history import DeskHistory, fold
from gijun.events import replay
from gijun.events.models import Event


def from_log() -> DeskHistory:
    """Fold the whole log."""
    told = replay.facts(Event.objects.after(0).filter(name__startswith="desk.").iterator())
    return fold(DeskHistory(), ((event.happened_at_ms, fact) for event, fact in told))


def from_rows() -> DeskHistory:
    """The same, read from the tables."""
    return DeskHistory(
        tickets=tickets.from_rows(),
        merged_customers=dict(Customer.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")),
        erased_customers=set(Customer.objects.exclude(erased_at=None).values_list("pk", flat=True)),
        asking=asking.from_rows(),
        clocks=clocks.from_rows(),
        modes=modes.from_rows(),
        promises=promises.from_rows(),
        quota=quota.from_rows(),
        routing=routing.from_rows(),
        sorting=sorting.from_rows(),
        sparing=sparing.from_rows(),
        views=views.from_rows(),
        wording=wording.from_rows(),
    )
