"""Server time of the list and the ticket page at 100,000 tickets, on SQLite and PostgreSQL.

Prints p50 and p95 in milliseconds and the number of SQL queries, beside the same with 1,000 tickets: the number of
queries must not grow with the rows.
"""

import argparse
import json
import subprocess
import sys
import time

from bench import filling
from scripts.postgres import cluster

SIZES = (1_000, 100_000)
ROUNDS = 60
PAGES = ("list", "waiting", "search", "ticket")


def measure(count: int, database: str | None) -> dict[str, dict[str, float]]:
    with filling.product(database):
        world = filling.tickets(count)
        from django.db import connection
        from django.test import Client
        from django.test.utils import CaptureQueriesContext

        client = Client(headers={"host": "localhost"})
        client.force_login(world["lead"])
        paths = {
            "list": "/desk/?view=team",
            "waiting": "/desk/?view=waiting",
            "search": "/desk/?view=all&q=2026-10777",
            "ticket": f"/desk/tickets/{world['ticket'].pk}/",
        }
        found = {}
        for name, path in paths.items():
            for _ in range(5):
                assert client.get(path).status_code == 200, path
            times = []
            for _ in range(ROUNDS):
                start = time.process_time(), time.perf_counter()
                client.get(path)
                times.append((time.perf_counter() - start[1], time.process_time() - start[0]))
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            wall, cpu = (sorted(one[n] * 1000 for one in times) for n in (0, 1))
            found[name] = {
                "p50": wall[ROUNDS // 2], "p95": wall[int(ROUNDS * 0.95)], "cpu": cpu[ROUNDS // 2], "queries": len(queries),
            }  # fmt: skip
        return found


def in_process(count: int, database: str | None) -> dict[str, dict[str, float]]:
    """Each measurement in a process of its own."""
    command = [sys.executable, "-m", "bench.pages", "--one", str(count)]
    command += ["--database", database] if database else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--one", type=int)
    parser.add_argument("--database")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.database)))
        return 0
    grew = False
    for engine in ("SQLite", "PostgreSQL"):
        results = {size: on_engine(engine, size) for size in SIZES}
        print(
            f"{engine:<11} {'page':<8} {'p50 ms':>7} {'p95 ms':>7} {'CPU ms':>7} {'queries':>7}   at 1,000: p50, queries"
        )
        for page in PAGES:
            small, large = (results[size][page] for size in SIZES)
            grew |= large["queries"] != small["queries"]
            print(
                f"{'':<11} {page:<8} {large['p50']:7.1f} {large['p95']:7.1f} {large['cpu']:7.1f} {large['queries']:7.0f}"
                f"   {small['p50']:6.1f}, {small['queries']:.0f}   ratio {large['p50'] / small['p50']:.2f}"
            )
    print("queries constant in the number of rows:", "no" if grew else "yes")
    return int(grew)


def on_engine(engine: str, size: int) -> dict[str, dict[str, float]]:
    if engine == "SQLite":
        return in_process(size, None)
    with cluster() as address:
        return in_process(size, address)


if __name__ == "__main__":
    sys.exit(main())
