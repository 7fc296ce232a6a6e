"""Files of the lake: written aside, moved into place whole, removed when nobody can still read them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from gijun.measures.lake import duck, shape
from gijun.measures.lake.manifest import Manifest, Part, settle

SMALL = 20_000  # rows; a day's last part below it is written again together with what is new
GRACE_MS = 600_000  # a reader that began before a file was replaced has finished by then
GROUP = 100_000  # rows of a row group


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds."""

    rows: int
    size: int  # bytes


def put(connection: duckdb.DuckDBPyConnection, query: str, path: Path) -> Written:
    """Write the rows of a query to ``path`` in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}.tmp")
    how = f"FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {GROUP}"
    ((rows,),) = connection.execute(f"COPY ({query}) TO {duck.literal(aside)} ({how})").fetchall()
    settle(aside)
    size = aside.stat().st_size
    os.replace(aside, path)
    return Written(rows, size)


def write(connection: duckdb.DuckDBPyConnection, root: Path, begun: Manifest, raw: pa.Table) -> list[Part]:
    """Write one chunk of the log, a part for each of its days.

    Many small files make every question slow, so a day's last part grows until it is no longer small.
    """
    connection.register("raw", raw)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE copied AS {shape.EXTRACT}")
    days = connection.execute("SELECT DISTINCT day FROM copied ORDER BY day").fetchall()
    return [_write_day(connection, root, begun, day) for (day,) in days]


def _write_day(connection: duckdb.DuckDBPyConnection, root: Path, begun: Manifest, day: date) -> Part:
    connection.execute("CREATE OR REPLACE TEMP TABLE part AS SELECT * FROM copied WHERE day = ?", [day])
    earlier = begun.last_part_of(day)
    if earlier is not None and earlier.rows < SMALL:
        files = duck.parquet([root / earlier.path])
        connection.execute(f"INSERT INTO part SELECT * FROM {files}")  # noqa: S608 -- a path of ours
    ((first, last),) = connection.execute("SELECT min(position), max(position) FROM part").fetchall()
    path = f"events/{begun.generation:04d}/day={day}/part-{first}-{last}.parquet"
    written = put(connection, "SELECT * FROM part ORDER BY position", root / path)
    return Part(path, day, first, last, written.rows, written.size)


def tidied(connection: duckdb.DuckDBPyConnection, root: Path, begun: Manifest, *, until: date) -> Manifest:
    """Put the parts of each day before ``until`` into one file."""
    days: dict[date, list[Part]] = {}
    for part in begun.parts:
        days.setdefault(part.day, []).append(part)
    for day, several in days.items():
        if day < until and len(several) > 1:
            begun = begun.with_whole_day(_one_of(connection, root, begun, several))
    return begun


def _one_of(connection: duckdb.DuckDBPyConnection, root: Path, begun: Manifest, several: list[Part]) -> Part:
    day, first, last = several[0].day, min(one.first for one in several), max(one.last for one in several)
    path = f"events/{begun.generation:04d}/day={day}/whole-{first}-{last}.parquet"
    files = duck.parquet([root / one.path for one in several])
    written = put(connection, f"SELECT * FROM {files} ORDER BY position", root / path)  # noqa: S608 -- paths of ours
    return Part(path, day, first, last, written.rows, written.size)


def newest_generation(root: Path) -> int:
    """The highest number that files were written under; 0 where there are none."""
    return max((int(path.name) for path in (root / "events").glob("[0-9]*")), default=0)


def retire(root: Path, paths: Iterable[str], *, at_ms: int) -> None:
    """Note on files that nobody begins to read any more since when that is so."""
    for path in paths:
        if (root / path).is_file():
            os.utime(root / path, (at_ms / 1000, at_ms / 1000))


def sweep(root: Path, valid: set[str], *, before_ms: int) -> None:
    """Remove files that are not valid and were written or retired well before ``before_ms``."""
    for path in root.rglob("*"):
        stale = path.suffix in {".parquet", ".tmp"} and str(path.relative_to(root)) not in valid
        if stale and path.is_file() and path.stat().st_mtime * 1000 < before_ms - GRACE_MS:
            path.unlink()
