"""What is done by the clock. The schedule only puts tasks into the queue; any worker takes them out."""

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
from gijun.desk.queries import due
from gijun.desk.queries.lessons import labels
from gijun.standards.actions import learn

CLOSES_AFTER = timedelta(days=14)
RESULTS_KEPT = timedelta(days=7)
LOOK_S = 1.0


@task()
def end_silent_work() -> int:
    """End stretches of work whose page went silent."""
    return actions.sweep_work(timezone.now())


@task()
def close_solved_tickets() -> int:
    """Close tickets that were solved long ago; returns how many."""
    at = timezone.now()
    return sum(actions.close(ticket_id, at=at) for ticket_id in due.solved_before(at - CLOSES_AFTER))


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


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A task and how often it is due."""

    task: Task[[], Any]
    every: timedelta


SCHEDULE = (
    Scheduled(end_silent_work, timedelta(seconds=30)),
    Scheduled(close_solved_tickets, timedelta(hours=1)),
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
