"""Builders for views and bulk changes."""

from datetime import datetime
from itertools import count
from uuid import uuid4

from django.http import QueryDict

from gijun.desk.actions import bulk
from gijun.desk.forms import FilterForm
from gijun.desk.models import BulkChange, Ticket
from gijun.desk.queries import lists, state
from gijun.desk.terms.views import Act
from gijun.organisation.models import Person
from tests import make
from tests.make import at

_who = count(1)


def tickets(team, number: int, **more) -> list[Ticket]:
    """So many tickets, each of another customer, a second apart."""
    door = make.account(team)
    return [
        make.ticket(
            door, address=f"c{next(_who)}@example.com", subject=f"문의 {place}", when=at(place), **more
        )
        for place in range(number)
    ]


def listed(person: Person, query: str, when: datetime = at(60)) -> list[Ticket]:  # noqa: B008 -- a constant
    """The tickets a list's address shows."""
    wanted, _page = FilterForm(QueryDict(query)).wanted()
    return list(lists.matching(person, wanted, when))


def changed(act: Act, rows: list[Ticket], by: Person, when: datetime, **content) -> BulkChange:
    """A bulk change that went through."""
    ids = [row.pk for row in rows]
    made = bulk.request_bulk(act, content, ids, key=str(uuid4()), by=by, at=when)
    return bulk.run_bulk(made.pk, clock=lambda: when)


def undone(change: BulkChange, by: Person, when: datetime) -> BulkChange:
    bulk.request_undo(change.pk, by=by, at=when)
    return bulk.run_undo(change.pk, clock=lambda: when)


def states(change: BulkChange) -> list[str]:
    return list(change.rows.order_by("place").values_list("state", flat=True))


def replayed() -> bool:
    told, kept = state.from_log(), state.from_rows()
    assert told.views == kept.views
    return told == kept
