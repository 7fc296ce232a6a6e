"""DuckDB behind the translation: the peer that shows that a statement with all its views says the same."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
from sqlglot import exp

from gijun.measures.engines.terms import Engine


class Duck:
    engine = Engine.DUCKDB

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        self.said: list[str] = []

    def files(self, paths: Sequence[str]) -> exp.Expr:
        listed = exp.Array(expressions=[exp.Literal.string(path) for path in paths])
        plain = exp.EQ(this=exp.column("hive_partitioning"), expression=exp.false())
        return exp.ReadParquet(expressions=[listed, plain])

    def rows(self, name: str, table: pa.Table) -> exp.Query:
        self.connection.register(f"shown_{name}", table)
        return exp.select(*table.column_names).from_(f"shown_{name}")

    def answer(self, sql: str) -> pa.Table:
        self.said.append(sql)
        return self.connection.sql(sql).to_arrow_table()

    def close(self) -> None:
        self.connection.close()
