import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone, translation

from gijun.web.health import Finding, Verdict, examine
from gijun.web.health.checks import CHECKS


class Command(BaseCommand):
    help = "Look at everything that has to be right, and say what to do. Exit code 1 when something fails."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        languages = [code for code, _ in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, json: bool = False, language: str, **options: Any) -> None:
        connection.settings_dict["OPTIONS"].pop("pool", None)  # a pool would keep trying for half a minute
        with translation.override(language):
            found = examine(timezone.now(), CHECKS)
        self.stdout.write("\n".join(map(as_json if json else as_text, found)))
        if any(finding.verdict is Verdict.FAIL for finding in found):
            raise SystemExit(1)


def as_json(finding: Finding) -> str:
    return json.dumps(asdict(finding), ensure_ascii=False)


def as_text(finding: Finding) -> str:
    line = f"{finding.verdict:<4}  {finding.about}: {finding.says}"
    return f"{line}\n      {finding.advice}" if finding.advice else line
