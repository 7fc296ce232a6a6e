"""The only writer of the log.

Positions must become visible in order, or a reader that has seen 41 skips a late 40 for ever. SQLite has one
writer at a time. On PostgreSQL ``writing`` takes an advisory lock that is held to commit. It is taken before
anything else in the transaction, so that two actions never wait for each other in a circle.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from gijun.events.facts import Fact, taken_apart
from gijun.events.models import Event
from gijun.events.prepared import prepared
from gijun.science import worktime

LOCK = 0x6769_6A75_6E  # any constant will do, as long as nobody else takes it
_turn = Lock()
P = ParamSpec("P")
R = TypeVar("R")

DayRule = Callable[[int | None], worktime.BusinessDay]
Follower = Callable[[Sequence[Event]], None]
_told: ContextVar[list[Event] | None] = ContextVar("facts of the outermost transaction", default=None)


def installation_day(team_id: int | None) -> worktime.BusinessDay:  # noqa: ARG001 -- one rule for every team
    """Where no centre has said otherwise: the installation's zone, from midnight."""
    return worktime.BusinessDay(settings.TIME_ZONE, starts_at_min=0)


class _Rules:
    day: DayRule = staticmethod(installation_day)
    followers: dict[str, Follower] = {}  # filled while the product starts


def use_day_rule(rule: DayRule) -> None:
    """Let the organisation say which zone and day start a team's facts are booked under."""
    _Rules.day = staticmethod(rule)


def follow(name: str, follower: Follower) -> None:
    """Let rows that are a function of the log follow it: in the action's transaction, before it commits.

    The follower hears of the facts once the outermost action has recorded all of them, so that an action made
    of several is followed once. It may record facts, of which it hears in turn.
    """
    _Rules.followers[name] = follower


@contextmanager
def writing() -> Iterator[None]:
    """One transaction in which facts may be recorded; may be nested."""
    with _in_turn(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        if _told.get() is not None:
            yield
            return
        token = _told.set([])
        try:
            yield
            _let_follow()
        finally:
            _told.reset(token)


def _let_follow() -> None:
    while told := _told.get():
        _told.set([])
        for follower in _Rules.followers.values():
            follower(told)


@contextmanager
def _in_turn() -> Iterator[None]:
    """SQLite lets waiting writers poll, and one may starve: threads of this process queue up instead.

    Only for fairness: that there is one writer is the database's doing.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with _turn:
        yield


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Decorate a writer: everything it changes and records commits together or not at all."""

    @wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return function(*args, **kwargs)

    return inside


def to_ms(at: datetime) -> int:
    """Whole milliseconds since 1970 UTC of an aware time."""
    return int(at.timestamp() * 1000 + 0.5)


def from_ms(ms: int) -> datetime:
    """The aware UTC time of whole milliseconds since 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def business_day(at: datetime, team_id: int | None = None) -> date:
    """The day that facts of ``team_id`` at ``at`` are booked under."""
    return _Rules.day(team_id).of(to_ms(at))[0]


def record(
    one: Fact, *, at: datetime, actor_id: int | None = None, recorded_at: datetime | None = None
) -> Event:
    """Append a fact. Only inside an action: the fact and the change it tells of commit together.

    Raises:
        NotAFactError: the fact carries text that is no code.
        TransactionManagementError: called outside an action.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Facts are recorded inside log.action or log.writing.")
    columns, data = taken_apart(one)
    happened_at_ms = to_ms(at)
    day, slot = _Rules.day(columns.get("team_id")).of(happened_at_ms)
    event = Event.objects.create(
        name=one.name,
        version=one.version,
        happened_at_ms=happened_at_ms,
        recorded_at_ms=to_ms(recorded_at or datetime.now(UTC)),
        business_day=day,
        slot=slot,
        actor_id=actor_id,
        data=data,
        **columns,
    )
    if (told := _told.get()) is not None:
        told.append(event)
    return event


def head() -> int:
    """The last visible position; 0 when nothing has happened yet."""
    return next(iter(_newest()), 0)


@prepared
def _newest() -> QuerySet[Event, int]:
    return Event.objects.order_by("-position").values_list("position", flat=True)[:1]
