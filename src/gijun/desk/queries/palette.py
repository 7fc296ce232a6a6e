"""Records the command palette leads to."""

from itertools import islice

from gijun.desk import searching
from gijun.desk.models import Customer
from gijun.desk.queries import visible
from gijun.organisation.models import Person

MOST = 4
BATCHES = 3  # of hits that are looked at


def customers_called(person: Person, words: str) -> list[Customer]:
    """Customers with this name whom the person may see, the latest first."""
    seen = visible.customers(person)
    if not searching.is_ready():  # no worker has read the names yet
        return list(seen.filter(name__icontains=words).order_by("-id")[:MOST])
    ids = [
        hit.ref
        for batch in islice(searching.hits(words), BATCHES)
        for hit in batch
        if hit.kind == searching.CUSTOMER
    ]
    return list(seen.filter(pk__in=ids).order_by("-id")[:MOST])
