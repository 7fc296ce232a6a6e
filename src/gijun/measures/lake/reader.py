"""Open the lake for questions: the views that facts and KPIs are written against.

What a question may ask, besides ``events`` (every fact of the log that has happened):

- ``contacts``, ``spells``, ``solutions``: a row for each contact, stretch of an open ticket, solution;
- ``segments``: what agents were doing (``kind``, ``reason``), cut at the ends of business days; ``still``: it
  lasts;
- ``cube``: whole sums by day × slot × channel × team × reason × mode, ``cube_days`` the same by day ×
  channel × team × mode. Contacts, not voided: ``offered``, ``answered`` (a person replied), ``solved``,
  ``answered_solved`` (both), ``one_stop`` (of those: one agent, never handed on, reopened or followed),
  ``reopened``, ``handed_on``, ``replies``, ``worked_ms``, ``answered_worked_ms`` (of the answered),
  ``first_response_ms`` (sum over the answered). What depends on the time of asking (maturity, age of the
  backlog) or on order (medians) is not in them and never can be;
- ``rare``: merges, voids, operating modes and growth figures, without going through the log.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from threading import Lock

import duckdb
from django.conf import settings
from django.utils.translation import gettext as _

from gijun.measures.errors import NoLakeError
from gijun.measures.lake import duck, manifest, shape
from gijun.measures.lake.manifest import Manifest
from gijun.measures.lake.rules import DayRules

FOLDED = ("contacts", "spells")  # facts that are kept as files, in the order they are folded
DERIVED = (  # views on top of them
    "growth", "contacts_per_growth", "solutions", "voided", "machine_only", "telephony", "call_legs", "calls",
    "call_parts", "threshold_events", "rings", "state_spells", "state_days", "sessions", "engaged",
    "decided_clocks", "longest_waits",
)  # fmt: skip
SHARED = frozenset(DERIVED) - {"growth", "contacts_per_growth", "solutions"}


@dataclass(frozen=True, slots=True)
class Lake:
    """An opened lake. Its views: ``events``, the folded facts and what is derived from them."""

    manifest: Manifest
    duck: duckdb.DuckDBPyConnection


def sql_of(folder: str, name: str) -> str:
    """The text of a ``.sql`` file of this package."""
    return resources.files("gijun.measures").joinpath(folder, f"{name}.sql").read_text()


@contextmanager
def opened() -> Iterator[Lake]:
    """The lake as it was published last, in this process's own DuckDB.

    That is opened again only when something was published: what a question makes for itself (``teams`` and
    the like) is temporary and belongs to it alone.

    Raises:
        NoLakeError: nothing has been published yet, or a file is missing.
    """
    root = Path(settings.LAKE)
    published, shared = _kept.at(root)
    with closing(shared.cursor()) as connection:
        yield Lake(published, connection)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A published state and the DuckDB that shows it."""

    key: tuple[int, Path, tuple[int, int, int]]  # process, folder, the manifest's time, inode and size
    manifest: Manifest
    duck: duckdb.DuckDBPyConnection


class _Kept:
    """The state this process saw last. Questions that still use an older one keep it alive until they end."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: _Seen | None = None

    def at(self, root: Path) -> tuple[Manifest, duckdb.DuckDBPyConnection]:
        key = (os.getpid(), root, _stamp(root))
        with self._lock:
            if self._seen is None or self._seen.key != key:
                self._seen = None
                self._seen = _Seen(key, *_open(root))
            return self._seen.manifest, self._seen.duck


_kept = _Kept()


def _stamp(root: Path) -> tuple[int, int, int]:
    try:
        found = (root / manifest.PUBLISHED).stat()
    except FileNotFoundError:
        raise NoLakeError(_nothing_yet()) from None
    return found.st_mtime_ns, found.st_ino, found.st_size


def _nothing_yet() -> str:
    return _("Nothing has been counted yet. The worker counts within a minute of its start.")


def _open(root: Path) -> tuple[Manifest, duckdb.DuckDBPyConnection]:
    published = manifest.read(root)
    if published is None:
        raise NoLakeError(_nothing_yet())
    if not published.is_whole(root):
        raise NoLakeError(_("A file of the figures is missing. They are being built again."))
    connection = duck.connect(root)
    show_published(connection, root, published)
    return published, connection


def show_published(connection: duckdb.DuckDBPyConnection, root: Path, published: Manifest) -> None:
    """Make the views of everything that is published, for every cursor of the connection."""
    show_events(connection, root, published, name="events", is_shared=True)
    for name, paths in published.facts.items():
        place = f", {shape.PLACE} AS place" if name == "rare" else ""
        files = duck.parquet([root / path for path in paths.values()])
        connection.execute(f"CREATE VIEW {name} AS SELECT *{place} FROM {files}")  # noqa: S608 -- paths of ours
    connection.execute(f"CREATE TABLE known AS SELECT {published.as_of_ms}::BIGINT AS known_ms")
    ((first_ms,),) = connection.execute("SELECT min(from_ms) FROM lasting").fetchall()
    rules = DayRules.from_written(published.teams)
    rules.put_bounds(connection, first_ms, published.as_of_ms)
    connection.execute(f"CREATE VIEW segments AS {sql_of('facts', 'segments')}")


def show_events(
    connection: duckdb.DuckDBPyConnection, root: Path, shown: Manifest, *, name: str, is_shared: bool = False
) -> None:
    """Make a view of every fact of the manifest's parts that has happened by then, with its ``place``."""
    kind = "VIEW" if is_shared else "TEMP VIEW"
    if shown.parts:
        files = duck.parquet([root / part.path for part in shown.parts])
    else:
        connection.execute(f"CREATE OR REPLACE TABLE no_log AS SELECT * FROM ({_empty(connection)})")  # noqa: S608 -- ours
        files = "no_log"
    limit = f" WHERE happened_ms <= {shown.present_ms}" if shown.ahead else ""
    columns = f"*, {shape.PLACE} AS place"
    connection.execute(
        f"CREATE OR REPLACE {kind} {name} AS SELECT {columns} FROM {files}{limit}"  # noqa: S608 -- paths of ours
    )


def _empty(connection: duckdb.DuckDBPyConnection) -> str:
    connection.register("raw", shape.LOG.empty_table())
    return shape.EXTRACT


def show_files(connection: duckdb.DuckDBPyConnection, name: str, files: list[Path]) -> None:
    """Make a view of files."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT * FROM {duck.parquet(files)}")  # noqa: S608 -- paths of ours


def narrow_to_mode(connection: duckdb.DuckDBPyConnection) -> None:
    """Let ``contacts`` show only those of the mode in ``asked_modes``; before anything is derived.

    Only then they have a column ``mode``: which centre a team belongs to is known when the question is asked.
    """
    connection.execute(f"CREATE TEMP VIEW modes AS {sql_of('facts', 'modes')}")
    connection.execute("CREATE TEMP VIEW all_contacts AS SELECT * FROM memory.main.contacts")
    connection.execute(f"CREATE TEMP VIEW contacts AS {sql_of('facts', 'contacts_of_mode')}")


def derive(connection: duckdb.DuckDBPyConnection, *, asked_often: bool = False) -> None:
    """Make the views that need the folded facts, ``teams`` and ``selected``.

    ``asked_often``: those that many measures share are worked out once, now, and kept for the question.
    """
    for name in DERIVED:
        show_derived(connection, name, kept=asked_often and name in SHARED)


def show_derived(connection: duckdb.DuckDBPyConnection, name: str, *, kept: bool = False) -> None:
    """Make one of the derived views, for who asks no more. ``kept``: worked out once, now."""
    kind = "TABLE" if kept else "VIEW"
    connection.execute(f"CREATE TEMP {kind} {name} AS {sql_of('facts', name)}")
