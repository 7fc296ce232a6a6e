"""Promises with boring defaults. Times are seconds after noon, a Wednesday in Seoul."""

from datetime import datetime

from gijun.desk.actions.promises.making import Wanted, make
from gijun.desk.models import Promise
from gijun.events import replay
from gijun.events.models import Event
from tests.make import at

HOUR = 3_600
WEEK_HOURS = ("09:00–18:00",) * 5 + ("", "")


def promise(ticket, by, *, due=2 * HOUR, kind="answer_by", when=10, **more) -> Promise:
    due_at = due if isinstance(due, datetime) else at(due)
    return make(ticket.pk, Wanted(kind=kind, due_at=due_at, why="knowledge", **more), by=by, at=at(when))


def callback(ticket, by, **more) -> Promise:
    return promise(ticket, by, **{"kind": "callback", "callback_reason": "checking"} | more)


def told(prefix: str = "desk.promise_") -> list[str]:
    """Names of the facts so far, without the part that all share."""
    names = Event.objects.filter(name__startswith=prefix).order_by("position").values_list("name", flat=True)
    return [name.removeprefix("desk.") for name in names]


def last(name: str):
    """The last fact of this name."""
    rows = Event.objects.filter(name=name).order_by("-position")[:1]
    return next(fact for _event, fact in replay.facts(rows))
