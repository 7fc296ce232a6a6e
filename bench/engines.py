"""Every measure on DuckDB, ClickHouse and Spark over the same log, compared exactly: ``make engines``.

A log of a million facts in a database of its own, the lake made from it, and each measure asked of each engine
over all days and over one mode. A measure's digest is over its total and every day. The exit code is 1 when an
engine differs, when it has no words for a measure that is not among the known exceptions, or when a known
exception can be told after all.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any

from bench import engine_log, filling

DAYS = 60
ENGINES = {"duckdb": "duckdb", "clickhouse": "clickhouse", "spark": "spark:local[2]"}
EXCEPTIONS: dict[tuple[str, str], str] = {}  # (engine, measure): why it cannot be told there


@contextmanager
def filled(events: int) -> Iterator[tuple[Any, int]]:
    """A centre with its lake; gives who asks, and how many facts there are."""
    with filling.product():
        from gijun.measures import lake
        from gijun.organisation import actions

        start = engine_log.START
        centre = actions.add_team(name="bench", parent_id=None, by=None, at=start)
        teams = [actions.add_team(name=str(n), parent_id=centre.pk, by=None, at=start).pk for n in range(8)]
        head = actions.add_person(username="head", name="head", password=None, by=None, at=start)
        actions.give_role(head.pk, team_id=centre.pk, role="centre_head", by=None, at=start)
        told = engine_log.log_of(events, centre.pk, teams, DAYS)
        engine_log.write(told)
        lake.refresh(lambda: start + timedelta(days=DAYS))
        yield head, len(told)


def digest(result: Any) -> str:
    """What a measure says, in short."""
    days = sorted(result.days.items())
    return sha256(repr((result.total, days)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Asked:
    """What an engine said to a measure, or why it could not be asked."""

    digest: str = ""
    fault: str = ""
    took_s: float = 0.0


def asked_of(engine: str, head: Any, mode: str, only: str = "") -> dict[str, Asked]:
    """Every measure, asked one by one."""
    from gijun.measures import engines, registry
    from gijun.measures.compute import OF_CONTACTS

    measures = [one for one in registry.measures() if only in one.name]
    asked = [one for one in measures if not mode or OF_CONTACTS.search(one.sql)]
    if engine == "duckdb":
        found = {}
        for one in asked:
            with engines.opened(ENGINES[engine]) as lake:
                found[one.name] = ask(lake, head, mode, one)
        return found
    with engines.opened(ENGINES[engine]) as lake:
        return {one.name: ask(lake, head, mode, one) for one in asked}


def ask(lake: Any, head: Any, mode: str, measure: Any) -> Asked:
    from gijun.measures import compute, queries
    from gijun.measures.errors import MeasuresError

    first = engine_log.START.date()
    selection = queries.Selection(first, first + timedelta(days=DAYS), mode=mode)
    question = queries.question_of(head, selection, lake.manifest.as_of_ms)
    began = perf_counter()
    try:
        (result,) = compute.results(lake, question, [measure])
    except MeasuresError as error:
        return Asked(fault=" ".join(str(error).split())[:400])
    return Asked(digest(result), "", perf_counter() - began)


def compared(engine: str, truth: dict[str, Asked], found: dict[str, Asked]) -> Iterator[str]:
    """What is wrong with an engine's answers, a line each."""
    for name, one in found.items():
        known = EXCEPTIONS.get((engine, name))
        if one.fault and known is None:
            yield f"{engine}: {name}: no answer: {one.fault}"
        elif not one.fault and known is not None:
            yield f"{engine}: {name} is among the exceptions, and can be told"
        elif not one.fault and one.digest != truth[name].digest:
            yield f"{engine}: {name}: {one.digest} instead of {truth[name].digest}"


def compare(head: Any, engines: list[str], only: str) -> tuple[list[str], list[str]]:
    """(a line for each engine and question, what is wrong)."""
    lines, wrong = [], []
    for mode in ("", "peak"):
        truth = asked_of("duckdb", head, mode, only)
        counted = sum(one.took_s for one in truth.values())
        lines.append(f"duckdb {mode or 'all modes'}: {len(truth)} measures, {counted:.1f} s")
        for engine in engines:
            found = asked_of(engine, head, mode, only)
            faults = list(compared(engine, truth, found))
            wrong += faults
            took, slowest = (
                sum(one.took_s for one in found.values()),
                max(found, key=lambda name: found[name].took_s),
            )
            same = sum(one.digest == truth[name].digest for name, one in found.items())
            excepted = sum((engine, name) in EXCEPTIONS for name in found)
            lines.append(
                f"{engine} {mode or 'all modes'}: {same} of {len(found)} exactly the same, {excepted} known exceptions,"
                f" {took:.1f} s, the slowest {slowest} {found[slowest].took_s:.1f} s"
            )
    return lines, wrong


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--only", default="", help="measures with this in their name")
    arguments.add_argument("--engine", action="append", choices=["clickhouse", "spark"])
    asked = arguments.parse_args()
    with filled(asked.events) as (head, events):
        sys.stdout.write(f"{events:,} facts\n")
        lines, wrong = compare(head, asked.engine or ["clickhouse", "spark"], asked.only)
    for line in [
        *lines,
        *wrong,
        *(f"exception: {engine}: {name}: {why}" for (engine, name), why in EXCEPTIONS.items()),
    ]:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{len(wrong)} faults\n")
    if wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
