"""Parquet files of a period: a file for each table, alone in a folder or together in a ZIP."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile

import pyarrow as pa
from pyarrow import parquet

from gijun.measures import compute
from gijun.measures.compute import Question
from gijun.measures.lake import Lake
from gijun.measures.out import tables

IN_MEMORY = 8 << 20  # bytes; a larger ZIP goes to a temporary file


def every_table(lake: Lake, question: Question) -> Iterator[tuple[str, pa.Table]]:
    """The tables of a question by name, each with how fresh it is."""
    compute.prepare(lake, question)
    fresh = {"as_of_ms": str(lake.manifest.as_of_ms), "up_to_record": str(lake.manifest.position)}
    for name in tables.FACTS:
        yield name, tables.facts(lake, name, question).replace_schema_metadata(fresh)
    yield "daily_figures", tables.figures(lake, question).replace_schema_metadata(fresh)
    yield "measures", tables.measures()
    yield "teams", tables.teams(question.team_ids)
    yield "reasons", tables.reasons()


def into_folder(lake: Lake, question: Question, folder: Path) -> list[tuple[str, int]]:
    """Write the files; returns (name, rows) of each. A file of the same name is replaced whole."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, table in every_table(lake, question):
        aside = folder / f".{name}.parquet.tmp"
        parquet.write_table(table, aside, compression="zstd")
        aside.replace(folder / f"{name}.parquet")
        written.append((name, table.num_rows))
    return written


def as_zip(lake: Lake, question: Question) -> IO[bytes]:
    """The files together, from the start on."""
    whole = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- whoever sends it closes it
    with ZipFile(whole, "w", ZIP_STORED) as archive:
        for name, table in every_table(lake, question):
            with archive.open(f"{name}.parquet", "w") as file:
                parquet.write_table(table, file, compression="zstd")
    whole.seek(0)
    return whole
