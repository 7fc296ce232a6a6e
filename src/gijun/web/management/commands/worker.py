import logging
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gijun.events import background
from gijun.web import running, worker

TALKATIVE = ("apscheduler", "django_tasks", "django_tasks_db")  # a line for every task, several a minute


class Command(BaseCommand):
    help = "Run everything that goes on behind the pages: readers of the log, channels, tasks, the clock."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        stop = running.stop_on_signals()
        if not worker.run(background.registered(), stop, timezone.now):
            raise SystemExit(1)
