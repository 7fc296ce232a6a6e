"""What has to be true before the pages are served. Each step skips what is done already."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from gijun.events import log


def open_migrations() -> list[str]:
    """Migrations the database has not seen, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def bring_database_up() -> bool:
    """Make or migrate the tables; says whether anything had to be done."""
    if not open_migrations():
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def wants_practice_centre() -> bool:
    """Has nothing ever happened here, or was the building of the practice centre cut off?"""
    return log.head() == 0 or _unfinished().exists()


def build_practice_centre() -> None:
    """Build it whole: what an earlier try left behind goes first."""
    if _unfinished().exists():
        call_command("demo", remove=True)
    _unfinished().touch()
    call_command("demo")
    _unfinished().unlink()


def _unfinished() -> Path:
    return Path(settings.HOME) / "practice.unfinished"


def _static_files() -> Iterator[str]:
    """Path, size and time of every file the pages load."""
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            yield f"{name} {about.st_size} {about.st_mtime_ns}"


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Installations that share the checkout take turns."""
    folder.mkdir(parents=True, exist_ok=True)
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def collect_pages_files() -> bool:
    """Bring scripts, styles and fonts where they are served from, if any changed; says whether one did."""
    root = Path(settings.STATIC_ROOT)
    stamp = root / ".fingerprint"
    with _alone_in(root):
        fingerprint = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
        if stamp.exists() and stamp.read_text() == fingerprint:
            return False
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)
    return True
