"""List, ticket page, reply and search over HTTP at 100,000 tickets and 300,000 messages, beside other desks.

Two web processes on loopback, one client and eight; the CPU is that of the web processes (and of PostgreSQL). The
peers' figures were measured by us on a machine of this kind at the same size: their fastest 95th percentile in each
row. Absolute times are no bar on a shared machine; the goal is five times faster than that.
"""

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlencode

from bench import filling
from scripts.postgres import cluster

TICKETS, EACH = int(os.environ.get("T", "100000")), 3
ROUNDS = {1: 60, 8: 160}
WARM = 12
PEERS = {  # the fastest p95 of RT, django-helpdesk, osTicket, FreeScout, Redmine, roundup; one client, eight
    "list": (78, 798), "ticket": (164, None), "search, common word": (141, None), "search, rare word": (54, None),
    "reply": (101, None),
}  # fmt: skip
TIMES = 5


@contextmanager
def web(processes: int) -> Iterator[tuple[int, list[int]]]:
    """The product's web processes behind one port; yields the port and their ids."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    subprocess.run([sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"], check=True)
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "gijun.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(
        [*command, "--no-access-log", "--workers", str(processes), "--timeout-worker-healthcheck", "60"]
    )
    try:
        until = time.monotonic() + 120
        while not _answers(port):
            if time.monotonic() > until:
                raise RuntimeError("The web processes did not start.")
            time.sleep(0.2)
        yield port, _below(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    try:
        return _get(http.client.HTTPConnection("127.0.0.1", port, timeout=20), "/alive/", {})[0] == 200
    except OSError:
        return False


def _below(parent: int) -> list[int]:
    """The process and all it started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(stat.parent.name)] = int(fields[1])
    found = [parent]
    for pid in found:
        found += [child for child, above in parents.items() if above == pid]
    return found


def _cpu_s(pids: list[int]) -> float:
    """User and system time of processes (ended ones count nothing)."""
    ticks = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _get(connection: http.client.HTTPConnection, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


class Client:
    """A signed-in browser's connection."""

    def __init__(self, port: int, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.token = "b" * 32
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={self.token}", "Host": f"localhost:{port}"}

    def get(self, path: str) -> float:
        start = time.perf_counter()
        status, _body = _get(self.connection, path, self.headers)
        assert status == 200, (path, status, _body[-1500:])
        return time.perf_counter() - start

    def post(self, path: str, fields: dict[str, str]) -> float:
        headers = self.headers | {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        body = urlencode(fields | {"csrfmiddlewaretoken": self.token})
        start = time.perf_counter()
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        return time.perf_counter() - start


def measure(database: str | None, server_pid: int | None) -> dict[str, dict[str, float]]:
    with filling.product(database):
        world = filling.tickets(TICKETS, messages_each=EACH)
        from django.db import connection

        from gijun.desk import searching
        from gijun.desk.models import Ticket
        from tests.serving import session_of

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        start = time.perf_counter()
        searching.write()
        indexed_s = time.perf_counter() - start
        session = session_of(world["lead"])
        waiting = iter(list(Ticket.objects.active().values_list("pk", flat=True)[:2_000]))
        first = world["ticket"].pk
        words = count(10_700)
        works: dict[str, Callable[[Client], float]] = {
            "list": lambda client: client.get("/desk/?view=team"),
            "ticket": lambda client: client.get(f"/desk/tickets/{first}/"),
            "search, common word": lambda client: client.get(f"/desk/?view=all&q={quote('환불')}"),
            "search, rare word": lambda client: client.get(f"/desk/?view=all&q=2026-{next(words)}"),
            "reply": lambda client: client.post(
                f"/desk/tickets/{next(waiting)}/reply/", {"body": "확인했습니다."}
            ),
        }
        connection.close()
        with web(2) as (port, pids):
            found = {
                name: {f"{key} {clients}": value for clients in ROUNDS
                       for key, value in timed(work, port, session, pids, server_pid, clients).items()}
                for name, work in works.items()
            }  # fmt: skip
        found["index of tickets"] = {"s": indexed_s}
        return found


def timed(
    work: Callable[[Client], float],
    port: int,
    session: str,
    pids: list[int],
    server_pid: int | None,
    clients: int,
) -> dict[str, float]:
    """p50, p95 (ms) and CPU a request (ms) of the work with so many clients at once."""
    browsers = [Client(port, session) for _ in range(clients)]
    for browser in browsers * (WARM // clients or 1):
        work(browser)
    rounds = ROUNDS[clients]
    watched = pids + (_below(server_pid) if server_pid else [])
    before = _cpu_s(watched)
    with ThreadPoolExecutor(clients) as pool:
        shares = pool.map(lambda browser: [work(browser) for _ in range(rounds // clients)], browsers)
        times = sorted(one * 1000 for share in shares for one in share)
    cpu = (_cpu_s(watched) - before) * 1000 / len(times)
    return {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)], "cpu": cpu}


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", choices=["SQLite", "PostgreSQL"])
    given = parser.parse_args()
    if given.one:
        print(json.dumps(_on(given.one)))
        return 0
    slower = 0
    for engine in ("SQLite", "PostgreSQL"):
        command = [sys.executable, "-m", "bench.desk", "--one", engine]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        slower += _show(engine, json.loads(done.stdout.splitlines()[-1]))
    print(f"rows that miss the goal (p95 at least {TIMES} times below the fastest peer's): {slower}")
    return int(slower > 0)


def _on(engine: str) -> dict[str, dict[str, float]]:
    if engine == "SQLite":
        return measure(None, None)
    with cluster() as address:
        return measure(address, _postmaster())


def _postmaster() -> int:
    """The server that ``cluster`` has just started: the youngest process called postgres that we are above of."""
    mine = [pid for pid in _below(os.getpid()) if Path(f"/proc/{pid}/comm").read_text().strip() == "postgres"]
    return mine[0]


def _show(engine: str, results: dict[str, dict[str, float]]) -> int:
    missed = 0
    print(f"{engine}: index of tickets written in {results.pop('index of tickets')['s']:.0f} s")
    print(f"  {'':<22}{'p50':>7}{'p95':>7}{'CPU':>7}   {'8: p50':>7}{'p95':>7}{'CPU':>7}   peer's p95 ÷ ours")
    for name, row in results.items():
        line = f"  {name:<22}"
        for clients in ROUNDS:
            line += "".join(f"{row[f'{key} {clients}']:7.1f}" for key in ("p50", "p95", "cpu")) + "   "
        ratios = [
            peer / row[f"p95 {clients}"] for peer, clients in zip(PEERS[name], ROUNDS, strict=True) if peer
        ]
        missed += sum(ratio < TIMES for ratio in ratios)
        print(line + "  ".join(f"{ratio:.1f}" for ratio in ratios))
    return missed


if __name__ == "__main__":
    sys.exit(main())
