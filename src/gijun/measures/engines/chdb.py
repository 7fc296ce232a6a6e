"""ClickHouse in this process: the same engine and SQL without a server."""

from functools import cache
from threading import Lock

from gijun.measures.engines.clickhouse import Ask
from gijun.measures.engines.terms import EngineError

_one_at_a_time = Lock()  # a process has one session


@cache
def here() -> Ask:
    """Ask the ClickHouse of this process.

    Raises:
        EngineError: chDB is not installed, or refuses what it is asked.
    """
    try:
        import chdb  # noqa: PLC0415 -- an extra of half a gigabyte
    except ImportError as error:
        raise EngineError("chDB is not installed. It is in the extra `engines`.") from error
    connection = chdb.connect(":memory:")

    def ask(sql: str) -> bytes:
        with _one_at_a_time:
            try:
                return bytes(connection.query(sql, "ArrowStream").bytes())
            except RuntimeError as error:  # what all its errors are
                raise EngineError(f"chDB refused: {str(error)[:500]}") from error

    return ask
