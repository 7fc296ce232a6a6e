"""Remove practice facts. The only exception to "append-only", and only for data that never was history."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Q

from gijun.events import log
from gijun.events.models import Event


def purge_practice(practice: Q) -> int:
    """Delete the facts that ``practice`` describes; the guard is down only inside this transaction.

    Returns how many facts went.
    """
    with log.writing(), _unguarded():
        gone, _by_table = Event.objects.filter(practice).delete()
    return gone


@contextmanager
def _unguarded() -> Iterator[None]:
    """The log without its triggers; they stand again before the transaction ends."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE events_event DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE events_event ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events_event'"
        )
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)
