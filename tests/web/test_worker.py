"""The worker keeps its loops running, tells of itself, and stops in order."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from threading import Event as Stop

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gijun.desk import actions
from gijun.desk.models import Ticket, Work
from gijun.desk.terms import TicketStatus
from gijun.events import background, consume, log
from gijun.web import heartbeat, tasks, worker
from gijun.web.heartbeat import Heartbeat
from tests import make
from tests.committed import JOIN_S
from tests.make import NOON


class Watched(Stop):
    """A stop that nobody waits for: it notes how long it was asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout or 0.0)
        return self.is_set()


@pytest.fixture
def quiet(caplog):
    caplog.set_level("CRITICAL", logger="gijun.web.worker")


def dying(stop: Stop, *, times: int):
    """A loop that dies so many times before it sees the stop."""
    left = [times]

    def loop(given: Stop) -> None:
        assert given is stop
        if left[0]:
            left[0] -= 1
            raise LookupError
        stop.set()

    return loop


def test_a_loop_that_dies_is_started_again_after_longer_and_longer_pauses(quiet):
    stop = Watched()
    kept = worker.Kept("mail", dying(stop, times=9), stop)

    kept.keep()

    assert stop.waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert (kept.deaths, kept.waiting) == (9, "")


def test_a_loop_that_ran_well_for_a_while_begins_with_the_short_pause(quiet, monkeypatch):
    times = iter([0, 1, 1, 2, 2, 100, 100, 101])  # begin and end of each run
    monkeypatch.setattr(worker, "monotonic", lambda: next(times))
    stop = Watched()

    worker.Kept("mail", dying(stop, times=3), stop).keep()

    assert stop.waits == [1, 2, 1]


def test_a_loop_that_ends_by_itself_is_started_again(quiet):
    stop = Watched()
    runs: list[str] = []

    def loop(given: Stop) -> None:
        runs.append("ran")
        if len(runs) == 3:
            given.set()

    worker.Kept("mail", loop, stop).keep()

    assert (runs, stop.waits) == (["ran"] * 3, [1, 2])


def test_while_a_loop_pauses_the_worker_says_what_it_died_of(quiet):
    seen: list[str] = []

    class Looking(Watched):
        def wait(self, timeout: float | None = None) -> bool:
            seen.append(kept.waiting)
            return super().wait(timeout)

    stop = Looking()
    kept = worker.Kept("mail", dying(stop, times=1), stop)
    kept.keep()

    assert seen == ["LookupError"]


def test_the_worker_runs_every_loop_tells_of_itself_and_ends_in_order(settings):
    stop = Stop()
    beats: list[Heartbeat | None] = []

    def one(given: Stop) -> None:
        given.wait(JOIN_S)

    def other(given: Stop) -> None:
        while heartbeat.read() is None:
            given.wait(0.01)
        beats.append(heartbeat.read())
        given.set()

    assert worker.run({"one": one, "other": other}, stop, lambda: NOON)

    assert beats == [Heartbeat(at_ms=log.to_ms(NOON), pid=os.getpid(), deaths={"one": 0, "other": 0})]
    assert heartbeat.read() is None


def test_a_loop_that_does_not_stop_is_left_behind_and_said_so(quiet, monkeypatch):
    monkeypatch.setattr(worker, "FAREWELL_S", 0.05)
    release = Stop()

    def deaf(given: Stop) -> None:
        given.set()
        release.wait(JOIN_S)

    ended_in_time = worker.run({"deaf": deaf}, Stop(), lambda: NOON)
    release.set()

    assert not ended_in_time


def test_every_registered_reader_of_the_log_is_served(db, monkeypatch):
    stop = Stop()
    taken: list[tuple[str, int]] = []
    monkeypatch.setattr(consume, "_consumers", {})
    monkeypatch.setattr(worker, "close_old_connections", list)  # the one of this thread is the test's
    for name in ("first", "second"):
        consume.register(consume.Consumer(name, lambda events, name=name: taken.append((name, len(events)))))

    def stop_when_idle(timeout: float | None = None) -> bool:
        stop.set()
        return True

    monkeypatch.setattr(stop, "wait", stop_when_idle)
    make.centre()

    worker.read_the_log(stop)

    assert taken == [("first", 1), ("second", 1)]
    assert consume.position_of("first") == consume.position_of("second") == log.head()


def test_the_worker_runs_readers_clock_and_tasks_beside_what_others_registered():
    assert {"log readers", "clock", "tasks"} <= background.registered().keys()


@pytest.fixture
def solved(team, jisu):
    """A ticket solved so many days ago."""

    def solve(days: float) -> Ticket:
        at = timezone.now() - timedelta(days=days)
        ticket = make.ticket(make.account(team), when=at, address=f"{days}@example.com")
        actions.take(ticket.pk, by=jisu, at=at)
        return actions.solve(ticket.pk, by=jisu, at=at, reason_id=make.reason().pk)

    return solve


def test_a_ticket_is_closed_fourteen_days_after_it_was_solved(solved):
    fresh, old = solved(13.9), solved(14.1)

    assert tasks.close_solved_tickets.call() == 1

    assert [Ticket.objects.get(pk=t.pk).status for t in (fresh, old)] == [
        TicketStatus.RESOLVED,
        TicketStatus.CLOSED,
    ]
    assert tasks.close_solved_tickets.call() == 0


def test_work_on_a_page_that_went_silent_ends(team, jisu):
    at = timezone.now() - timedelta(minutes=5)
    ticket = make.ticket(make.account(team), when=at)
    actions.take(ticket.pk, by=jisu, at=at)
    actions.be_present(ticket.pk, by=jisu, at=at)

    assert tasks.end_silent_work.call() == 1

    assert Work.objects.get().ended_at == at


@pytest.fixture
def keep_connection(monkeypatch):
    """The schedule closes its thread's connection; here the thread is the test's."""
    monkeypatch.setattr("gijun.web.tasks.connections.close_all", list)


def test_what_is_due_waits_in_the_queue_only_once(db, keep_connection):
    assert [tasks.enqueue(tasks.end_silent_work) for _ in range(3)] == [True, False, False]
    assert tasks.enqueue(tasks.close_solved_tickets)

    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)
    assert tasks.enqueue(tasks.end_silent_work)


def test_results_are_forgotten_after_a_week(db, keep_connection):
    tasks.enqueue(tasks.end_silent_work)
    tasks.enqueue(tasks.close_solved_tickets)
    kept, old = DBTaskResult.objects.order_by("task_path").values_list("pk", flat=True)
    for pk, days in ((kept, 6.9), (old, 7.1)):
        DBTaskResult.objects.filter(pk=pk).update(
            status=TaskResultStatus.SUCCESSFUL, finished_at=timezone.now() - timedelta(days=days)
        )

    tasks.forget_finished_tasks.call()

    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [kept]


@pytest.mark.threads
def test_the_worker_process_does_what_is_due_and_stops_when_asked(committed_db, tmp_path):
    pause = Stop()
    environment = os.environ | {
        "GIJUN_DATABASE": committed_db,
        "GIJUN_HOME": str(tmp_path),
        "GIJUN_SMTP_LISTEN": "127.0.0.1:0",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "gijun.cli", "worker"], env=environment, stderr=subprocess.PIPE
    )
    try:
        for _ in range(600):
            done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).count()
            if (process.poll() is not None) or (done == len(tasks.SCHEDULE) and heartbeat.path().exists()):
                break
            pause.wait(0.05)
        told = json.loads(heartbeat.path().read_text())
        process.send_signal(signal.SIGTERM)
        code = process.wait(JOIN_S)
    finally:
        process.kill()
        said = process.communicate()[1].decode()

    assert (done, code) == (len(tasks.SCHEDULE), 0), said
    assert (told["pid"], told["waiting"]) == (process.pid, {})
    assert not heartbeat.path().exists()
