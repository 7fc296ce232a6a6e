"""Spark: one statement a question; files and rows of ours are shown to it as temporary views of a session."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from secrets import token_hex
from typing import Any

import pyarrow as pa
from sqlglot import exp

from gijun.measures.engines.terms import Engine, EngineError

LOCAL = "local[*]"
CONNECT = "sc://"
LOCALLY = {  # one machine, nothing listens beyond it
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # making code takes longer than what it saves here
}


@dataclass(slots=True)
class Spark:
    """Asks Spark in its own SQL."""

    session: Any
    engine: Engine = Engine.SPARK
    mark: str = field(default_factory=lambda: token_hex(4))  # one session answers many questions at a time
    shown: list[str] = field(default_factory=list)

    def files(self, paths: Sequence[str]) -> exp.Expr:
        name = f"files_{self.mark}_{sha256(' '.join(paths).encode()).hexdigest()[:16]}"
        if name not in self.shown:
            # Folders' names are no columns: only files that are named are read.
            read = self.session.read.option("recursiveFileLookup", "true").parquet(*paths)
            self._show(name, read)
        return exp.to_identifier(name)

    def rows(self, name: str, table: pa.Table) -> exp.Query:
        view = f"rows_{self.mark}_{name}_{len(self.shown)}"
        self._show(view, self.session.createDataFrame(table))
        return exp.select(*table.column_names).from_(exp.to_identifier(view))

    def answer(self, sql: str) -> pa.Table:
        try:
            return self.session.sql(sql).toArrow()
        except _refusals() as error:
            raise EngineError(f"Spark refused: {str(error)[:500]}") from error

    def close(self) -> None:
        for name in self.shown:
            self.session.catalog.dropTempView(name)
        self.shown.clear()

    def _show(self, name: str, frame: Any) -> None:
        frame.createOrReplaceTempView(name)
        self.shown.append(name)


@cache
def at(address: str) -> Any:
    """A session at ``spark://host:port``, ``sc://host:port``, ``yarn`` or, without an address, in here.

    Raises:
        EngineError: PySpark or Java is not installed, or nothing answers there.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 -- an extra of half a gigabyte
    except ImportError as error:
        raise EngineError("PySpark is not installed. It is in the extra `engines`.") from error
    builder = SparkSession.builder.appName("gijun")
    where = builder.remote(address) if address.startswith(CONNECT) else builder.master(address or LOCAL)
    options = {
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    if (address or LOCAL).startswith("local"):
        options |= LOCALLY
    for name, value in options.items():
        where = where.config(name, value)
    try:
        return where.getOrCreate()
    except _refusals() as error:  # Java is missing, or nothing answers
        raise EngineError(f"Spark does not start: {str(error)[:500]}") from error


def _refusals() -> tuple[type[Exception], ...]:
    """What goes wrong in Spark, in the way to it, and where Java is missing."""
    from py4j.protocol import Py4JError  # noqa: PLC0415 -- comes with the extra
    from pyspark.errors import PySparkException  # noqa: PLC0415 -- comes with the extra

    return PySparkException, Py4JError, RuntimeError, OSError
