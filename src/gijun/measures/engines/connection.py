"""What looks like a connection to DuckDB and is answered by another engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
from pyarrow import parquet
from sqlglot import exp

from gijun.measures.engines import statements
from gijun.measures.engines.columns import COLUMNS
from gijun.measures.engines.dialects import parsed, translated
from gijun.measures.engines.statements import Views
from gijun.measures.engines.terms import Engine, UntranslatableError


class Asked(Protocol):
    """An engine that can be asked in its own SQL."""

    @property
    def engine(self) -> Engine:
        """Whose SQL it speaks."""

    def files(self, paths: Sequence[str]) -> exp.Expr:
        """What stands after FROM for the rows of Parquet files."""

    def rows(self, name: str, table: pa.Table) -> exp.Query:
        """A query for rows of ours."""

    def answer(self, sql: str) -> pa.Table:
        """What a query gives."""

    def close(self) -> None:
        """Give back what the question took."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, as DuckDB would hand them out."""

    table: pa.Table

    def fetchall(self) -> list[tuple[Any, ...]]:
        columns = [column.to_pylist() for column in self.table.columns]
        return list(zip(*columns, strict=True))

    def fetchone(self) -> tuple[Any, ...] | None:
        rows = self.fetchall()
        return rows[0] if rows else None


NOTHING = Answer(pa.table({}))


@dataclass(slots=True)
class Translating:
    """Takes statements in DuckDB's SQL. Views live here; a question goes to the engine as one statement.

    ``lake``: where the engine sees the folder that this process sees at ``root``.
    """

    asked: Asked
    root: Path
    lake: str = ""
    views: Views = field(default_factory=Views)

    def register(self, name: str, table: pa.Table) -> None:
        """Show rows under a name."""
        self.views.own[name.lower()] = self.asked.rows(name.lower(), table)

    def execute(self, sql: str, bound: Mapping[str, Any] | None = None) -> Answer:
        """Keep a view, or ask.

        Raises:
            UntranslatableError: the engine has no words for it.
        """
        tree = parsed(sql).copy()
        statements.bind(tree, bound or {})
        self._show_files(tree)
        if isinstance(tree, exp.Create):
            self.views.keep(tree)
            return NOTHING
        if not isinstance(tree, exp.Query):
            raise UntranslatableError(f"{self.asked.engine} is only asked: {sql[:60]}")
        return Answer(self.asked.answer(translated(self.views.asked_with_them(tree), self.asked.engine)))

    def close(self) -> None:
        self.asked.close()

    def _show_files(self, tree: exp.Expr) -> None:
        for read in list(tree.find_all(exp.ReadParquet)):
            paths = [literal.name for literal in read.expressions[0].expressions]
            table = read.parent
            if not isinstance(table, exp.Table):
                raise UntranslatableError(f"files stand after FROM only: {read.sql('duckdb')}")
            table.set("this", self.asked.files([self._seen(path) for path in paths]))
            table.meta[COLUMNS] = parquet.read_schema(paths[0]).names

    def _seen(self, path: str) -> str:
        return f"{self.lake}/{Path(path).relative_to(self.root)}" if self.lake else path
