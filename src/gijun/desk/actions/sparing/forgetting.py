"""How outside systems answered is forgotten once no page looks at it."""

from datetime import datetime

from gijun.desk.events.sparing import LookupsForgotten
from gijun.desk.models import LookupTry
from gijun.desk.queries.sparing.lookups import WATCHED
from gijun.events import log

BATCH = 1_000


def forget_lookups(at: datetime, *, batch: int = BATCH) -> int:
    """Remove tries older than what the page of systems shows, a batch at a time; returns how many."""
    forgotten = 0
    while rows := _forget(at - WATCHED[-1], batch, at=at):
        forgotten += rows
    return forgotten


@log.action
def _forget(before: datetime, batch: int, *, at: datetime) -> int:
    """One batch: everything before a moment, so that the fact says with one number what is gone."""
    old = LookupTry.objects.filter(at__lt=before).order_by("at")
    last = old.values_list("at", flat=True)[batch - 1 : batch].first()
    until_ms = log.to_ms(before) if last is None else min(log.to_ms(last) + 1, log.to_ms(before))
    rows, _kinds = LookupTry.objects.filter(at__lt=log.from_ms(until_ms)).delete()
    if rows:
        log.record(LookupsForgotten(before_ms=until_ms, rows=rows), at=at)
    return rows
