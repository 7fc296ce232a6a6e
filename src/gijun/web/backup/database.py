"""A consistent copy of the database while people work on it, and the way back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection, connections

from gijun.web.backup.archive import BackupError

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
SCHEMA_ITSELF = (" SCHEMA - public ", " COMMENT - SCHEMA public ", " ACL - SCHEMA public ")


def name_of(vendor: str) -> str:
    return NAMES[vendor]


def copy_to(path: Path) -> None:
    """Write the database as it is at one moment.

    Raises:
        BackupError: PostgreSQL's own programs are missing or refuse.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
    else:
        _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}"])


def bring_back(path: Path) -> None:
    """Put the copy in the place of whatever the database holds: all of it, or nothing when it fails.

    Raises:
        BackupError: another process holds the database, or PostgreSQL's own programs refuse.
    """
    if connection.vendor == "sqlite":
        _bring_back_sqlite(path)
    else:
        _bring_back_postgresql(path)


def _bring_back_sqlite(path: Path) -> None:
    target = connection.settings_dict["NAME"]
    connections.close_all()
    try:
        with closing(sqlite3.connect(path)) as copy, closing(sqlite3.connect(target, timeout=5)) as database:
            copy.backup(database)
    except sqlite3.OperationalError as error:
        raise BackupError(
            f"The database cannot be replaced: {error}. Stop everything that uses it."
        ) from error


def _bring_back_postgresql(path: Path) -> None:
    connections.close_all()
    contents, script = path.with_suffix(".list"), path.with_suffix(".sql")
    lines = _run(["pg_restore", "--list", str(path)], connected=False).splitlines()
    contents.write_text("\n".join(line for line in lines if not any(part in line for part in SCHEMA_ITSELF)))
    rights = ["--no-owner", "--no-privileges"]
    _run(["pg_restore", *rights, f"--use-list={contents}", f"--file={script}", str(path)], connected=False)
    afresh = ["--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public"]
    _run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction", *afresh, f"--file={script}"])


def _run(command: Sequence[str], *, connected: bool = True) -> str:
    """Run one of PostgreSQL's programs on our database."""
    program = shutil.which(command[0])
    if program is None:
        raise BackupError(f"{command[0]} is missing. Install the client programs of your PostgreSQL.")
    given = connection.settings_dict
    where = {
        "PGHOST": given["HOST"],
        "PGPORT": given["PORT"],
        "PGUSER": given["USER"],
        "PGPASSWORD": given["PASSWORD"],
        "PGDATABASE": given["NAME"],
    }
    known = {name: str(value) for name, value in where.items() if value} if connected else {}
    done = subprocess.run(  # noqa: S603 -- PostgreSQL's own program, arguments from above
        [program, *command[1:]], env={**os.environ, **known}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()}")
    return done.stdout
