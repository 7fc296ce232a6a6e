"""The loop that routes: a pass whenever the log has grown, and each second for what only time changes."""

import logging
from threading import Event as Stop
from time import monotonic

from django.db import close_old_connections
from django.utils import timezone

from gijun.desk.actions import routing
from gijun.desk.queries.routing import policies
from gijun.events import log

logger = logging.getLogger(__name__)

LOOK_S = 0.4
AT_LEAST_EVERY_S = 1.0


def keep_routing(stop: Stop) -> None:
    """Route until the stop. Two workers at once do no harm: their passes take turns."""
    seen, last = -1, 0.0
    while not stop.is_set():
        close_old_connections()
        head = log.head()
        if head != seen or monotonic() - last >= AT_LEAST_EVERY_S:
            seen, last = head, monotonic()
            route_every_centre()
        stop.wait(LOOK_S)


def route_every_centre() -> int:
    """One pass for each centre that has a policy; one that fails leaves the others be."""
    found = 0
    for row in policies.in_force():
        try:
            found += routing.route(timezone.now(), row.centre_id)
        except Exception:  # the worker's loop: the next pass may go well, and other centres wait too
            logger.exception("No pass over the queues of centre %s", row.centre_id)
    return found
