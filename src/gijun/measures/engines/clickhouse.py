"""ClickHouse: one statement a question, answered as Arrow; nothing is created there.

``ask`` is a server over HTTP, or the same engine in this process (``chdb``).
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from os.path import commonpath
from urllib.parse import unquote, urlencode, urlsplit

import pyarrow as pa
from pyarrow import csv
from sqlglot import exp

from gijun.measures.engines.terms import Engine, EngineError

Ask = Callable[[str], bytes]
# Without the first an alias is put in place of a column of the same name inside other expressions, and
# figures are silently wrong; without the second a LEFT JOIN that finds nothing gives 0 and '' for none.
SETTINGS = {
    "prefer_column_name_to_alias": 1,
    "join_use_nulls": 1,
    "use_hive_partitioning": 0,
    "max_query_size": 1 << 30,
    "max_ast_elements": 10_000_000,
    "max_expanded_ast_elements": 10_000_000,
    "output_format_arrow_string_as_string": 1,
    "output_format_arrow_date_as_uint16": 0,
}
KINDS = {
    pa.int64(): "Int64",
    pa.int32(): "Int32",
    pa.int16(): "Int16",
    pa.date32(): "Date32",
    pa.string(): "String",
    pa.bool_(): "Bool",
    pa.float64(): "Float64",
}
TIMEOUT_S = 300


@dataclass(frozen=True, slots=True)
class ClickHouse:
    """Asks ClickHouse in its own SQL."""

    ask: Ask
    engine: Engine = Engine.CLICKHOUSE

    def files(self, paths: Sequence[str]) -> exp.Expr:
        """Files where the engine sees them; addresses of a store of objects by ``s3``."""
        name = "s3" if "://" in paths[0] else "file"
        return _function(name, _as_one(paths), "Parquet")

    def rows(self, name: str, table: pa.Table) -> exp.Query:  # noqa: ARG002 -- Spark shows them under it
        shape = ", ".join(f"{field.name} Nullable({KINDS[field.type]})" for field in table.schema)
        if table.num_rows == 0:
            return exp.select(*table.column_names).from_(exp.Table(this=_function("null", shape)))
        text = pa.BufferOutputStream()
        csv.write_csv(table, text, csv.WriteOptions(include_header=False))
        said = text.getvalue().to_pybytes().decode()
        return exp.select(*table.column_names).from_(exp.Table(this=_function("format", "CSV", shape, said)))

    def answer(self, sql: str) -> pa.Table:
        settings = ", ".join(f"{name} = {value}" for name, value in SETTINGS.items())
        told = self.ask(f"{sql} SETTINGS {settings} FORMAT ArrowStream")
        return pa.ipc.open_stream(told).read_all() if told else pa.table({})

    def close(self) -> None:
        """Nothing is held."""


def _function(name: str, *texts: str) -> exp.Anonymous:
    return exp.Anonymous(this=name, expressions=[exp.Literal.string(text) for text in texts])


def _as_one(paths: Sequence[str]) -> str:
    """Paths as one pattern: the folder they share, then what differs."""
    if len(paths) == 1:
        return paths[0]
    folder = commonpath(path.partition("://")[2] or path for path in paths)
    folder = f"{paths[0][: paths[0].index(folder) + len(folder)].rstrip('/')}/"
    return f"{folder}{{{','.join(path.removeprefix(folder) for path in paths)}}}"


def server(address: str) -> Ask:
    """Ask a server at ``http(s)://user:password@host:port``.

    Raises:
        EngineError: it cannot be reached, or says no.
    """
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    who = f"{unquote(parts.username or 'default')}:{unquote(parts.password or '')}"
    heads = {"Authorization": f"Basic {b64encode(who.encode()).decode()}"}
    at = "/?" + urlencode({"max_query_size": SETTINGS["max_query_size"]})

    def ask(sql: str) -> bytes:
        connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_S)
        try:
            connection.request("POST", at, sql.encode(), heads)
            response = connection.getresponse()
            told = response.read()
        except OSError as error:
            raise EngineError(f"ClickHouse at {parts.hostname} does not answer: {error}") from error
        finally:
            connection.close()
        if response.status != 200:
            raise EngineError(f"ClickHouse refused: {told[:500].decode(errors='replace')}")
        return told

    return ask
