from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gijun.desk.actions import clocks


class Command(BaseCommand):
    help = "Build the clocks of every ticket anew from the log, and print each that stood otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what", choices=["rebuild"], help="rebuild: what the log says replaces what is kept for lists"
        )

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        mended = 0
        for one in clocks.rebuild(at=timezone.now(), tell=self._tell):
            mended += 1
            where = f"ticket {one.ticket_id} {one.metric} {one.turn}".rstrip(" 0")
            self.stdout.write(f"{where}: {one.field or 'clock'} was {one.kept}, is {one.told}")
        self.stdout.write(f"{mended:,} differences." if mended else "Nothing differed.")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"ticket {done:,} of {total:,} ({done / max(total, 1):.0%})")
        self.stdout.flush()
