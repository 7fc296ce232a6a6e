from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.measures import definitions, lake
from gijun.measures.errors import LeaseLostError
from gijun.measures.lake import Progress


class Command(BaseCommand):
    help = "Refresh the figures, build them anew from the log, or print how they are counted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            choices=["refresh", "rebuild", "definitions"],
            help="refresh: copy what is new; rebuild: build everything anew, going on where an interrupted "
            "one was; definitions: print docs/kpi.md",
        )

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "definitions":
            self.stdout.write(definitions.document(), ending="")
            return
        try:
            done = lake.refresh(timezone.now, anew=what == "rebuild", tell=self._tell)
        except LeaseLostError as error:
            raise CommandError("Another process took over. Look again in a minute.") from error
        if done is None:
            raise CommandError("Another process refreshes the figures now. Try again in a minute.")
        self.stdout.write(f"{done.copied:,} facts copied; figures up to record {done.manifest.position:,}.")

    def _tell(self, progress: Progress) -> None:
        share = progress.position / max(progress.head, 1)
        self.stdout.write(f"record {progress.position:,} of {progress.head:,} ({share:.0%})")
        self.stdout.flush()
