"""The log as columns: read as CSV text by the database's own means, with no Python object for each value."""

from io import BytesIO
from typing import cast

import pyarrow as pa
from django.db import connection
from pyarrow import csv

from gijun.events.models import Event
from gijun.measures.lake import ballots, shape

COLUMNS = (
    "position", "name", "version", "happened_at_ms", "recorded_at_ms", "business_day", "slot",
    "ticket_id", "contact_id", "agent_id", "actor_id", "team_id", "channel", "data",
)  # fmt: skip
TEXTS = {"name", "channel", "data"}
BLOCK = 1 << 26  # bytes; more than a chunk of ordinary facts, so that most are parsed at one go


def chunk_after(position: int, *, most: int) -> pa.Table:
    """The next facts of the log in the lake's columns, at most ``most``.

    Positions become visible in order (``events.log``): who reads "after" one misses none that commits late.
    """
    told = _from_postgresql if connection.vendor == "postgresql" else _from_sqlite
    text = told(position, most)
    if not text:
        return shape.LOG.empty_table()
    return ballots.without_names(_parsed(text))


def _from_postgresql(position: int, most: int) -> bytes:
    chunk = _chunk(position, most)
    with connection.cursor() as cursor, cursor.copy(f"COPY ({chunk}) TO STDOUT (FORMAT csv)") as copy:
        return b"".join(bytes(block) for block in copy)


def _from_sqlite(position: int, most: int) -> bytes:
    line = " || ',' || ".join(_quoted(name) if name in TEXTS else _number(name) for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT group_concat({line}, char(10)) FROM ({_chunk(position, most)})")  # noqa: S608 -- columns from above
        (text,) = cursor.fetchone()
    return cast("str", text or "").encode()


def _chunk(position: int, most: int) -> str:
    table = Event._meta.db_table  # noqa: SLF001 -- Django documents _meta
    columns = ", ".join(COLUMNS)
    return (
        f"SELECT {columns} FROM {table} WHERE position > {int(position)}"  # noqa: S608 -- columns from above, whole numbers
        f" ORDER BY position LIMIT {int(most)}"
    )


def _quoted(name: str) -> str:
    return f"""'"' || replace({name}, '"', '""') || '"'"""


def _number(name: str) -> str:
    return f"ifnull({name}, '')"


def _parsed(text: bytes) -> pa.Table:
    return csv.read_csv(
        BytesIO(text),
        read_options=csv.ReadOptions(column_names=shape.LOG.names, block_size=BLOCK, use_threads=False),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=shape.LOG, quoted_strings_can_be_null=False),
    )
