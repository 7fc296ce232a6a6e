"""What is done by the clock. The schedule only puts tasks into the queue; any worker takes them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from threading import Event as Stop
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from gijun.desk import actions
from gijun.desk.actions import clocks
from gijun.desk.actions.asking.clock import send_up
from gijun.desk.actions.bulk import resume_bulk, run_bulk, run_undo
from gijun.desk.actions.modes import watch_modes
from gijun.desk.actions.promises.keeping import note_broken_promises
from gijun.desk.actions.sparing.flags import expire_flags
from gijun.desk.actions.sparing.forgetting import forget_lookups
from gijun.desk.queries import due
from gijun.desk.queries.lessons import labels
from gijun.desk.terms.views import AT_ONCE_HERE
from gijun.events.each import each
from gijun.events.models import Event
from gijun.organisation.actions import force_ends, sweep_silent
from gijun.standards.actions import learn

CLOSES_AFTER = timedelta(days=14)
RESULTS_KEPT = timedelta(days=7)
LOOK_S = 1.0


@task()
def end_silent_work() -> int:
    """End stretches of work whose page went silent."""
    return actions.sweep_work(timezone.now())


@task()
def end_states() -> int:
    """End states and breaks whose time is over, and of people whose page went silent; returns how many."""
    at = timezone.now()
    return force_ends(at) + sweep_silent(at)


@task()
def close_solved_tickets() -> int:
    """Close tickets that were solved long ago; returns how many."""
    at = timezone.now()
    return each(actions.close, due.solved_before(at - CLOSES_AFTER), at)


@task()
def learn_from_use() -> int:
    """Teach the search of standards which words led where; returns from how many contacts."""
    at = timezone.now()
    lesson = learn(labels(at), at=at)
    return lesson.pairs if lesson else 0


@task()
def forget_finished_tasks() -> None:
    """Remove old results from the queue's table."""
    call_command("prune_db_task_results", queue_name="*", min_age_days=RESULTS_KEPT.days, verbosity=0)


@task()
def forget_old_lookups() -> int:
    """Remove how outside systems answered longer ago than any page looks back; returns how many."""
    return forget_lookups(timezone.now())


@task()
def send_up_what_waits() -> int:
    """Ask the next level, or the next approver, where nobody answered in time; returns how many."""
    return send_up(timezone.now())


@task()
def note_due_clocks() -> int:
    """Warn of clocks that are about to run out and note those that did; returns how many."""
    return sum(clocks.note_due(timezone.now()))


@task()
def look_at_modes() -> int:
    """End operating modes whose time is over and suggest those the figures call for; returns how many."""
    return watch_modes(timezone.now())


@task()
def note_promises_past_due() -> int:
    """Note promises whose time has passed; returns how many."""
    return note_broken_promises(timezone.now())


@task()
def end_flags_past_due() -> int:
    """Take flags off customers whose time is over; returns how many."""
    return expire_flags(timezone.now())


@task()
def change_tickets(change_id: int) -> str:
    """Go through the tickets of a bulk change; returns how it stands."""
    return run_bulk(change_id, clock=timezone.now).state


@task()
def change_tickets_back(change_id: int) -> str:
    """Take a bulk change back, ticket by ticket; returns how that stands."""
    return run_undo(change_id, clock=timezone.now).undo


@task()
def go_on_with_changes() -> int:
    """Go on with bulk changes whose worker was stopped; returns how many."""
    return resume_bulk(timezone.now(), clock=timezone.now)


def follow_changes(events: Sequence[Event]) -> None:
    """Leave to the worker what is too much for a page to wait for."""
    tasks = {"desk.bulk_requested": change_tickets, "desk.bulk_undo_requested": change_tickets_back}
    for event in events:
        if event.name in tasks and event.data["rows"] > AT_ONCE_HERE:
            tasks[event.name].enqueue(event.data["change_id"])


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A task and how often it is due."""

    task: Task[[], Any]
    every: timedelta


SCHEDULE = (
    Scheduled(send_up_what_waits, timedelta(seconds=30)),
    Scheduled(note_due_clocks, timedelta(seconds=15)),
    Scheduled(look_at_modes, timedelta(seconds=60)),
    Scheduled(note_promises_past_due, timedelta(seconds=30)),
    Scheduled(go_on_with_changes, timedelta(seconds=60)),
    Scheduled(end_silent_work, timedelta(seconds=30)),
    Scheduled(end_states, timedelta(seconds=15)),
    Scheduled(end_flags_past_due, timedelta(minutes=10)),
    Scheduled(close_solved_tickets, timedelta(hours=1)),
    Scheduled(forget_old_lookups, timedelta(hours=1)),
    Scheduled(learn_from_use, timedelta(days=1)),
    Scheduled(forget_finished_tasks, timedelta(days=1)),
)


def enqueue(due_task: Task[[], Any]) -> bool:
    """Put the task into the queue, unless it waits there already; says whether it did."""
    try:
        of_its_kind = DBTaskResult.objects.filter(task_path=due_task.module_path)
        if of_its_kind.filter(status=TaskResultStatus.READY).exists():
            return False
        due_task.enqueue()
        return True
    finally:
        connections.close_all()


def keep_time(stop: Stop) -> None:
    """Enqueue what is due until the stop. Two schedules at once do no harm: every task may run twice."""
    scheduler = BackgroundScheduler(timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1})
    for one in SCHEDULE:
        scheduler.add_job(
            enqueue, "interval", [one.task], seconds=one.every.total_seconds(), next_run_time=timezone.now()
        )
    scheduler.start()
    stop.wait()
    scheduler.shutdown()


class QueueWorker(Worker):
    """Takes tasks out of the queue until the stop."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        super().__init__(
            queue_names=["*"],
            interval=LOOK_S,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=f"gijun-{id(stop):x}",
            excluded_queue_names=[],
        )

    @property
    def running(self) -> bool:
        return not self.stop.is_set()

    @running.setter
    def running(self, value: bool) -> None:
        """The stop alone decides."""


def work_off_the_queue(stop: Stop) -> None:
    QueueWorker(stop).run()
