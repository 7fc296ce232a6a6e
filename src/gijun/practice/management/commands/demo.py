import sys
from argparse import ArgumentParser
from random import Random
from threading import Event as Stop
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.organisation import queries
from gijun.practice import centre, live


class Command(BaseCommand):
    help = "Build the practice centre, let customers keep arriving (--live), or take it away (--remove)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--live", action="store_true", help="send customers' mails until Ctrl-C")
        parser.add_argument("--remove", action="store_true", help="take all practice data away")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            gone = centre.remove()
            self.stdout.write(f"연습 데이터를 지웠습니다. / The practice data is gone: {gone} facts.")
            return
        if not queries.has_practice_centre():
            centre.build(timezone.now(), progress=self._show)
            self.stdout.write("\n연습 센터가 준비되었습니다. / The practice centre is ready.")
        elif not options["live"]:
            raise CommandError("연습 센터가 이미 있습니다. / There is a practice centre already.")
        if options["live"]:
            self._live()

    def _show(self, done: int, total: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r{done} / {total}", ending="")
            self.stdout.flush()

    def _live(self) -> None:
        self.stdout.write(
            "고객이 계속 들어옵니다. Ctrl-C로 멈춥니다. / Customers keep arriving. Ctrl-C stops it."
        )
        try:
            live.keep_arriving(Stop(), Random(), timezone.now)
        except KeyboardInterrupt:
            return
        except OSError as error:
            raise CommandError(
                "메일 수신기가 응답하지 않습니다. 먼저 gijun up을 실행하세요. / "
                "The mail listener does not answer. Run gijun up first."
            ) from error
