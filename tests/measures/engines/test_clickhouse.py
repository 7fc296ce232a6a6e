"""What goes to a ClickHouse server and what comes back, over a socket on loopback."""

import threading
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyarrow as pa
import pytest

from gijun.measures.engines.clickhouse import ClickHouse, server
from gijun.measures.engines.connection import Translating
from gijun.measures.engines.terms import EngineError


def as_stream(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    return out.getvalue().to_pybytes()


@contextmanager
def answering(status: int, body: bytes):
    """A peer that answers once; gives its address and what it heard."""
    heard = []

    class Peer(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            heard.append((self.headers["Authorization"], self.rfile.read(size).decode()))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Nothing is printed."""

    peer = HTTPServer(("127.0.0.1", 0), Peer)
    thread = threading.Thread(target=peer.handle_request)
    thread.start()
    try:
        yield f"http://me:se%40cret@127.0.0.1:{peer.server_port}", heard
    finally:
        thread.join()
        peer.server_close()


def test_a_question_is_one_statement_with_its_settings(tmp_path):
    told = pa.table({"day": pa.array([date(2026, 1, 2)], pa.date32()), "n": pa.array([3], pa.int64())})
    with answering(200, as_stream(told)) as (address, heard):
        asked = Translating(ClickHouse(server(address)), tmp_path)
        asked.register("teams", pa.table({"team_id": pa.array([7], pa.int64())}))
        rows = asked.execute("SELECT day, count(*) AS n FROM teams WHERE team_id = $pk", {"pk": 7}).fetchall()

    ((authority, sql),) = heard
    assert rows == [(date(2026, 1, 2), 3)]
    assert authority == "Basic bWU6c2VAY3JldA=="
    assert sql.startswith(
        "WITH own_teams AS (SELECT team_id FROM format('CSV', 'team_id Nullable(Int64)', '7\\n'))"
        " SELECT day, CAST(COUNT(*) AS Nullable(Int64)) AS n FROM own_teams AS teams WHERE team_id = 7"
        " SETTINGS prefer_column_name_to_alias = 1, join_use_nulls = 1,"
    )
    assert sql.endswith(" FORMAT ArrowStream")


def test_what_a_server_refuses_is_said():
    refusal = answering(403, b"Code: 497. Not enough privileges")
    with refusal as (address, _heard), pytest.raises(EngineError, match="Not enough privileges"):
        server(address)("SELECT 1")


def test_a_server_that_is_not_there_is_named():
    with pytest.raises(EngineError, match=r"127\.0\.0\.1 does not answer"):
        server("http://127.0.0.1:1")("SELECT 1")


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["/lake/a/x.parquet"], "file('/lake/a/x.parquet', 'Parquet')"),
        (["/lake/a/x.parquet", "/lake/b/y.parquet"], "file('/lake/{a/x.parquet,b/y.parquet}', 'Parquet')"),
        (
            ["https://store/b/lake/x.parquet", "https://store/b/lake/y.parquet"],
            "s3('https://store/b/lake/{x.parquet,y.parquet}', 'Parquet')",
        ),
    ],
)
def test_files_are_one_pattern(paths, said):
    assert ClickHouse(server("http://127.0.0.1:1")).files(paths).sql("clickhouse") == said


def test_no_rows_are_an_empty_table():
    rows = ClickHouse(server("http://127.0.0.1:1")).rows("t", pa.table({"a": pa.array([], pa.int64())}))

    assert rows.sql("clickhouse") == "SELECT a FROM null('a Nullable(Int64)')"
