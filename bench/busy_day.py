"""A busy day through the real actions on both databases: nobody lost, nobody unavailable, nobody waits in vain.

5,000 contacts and 60 agents of a centre with five teams: shifts, breaks, coaching, people who vanish, offers declined
or not answered, transfers, escalations, approvals, consults, merges, customers who come back, a must-read and a
peak. For an hour two workers route at once while agents press on the same tickets. The clock is virtual: a pass of
routing follows every ``--tick`` seconds of it. All that counts is read from the log afterwards. Times are no bar.
"""

import argparse
import subprocess
import sys
from time import perf_counter

from bench import filling
from scripts.postgres import cluster

ENGINES = ("SQLite", "PostgreSQL")


def main() -> int:
    given = _arguments()
    if given.one:
        return _on(given)
    failed = 0
    for engine in (given.engine,) if given.engine else ENGINES:
        print(f"{engine}: {given.contacts:,} contacts, {given.agents} agents", flush=True)
        command = [sys.executable, "-m", "bench.busy_day", "--one", engine]
        for name in ("contacts", "agents", "hours", "tick", "seed"):
            command += [f"--{name}", str(getattr(given, name))]
        failed += subprocess.run(command, check=False).returncode != 0
    print(f"databases on which a bar failed: {failed}")
    return int(failed > 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A busy day, judged from its log.")
    parser.add_argument("--contacts", type=int, default=5_000)
    parser.add_argument("--agents", type=int, default=60)
    parser.add_argument("--hours", type=float, default=11.0, help="how long the centre is open")
    parser.add_argument(
        "--tick", type=int, default=5, help="virtual seconds from one pass of routing to the next"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engine", choices=ENGINES)
    parser.add_argument("--one", choices=ENGINES, help=argparse.SUPPRESS)
    return parser.parse_args()


def _on(given: argparse.Namespace) -> int:
    if given.one == "SQLite":
        return _play(given, None)
    with cluster() as address:
        return _play(given, address)


def _play(given: argparse.Namespace, database: str | None) -> int:
    """Play and judge one day; says whether a bar failed."""
    with filling.product(database):
        from django.db import connections

        from tests.desk.busy import Plan, bars, happened, play

        plan = Plan(given.contacts, given.agents, given.hours, given.tick, given.seed)
        day = play(plan, tell=lambda line: print(f"  {line}", flush=True))
        figures = happened(day)
        actions = figures["actions tried"] + figures["passes of routing"]
        print(f"  played in {day.took_s:,.0f} s: {actions:,} actions, {actions / day.took_s:.0f} a second")
        print("  " + ", ".join(f"{name} {number:,}" for name, number in figures.items()))
        began, failed = perf_counter(), 0
        for bar in bars(day):
            failed += not bar.holds
            print(
                f"  {'ok  ' if bar.holds else 'FAIL'} {bar.name}: {bar.figure:,} (goal {bar.goal:,})",
                flush=True,
            )
            if not bar.holds:
                print(f"       {bar.shown}")
        print(f"  judged in {perf_counter() - began:,.0f} s; bars that failed: {failed}")
        connections.close_all()
        return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
