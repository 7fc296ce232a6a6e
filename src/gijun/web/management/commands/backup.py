from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gijun.web import backup


class Command(BaseCommand):
    help = "Write database, customers' originals and secrets into one file, while the product runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = backup.make(file, timezone.now())
        except backup.BackupError as error:
            raise CommandError(str(error)) from error
        holds_secrets = any(name.startswith("secrets/") for name in manifest.members)
        self.stdout.write(f"{file}: {len(manifest.members)} members, {file.stat().st_size} bytes.")
        self.stderr.write(
            "It holds the secrets that open customers' originals: keep it where only you can read it."
            if holds_secrets
            else "It holds no secrets: keep GIJUN_DATA_KEY elsewhere, or the originals are lost with it."
        )
