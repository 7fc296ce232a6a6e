"""Make a backup while the product runs."""

from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gijun.events import log
from gijun.web.backup import database
from gijun.web.backup.archive import Manifest, key_mark, writing


def make(path: Path, at: datetime) -> Manifest:
    """Write the backup to ``path``, readable by this account only.

    The database comes first: a file added meanwhile is one too many, never one too few. Measures and the
    search index are left out; they are made anew from the log.

    Raises:
        BackupError: the file exists, or the database cannot be copied.
    """
    applied = MigrationRecorder(connection).applied_migrations()
    manifest = Manifest(
        version=version("gijun"),
        made_at_ms=log.to_ms(at),
        database=connection.vendor,
        migrations=sorted(f"{app}.{name}" for app, name in applied),
        key_mark=key_mark(settings.DATA_KEY),
    )
    home = Path(settings.HOME)
    with TemporaryDirectory(dir=home) as folder, writing(path, manifest) as backup:
        copy = Path(folder) / database.name_of(connection.vendor)
        database.copy_to(copy)
        backup.add(copy.name, copy)
        copy.unlink()
        for file in _files(home / "files"):
            try:
                content = file.read_bytes()
            except FileNotFoundError:  # erased since: nobody may bring it back
                continue
            backup.add_bytes(str(file.relative_to(home)), content)
        for secret in sorted(home.glob("*.secret")):
            backup.add(f"secrets/{secret.name}", secret)
    return manifest


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())
