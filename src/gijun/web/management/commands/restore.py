from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.events import log
from gijun.web import backup


class Command(BaseCommand):
    help = "Put this installation back to what a backup holds. Stop web and worker first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what this installation holds now")
        parser.add_argument("--check", action="store_true", help="only read the file and compare every hash")

    def handle(self, *args: Any, file: Path, replace: bool, check: bool, **options: Any) -> None:
        try:
            manifest = backup.verify(file) if check else backup.restore(file, timezone.now(), replace=replace)
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        made_at = timezone.localtime(log.from_ms(manifest.made_at_ms))
        done = "is whole" if check else "is restored; start with gijun up"
        self.stdout.write(f"{file}, made at {made_at:%Y-%m-%d %H:%M:%S} by Gijun {manifest.version}, {done}.")
