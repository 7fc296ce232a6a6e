"""Open the lake for questions: the views that facts and KPIs are written against."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb
from django.conf import settings
from django.utils.translation import gettext as _

from gijun.measures.errors import NoLakeError
from gijun.measures.lake import duck, manifest, shape
from gijun.measures.lake.manifest import Manifest

FOLDED = ("contacts", "spells")  # facts that are kept as files, in the order they are folded
DERIVED = ("growth", "contacts_per_growth")  # views on top of them


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
    """The lake as it was published last, in a private DuckDB.

    Raises:
        NoLakeError: nothing has been published yet, or a file is missing.
    """
    root = Path(settings.LAKE)
    published = manifest.read(root)
    if published is None:
        raise NoLakeError(_("Nothing has been counted yet. The worker counts within a minute of its start."))
    with closing(duck.connect(root)) as connection:
        try:
            show_events(connection, root, published)
            for name, path in published.facts.items():
                show(connection, name, [root / path])
        except duckdb.IOException as error:
            raise NoLakeError(_("A file of the figures is missing. They are being built again.")) from error
        yield Lake(published, connection)


def show_events(connection: duckdb.DuckDBPyConnection, root: Path, shown: Manifest) -> None:
    """Make the view ``events``: every fact of the manifest's parts, with its ``place``."""
    if shown.parts:
        show(connection, "lake_events", [root / part.path for part in shown.parts])
    else:
        connection.register("raw", shape.LOG.empty_table())
        connection.execute(f"CREATE VIEW lake_events AS {shape.EXTRACT}")
    connection.execute(f"CREATE VIEW events AS {shape.PLACED}")


def show(connection: duckdb.DuckDBPyConnection, name: str, files: list[Path]) -> None:
    """Make a view of files."""
    connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {duck.parquet(files)}")  # noqa: S608 -- paths of ours


def narrow_to_mode(connection: duckdb.DuckDBPyConnection) -> None:
    """Let ``contacts`` show only those of the mode in ``asked_modes``; before anything is derived.

    Only then they have a column ``mode``: which centre a team belongs to is known when the question is asked.
    """
    connection.execute(f"CREATE VIEW modes AS {sql_of('facts', 'modes')}")
    connection.execute("ALTER VIEW contacts RENAME TO all_contacts")
    connection.execute(f"CREATE VIEW contacts AS {sql_of('facts', 'contacts_of_mode')}")


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views that need the folded facts, ``teams`` and ``selected``."""
    for name in DERIVED:
        connection.execute(f"CREATE VIEW {name} AS {sql_of('facts', name)}")
