from argparse import ArgumentParser
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.measures import definitions, lake
from gijun.measures.errors import LeaseLostError, MeasuresError
from gijun.measures.lake import Progress
from gijun.measures.out import parquet, publish
from gijun.measures.out.questions import everything

MONTH = timedelta(days=30)


class Command(BaseCommand):
    help = "Refresh the figures, build them anew from the log, print how they are counted, or give them out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            choices=["refresh", "rebuild", "definitions", "publish-views", "export"],
            help="refresh: copy what is new; rebuild: build everything anew, going on where an interrupted "
            "one was; definitions: print docs/kpi.md; publish-views: write the schema `report` of PostgreSQL "
            "anew; export: write Parquet files",
        )
        parser.add_argument("--to", type=Path, metavar="DIR", help="export: the folder")
        parser.add_argument("--first", type=date.fromisoformat, help="export: the first day, like 2026-11-01")
        parser.add_argument("--last", type=date.fromisoformat, help="export: the last day")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "definitions":
            self.stdout.write(definitions.document(), ending="")
        elif what == "publish-views":
            self._publish()
        elif what == "export":
            self._export(**options)
        else:
            self._refresh(what)

    def _publish(self) -> None:
        try:
            done = publish(anew=True)
        except MeasuresError as error:
            raise CommandError(str(error)) from error
        if done is None:
            raise CommandError("Another process writes the schema now. Try again in a minute.")
        self.stdout.write(
            f"The schema report holds every table, with daily figures of {done.days:,} days, up to record "
            f"{done.position:,}. The worker keeps it so."
        )

    def _export(self, to: Path | None, first: date | None, last: date | None, **options: Any) -> None:
        if to is None:
            raise CommandError("Say where to: gijun measures export --to DIR")
        until = last or datetime.now(UTC).date()
        since = first or until - MONTH
        if since > until:
            raise CommandError("The first day comes after the last one.")
        days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
        try:
            with lake.opened() as opened:
                written = parquet.into_folder(opened, everything(days, opened.manifest.as_of_ms), to)
        except MeasuresError as error:
            raise CommandError(str(error)) from error
        for name, rows in written:
            self.stdout.write(f"{to / name}.parquet: {rows:,} rows")

    def _refresh(self, what: str) -> None:
        try:
            done = lake.refresh(timezone.now, anew=what == "rebuild", tell=self._tell)
        except LeaseLostError as error:
            raise CommandError("Another process took over. Look again in a minute.") from error
        if done is None:
            raise CommandError("Another process refreshes the figures now. Try again in a minute.")
        self.stdout.write(f"{done.copied:,} facts copied; figures up to record {done.manifest.position:,}.")
        if done.manifest.ahead:
            self.stderr.write(
                f"The figures are incomplete: {done.manifest.ahead:,} facts are dated later than now and are "
                "not counted until then. Look at the clocks of the machines that wrote them."
            )

    def _tell(self, progress: Progress) -> None:
        share = progress.position / max(progress.head, 1)
        self.stdout.write(f"record {progress.position:,} of {progress.head:,} ({share:.0%})")
        self.stdout.flush()
