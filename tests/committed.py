"""A database that commits for real, and threads that race on it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

JOIN_S = 60


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Put a copy of the test database in its place and throw it away afterwards; yields its address.

    The copy is a file on SQLite and a database on PostgreSQL, so every thread and process may open it, each
    commit is real, the append-only triggers are in force, and nothing has to be flushed out again.
    """
    original = connections["default"]
    copied = _on_sqlite if original.vendor == "sqlite" else _on_postgresql
    with copied(original, folder) as (name, address), _named(original, name):
        yield address


@contextmanager
def _named(original: BaseDatabaseWrapper, name: str) -> Iterator[None]:
    """Every thread's next connection goes to ``name``."""
    given = connections.settings["default"]
    kept = given["NAME"]
    del connections["default"]
    given["NAME"] = name
    try:
        yield
    finally:
        connections["default"].close()
        given["NAME"] = kept
        connections["default"] = original


@contextmanager
def _on_sqlite(original: BaseDatabaseWrapper, folder: Path) -> Iterator[tuple[str, str]]:
    original.ensure_connection()
    path = folder / "committed.sqlite3"
    with closing(original.Database.connect(path)) as copy:
        original.connection.backup(copy)
    yield str(path), f"sqlite:///{path}"


@contextmanager
def _on_postgresql(original: BaseDatabaseWrapper, folder: Path) -> Iterator[tuple[str, str]]:
    original.close()
    given = original.settings_dict
    name = f"committed_{uuid4().hex}"
    address = f"postgresql://{given['USER']}@{given['HOST']}:{given['PORT']}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [given["NAME"]]
        )
        server.execute(f'CREATE DATABASE {name} TEMPLATE "{given["NAME"]}"')
        try:
            yield name, f"{address}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


class Racer:
    """A function running in a thread with a database connection of its own."""

    def __init__(self, function: Callable[..., Any], *args: Any) -> None:
        self.result: Any = None
        self.error: BaseException | None = None
        self._thread = Thread(target=self._run, args=(function, args), daemon=True)
        self._thread.start()

    def _run(self, function: Callable[..., Any], args: tuple[Any, ...]) -> None:
        try:
            self.result = function(*args)
        except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
            self.error = error
        finally:
            connection.close()

    def finish(self) -> Any:
        """Wait for the function; gives back what it returned or raises what it raised."""
        self._thread.join(JOIN_S)
        assert not self._thread.is_alive(), "the racer is stuck"
        if self.error is not None:
            raise self.error
        return self.result


def race(function: Callable[..., Any], *each: tuple[Any, ...]) -> list[Any]:
    """Call the function once for each tuple of arguments, all at the same time; results in order."""
    racers = [Racer(function, *args) for args in each]
    return [racer.finish() for racer in racers]
