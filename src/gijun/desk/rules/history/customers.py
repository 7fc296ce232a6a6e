"""What stands with a customer, through merges of records and merges taken back."""

from collections.abc import Iterable
from typing import Any, Protocol

from gijun.desk.events import CustomersMerged, CustomersParted


class OfCustomer(Protocol):
    """Something that stands with a customer. ``came_with``: records it came from by merges, in order."""

    customer_id: Any  # a memo of a ticket has none
    came_with: list[int]


def moved(things: Iterable[OfCustomer], fact: CustomersMerged | CustomersParted) -> None:
    """Move what the fact moves: with a merge everything of the record, back what came with it then."""
    for one in things:
        match fact:
            case CustomersMerged() if one.customer_id == fact.customer_id:
                one.came_with.append(fact.customer_id)
                one.customer_id = fact.into_customer_id
            case CustomersParted() if one.customer_id == fact.from_customer_id and one.came_with[-1:] == [
                fact.customer_id
            ]:
                one.came_with.pop()
                one.customer_id = fact.customer_id
