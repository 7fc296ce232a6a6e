"""Fold the desk's facts into its state: what the rows must equal after any action."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gijun.desk import events
from gijun.desk.rules.history import (
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
from gijun.desk.rules.history.asking import AskingHistory
from gijun.desk.rules.history.clocks import ClocksHistory
from gijun.desk.rules.history.modes import ModesHistory
from gijun.desk.rules.history.promises import PromisesHistory
from gijun.desk.rules.history.quota import QuotaHistory
from gijun.desk.rules.history.routing import RoutingHistory
from gijun.desk.rules.history.sorting import SortingHistory
from gijun.desk.rules.history.sparing import SparingHistory
from gijun.desk.rules.history.tickets import TicketHistory
from gijun.desk.rules.history.views import ViewsHistory
from gijun.desk.rules.history.wording import WordingHistory
from gijun.events.facts import Fact

__all__ = ["DeskHistory", "TicketHistory", "fold"]


@dataclass(slots=True)
class DeskHistory:
    """Every ticket the log knows of, which customers are gone or redirected, and all that is kept beside."""

    tickets: dict[int, TicketHistory] = field(default_factory=dict)
    merged_customers: dict[int, int] = field(default_factory=dict)
    erased_customers: set[int] = field(default_factory=set)
    asking: AskingHistory = field(default_factory=AskingHistory)
    clocks: ClocksHistory = field(default_factory=ClocksHistory)
    modes: ModesHistory = field(default_factory=ModesHistory)
    promises: PromisesHistory = field(default_factory=PromisesHistory)
    quota: QuotaHistory = field(default_factory=QuotaHistory)
    routing: RoutingHistory = field(default_factory=RoutingHistory)
    sorting: SortingHistory = field(default_factory=SortingHistory)
    sparing: SparingHistory = field(default_factory=SparingHistory)
    views: ViewsHistory = field(default_factory=ViewsHistory)
    wording: WordingHistory = field(default_factory=WordingHistory)


def fold(history: DeskHistory, facts: Iterable[tuple[int, Fact]]) -> DeskHistory:
    """Apply facts, oldest first; each comes with when it happened (ms)."""
    for at_ms, fact in facts:
        match fact:
            case events.CustomersMerged():
                history.merged_customers[fact.customer_id] = fact.into_customer_id
            case events.CustomersParted():
                history.merged_customers.pop(fact.customer_id, None)
            case events.CustomerErased():
                history.erased_customers.add(fact.customer_id)
        tickets.apply(history.tickets, at_ms, fact)
        asking.apply(history.asking, at_ms, fact)
        clocks.apply(history.clocks, at_ms, fact)
        modes.apply(history.modes, at_ms, fact)
        promises.apply(history.promises, at_ms, fact)
        quota.apply(history.quota, at_ms, fact)
        routing.apply(history.routing, at_ms, fact)
        sorting.apply(history.sorting, at_ms, fact)
        sparing.apply(history.sparing, at_ms, fact)
        views.apply(history.views, at_ms, fact)
        wording.apply(history.wording, at_ms, fact)
    return history
