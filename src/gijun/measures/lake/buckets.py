"""Fold a whole log that is larger than memory: families of tickets are dealt out, one lot after the other.

Everything a ticket's facts depend on lies in its family, the tickets it was merged with, so each lot can be
folded alone.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

import duckdb

from gijun.measures.lake import duck, shape
from gijun.measures.lake.manifest import Manifest
from gijun.measures.lake.reader import sql_of

OF_TICKETS = (
    f"ticket_id IS NOT NULL AND name <> 'desk.contact_voided' AND name IN ({shape.listed(shape.TELLING)})"
)
LOT = 5_000_000  # facts; about what folds within the memory that DuckDB is given


def fold(connection: duckdb.DuckDBPyConnection, root: Path, begun: Manifest, names: Iterable[str]) -> None:
    """Make the table ``{name}_folded`` for each fact from ``present`` and ``rare``."""
    lots = 1 + sum(part.rows for part in begun.parts) // LOT
    if lots == 1:
        show_lot(connection, f"(SELECT {shape.NARROW} FROM present WHERE {OF_TICKETS})")  # noqa: S608 -- names
        _fold_lot(connection, names, is_first=True)
        return
    folder = root / f"spill-lots-{token_hex(6)}"
    try:
        _deal(connection, folder, lots)
        for number, lot in enumerate(sorted(folder.iterdir())):
            show_lot(connection, duck.parquet(lot.glob("*.parquet")))
            _fold_lot(connection, names, is_first=number == 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def show_lot(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Make ``events`` for a fold: facts of tickets, and every void, as that may name a contact alone."""
    voids = f"SELECT {shape.NARROW} FROM rare WHERE name = 'desk.contact_voided'"  # noqa: S608 -- names
    columns = f"*, {shape.PLACE} AS place"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE events AS SELECT {columns} FROM {source}"  # noqa: S608 -- ours
        f" UNION ALL BY NAME SELECT {columns} FROM ({voids})"
    )


def _deal(connection: duckdb.DuckDBPyConnection, folder: Path, lots: int) -> None:
    """Write each lot's facts aside, every family into one lot; at least one lot is not empty."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE families AS {sql_of('facts', 'families')}")
    kept = f"SELECT {shape.NARROW} FROM present WHERE {OF_TICKETS}"  # noqa: S608 -- names
    connection.execute(
        "COPY (SELECT told.*,"  # noqa: S608 -- ours
        f" (hash(coalesce(families.root_id, told.ticket_id)) % {lots})::INTEGER AS lot"
        f" FROM ({kept}) AS told LEFT JOIN families ON families.ticket_id = told.ticket_id"
        f" UNION ALL BY NAME SELECT 0 AS lot"
        f") TO {duck.literal(folder)} (FORMAT parquet, PARTITION_BY (lot), COMPRESSION lz4)"
    )


def _fold_lot(connection: duckdb.DuckDBPyConnection, names: Iterable[str], *, is_first: bool) -> None:
    for name in names:
        how = f"CREATE OR REPLACE TEMP TABLE {name}_folded AS" if is_first else f"INSERT INTO {name}_folded"
        connection.execute(f"{how} {sql_of('facts', name)}")
