"""Take a backup in: look at all of it first, then replace everything."""

import shutil
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from gijun.events import log
from gijun.web import heartbeat
from gijun.web.backup import database
from gijun.web.backup.archive import BackupError, Manifest, key_mark, unpack


def verify(path: Path) -> Manifest:
    """Read the whole file and compare every hash; changes nothing.

    Raises:
        BackupError: it is not whole.
    """
    with TemporaryDirectory(dir=_home()) as folder:
        return unpack(path, Path(folder))


def restore(path: Path, at: datetime, *, replace: bool) -> Manifest:
    """Put this installation back to what the backup holds.

    Raises:
        BackupError: something is here already and ``replace`` was not asked for, the worker runs, the file is
            not whole, or it does not belong to this kind of installation. Nothing has changed then.
    """
    beat = heartbeat.read()
    if beat is not None and beat.is_alive(log.to_ms(at)):
        raise BackupError("The worker runs. Stop web and worker first.")
    if not (replace or is_empty()):
        raise BackupError("This installation holds data. Add --replace to lose it for what the backup holds.")
    with TemporaryDirectory(dir=_home()) as name:
        folder = Path(name)
        manifest = unpack(path, folder)
        _refuse_unfitting(manifest, folder)
        database.bring_back(folder / database.name_of(connection.vendor))
        _replace_files(folder)
    return manifest


def _home() -> Path:
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    return home


def is_empty() -> bool:
    """Has nothing ever happened here, and does no file lie here?"""
    files = _home() / "files"
    if any(path.is_file() for path in files.rglob("*")):
        return False
    return "events_event" not in connection.introspection.table_names() or log.head() == 0


def _refuse_unfitting(manifest: Manifest, folder: Path) -> None:
    if manifest.database != connection.vendor:
        raise BackupError(
            f"The backup holds {manifest.database}, but GIJUN_DATABASE names {connection.vendor}."
        )
    known = {
        f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    }
    if newer := sorted(set(manifest.migrations) - known):
        raise BackupError(
            f"The backup was made by a newer Gijun ({manifest.version}), which knows {newer[0]}."
        )
    if key_mark(_key_afterwards(folder)) != manifest.key_mark:
        raise BackupError("GIJUN_DATA_KEY is not the key this backup's originals were encrypted with.")


def _key_afterwards(folder: Path) -> str:
    """The key the product will start with: the environment's where it has one, or the backup's."""
    here, kept = _home() / "data_key.secret", folder / "secrets" / "data_key.secret"
    from_environment = not here.exists() or here.read_text().strip() != settings.DATA_KEY
    if from_environment or not kept.exists():
        return settings.DATA_KEY
    return kept.read_text().strip()


def _replace_files(folder: Path) -> None:
    home = _home()
    for name in ("files", "lake", "search"):  # the last two are made anew from the log
        shutil.rmtree(home / name, ignore_errors=True)
    if (folder / "files").exists():
        shutil.move(folder / "files", home / "files")
    for secret in sorted((folder / "secrets").glob("*.secret")):
        secret.chmod(0o600)
        shutil.move(secret, home / secret.name)
