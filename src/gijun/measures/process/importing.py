"""Logs of other systems as a table, and a DuckDB that sees it."""

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice

import duckdb
import pyarrow as pa

from gijun.measures.process.mapping import BETWEEN
from gijun.science.event_logs import Event

MEMORY = "1GB"
BATCH = 50_000
SHAPE = pa.schema(
    [
        ("case_id", pa.string()),
        ("activity", pa.string()),
        ("at_ms", pa.int64()),
        ("seq", pa.int64()),
        ("department", pa.string()),
        ("resource", pa.string()),
    ]
)


def table(events: Iterable[Event], *, most: int | None = None) -> pa.Table:
    """Events as columns; of very many only the first ``most``."""
    waiting, batches = islice(events, most), []
    while lines := [_line(one) for one in islice(waiting, BATCH)]:
        columns = zip(*lines, strict=True)
        arrays = [pa.array(column, kind) for column, kind in zip(columns, SHAPE.types, strict=True)]
        batches.append(pa.record_batch(arrays, schema=SHAPE))
    return pa.Table.from_batches(batches, schema=SHAPE)


def _line(one: Event) -> tuple[str, str, int, int, str | None, str | None]:
    activity = one.activity.replace(BETWEEN, " ")
    return one.case, activity, one.at_ms, one.order, one.department or None, one.resource or None


@contextmanager
def shown(occurrences: pa.Table) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB of its own, without files or network, in which the table is called ``occurrences``."""
    settings: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": MEMORY}
    with closing(duckdb.connect(":memory:", config=settings)) as connection:
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.register("occurrences", occurrences)
        yield connection
