"""A reader never skips a fact whose transaction commits late."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Event as Signal

import pytest
from django.db import connection, transaction

from gijun.events import consume, log
from gijun.events.models import Event
from tests.committed import JOIN_S, Racer, race
from tests.events.told import Told
from tests.make import NOON

pytestmark = pytest.mark.threads


class Reader:
    """A consumer that remembers what it was given."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.consumer = consume.Consumer("reader", self.take, frozenset({"tests.told"}))

    def take(self, events) -> None:
        self.numbers += [event.data["number"] for event in events]

    def read(self) -> list[int]:
        consume.catch_up(self.consumer)
        return self.numbers


def tell(
    number: int, started: Signal, go_on: Signal, transactional: Callable[[], AbstractContextManager[None]]
) -> None:
    """Record a fact and commit only when told to."""
    with transactional():
        log.record(Told(number), at=NOON)
        started.set()
        assert go_on.wait(JOIN_S)


def at_once() -> Signal:
    signal = Signal()
    signal.set()
    return signal


def wait_until_one_waits_for_the_log() -> None:
    """Until PostgreSQL says that a writer stands in the queue for the log's lock."""
    pause = Signal()
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
        pause.wait(0.01)
    pytest.fail("nobody waits for the log")


def test_a_fact_that_commits_late_is_read_before_any_later_one(committed_db):
    reader = Reader()
    reader.read()  # its checkpoint exists from now on, so reading writes nothing
    slow_started, slow_may_commit, quick_started = Signal(), Signal(), Signal()

    slow = Racer(tell, 1, slow_started, slow_may_commit, log.writing)
    assert slow_started.wait(JOIN_S)
    quick = Racer(tell, 2, quick_started, at_once(), log.writing)
    if (
        connection.vendor == "postgresql"
    ):  # SQLite's second writer waits inside BEGIN, where nobody can watch it
        wait_until_one_waits_for_the_log()
    seen_meanwhile = list(reader.read())
    assert not quick_started.is_set()
    slow_may_commit.set()
    slow.finish()
    quick.finish()

    assert seen_meanwhile == []
    assert reader.read() == [1, 2]


def test_without_the_lock_the_late_fact_would_be_skipped_for_ever(committed_db):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: facts cannot commit out of order there.")
    reader = Reader()
    slow_started, slow_may_commit = Signal(), Signal()

    slow = Racer(tell, 1, slow_started, slow_may_commit, transaction.atomic)
    assert slow_started.wait(JOIN_S)
    Racer(tell, 2, Signal(), at_once(), transaction.atomic).finish()
    seen_meanwhile = list(reader.read())
    slow_may_commit.set()
    slow.finish()

    assert seen_meanwhile == [2]
    assert list(Event.objects.order_by("position").values_list("data__number", flat=True)) == [1, 2]
    assert reader.read() == [2]


def test_many_writers_leave_no_fact_unread_while_the_reader_runs(committed_db):
    reader = Reader()
    writers_done = Signal()

    def write(first: int) -> None:
        for number in range(first, first + 25):
            with log.writing():
                log.record(Told(number), at=NOON)

    def read_along() -> None:
        while not writers_done.is_set():
            reader.read()

    along = Racer(read_along)
    race(write, (0,), (100,), (200,), (300,))
    writers_done.set()
    along.finish()

    assert sorted(reader.read()) == [base + n for base in (0, 100, 200, 300) for n in range(25)]
    assert reader.numbers == list(Event.objects.order_by("position").values_list("data__number", flat=True))


def test_actions_that_take_rows_in_opposite_order_do_not_wait_in_a_circle(committed_db):
    """The lock comes first in every action: the second has nothing yet that the first could want."""
    with log.writing():
        rows = [consume.Checkpoint.objects.create(consumer=name) for name in ("a", "b")]

    def touch(first: str, second: str) -> None:
        for _ in range(20):
            with log.writing():
                for name in (first, second):
                    consume.Checkpoint.objects.filter(consumer=name).update(position=log.head() + 1)
                log.record(Told(), at=NOON)

    race(touch, ("a", "b"), ("b", "a"))

    assert Event.objects.count() == 40
    assert consume.position_of(rows[0].consumer) == consume.position_of(rows[1].consumer)
