"""A private DuckDB in memory that sees the lake's folder and nothing else."""

from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex

import duckdb

MEMORY = "1GB"  # beyond it DuckDB spills into a folder of its own in the lake


def connect(root: Path) -> duckdb.DuckDBPyConnection:
    """One thread, bounded memory, no network, no extensions, no files outside ``root``."""
    root.mkdir(parents=True, exist_ok=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": str(root / f"spill-{token_hex(6)}"),
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute("SET allowed_directories = ?", [[f"{root}/"]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def parquet(paths: Iterable[Path]) -> str:
    """The FROM clause that reads these files; their folders' names are no columns."""
    return f"read_parquet([{', '.join(map(literal, paths))}], hive_partitioning = false)"


def literal(path: Path) -> str:
    """A path as SQL text."""
    return "'" + str(path).replace("'", "''") + "'"
