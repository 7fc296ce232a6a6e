"""The process map of a table of occurrences: what follows what, and how long it takes.

The table ``occurrences`` has a case, an activity, a time in ms, an order among equal times, and may have a
department and a resource. Sums and ranks come from SQL; everything is divided here, once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa

from gijun.measures import compute
from gijun.science.worktime import Calendar, intervals

BETWEEN = "\x1f"  # the activities of a course
OPEN_HOURS = [(name, pa.int64()) for name in ("open_clock_id", "opens_ms", "closes_ms", "before_ms")]


@dataclass(frozen=True, slots=True)
class Waits:
    """Times between two occurrences, in ms; percentiles by nearest rank."""

    n: int
    total_ms: int
    p50_ms: int
    p90_ms: int

    @property
    def mean_ms(self) -> float:
        return self.total_ms / self.n


@dataclass(frozen=True, slots=True)
class Edge:
    """One activity directly after another."""

    here: str
    there: str
    waits: Waits
    middles_ms: int  # the sum of the two middle waits

    @property
    def median_ms(self) -> float:
        """The median; half-way between the two middle waits where there are two."""
        return self.middles_ms / 2


@dataclass(frozen=True, slots=True)
class Node:
    """An activity: how often it happened, and how many cases began and ended with it."""

    activity: str
    n: int
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class Variant:
    """A whole course, and how many cases took it; how long they took from first to last."""

    course: tuple[str, ...]
    n: int
    p50_ms: int
    p90_ms: int


@dataclass(frozen=True, slots=True)
class Place:
    """Waits after an activity, or of a kind of time, in a department; none: of no department."""

    what: str
    department: Any
    waits: Waits


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """What follows what in a table of occurrences."""

    cases: int
    nodes: list[Node]  # the most frequent first
    edges: list[Edge]  # the most frequent first
    variants: list[Variant]  # the most frequent first, not all of them
    variant_count: int
    stages: list[Place]  # the most waiting first

    @property
    def bottlenecks(self) -> list[Edge]:
        """Edges by how much waiting they hold in all: number × mean."""
        return sorted(self.edges, key=lambda one: (-one.waits.total_ms, one.here, one.there))

    @property
    def waiting_ms(self) -> int:
        return sum(one.waits.total_ms for one in self.edges)


@cache
def sql_of(name: str) -> str:
    """The text of a ``.sql`` file of the process."""
    return resources.files("gijun.measures.process").joinpath("sql", f"{name}.sql").read_text()


def follow(duck: duckdb.DuckDBPyConnection, *, clocks: Mapping[int, Calendar] | None = None) -> None:
    """Make the tables ``steps`` and ``waits`` of ``occurrences``.

    Args:
        clocks: the calendar each department works by, for waits in working time; none: all time counts.
    """
    duck.execute(f"CREATE TEMP TABLE steps AS {sql_of('steps')}")
    if clocks is None:
        duck.execute(f"CREATE TEMP TABLE waits AS {sql_of('waits')}")
        return
    _put_hours(duck, clocks)
    duck.execute(f"CREATE TEMP TABLE waits AS {sql_of('working_waits')}")


def _put_hours(duck: duckdb.DuckDBPyConnection, clocks: Mapping[int, Calendar]) -> None:
    first, last = _one(duck, "SELECT coalesce(min(since_ms), 0), coalesce(max(since_ms), 0) FROM steps")
    numbers = {calendar: at for at, calendar in enumerate(dict.fromkeys(clocks.values()), start=1)}
    always = [(0, first, last + 1, 0)]
    hours = [row for one, number in numbers.items() for row in _hours(number, one, first, last + 1)]
    compute.put(duck, "open_hours", OPEN_HOURS, [*always, *hours])
    fields = [("clocked_place", pa.int64()), ("clock_id", pa.int64())]
    compute.put(duck, "clocks", fields, [(place, numbers[one]) for place, one in clocks.items()])


def _hours(number: int, calendar: Calendar, first: int, last: int) -> Iterable[tuple[int, int, int, int]]:
    before = 0
    for opens, closes in intervals(calendar, first, last):
        yield number, opens, closes, before
        before += closes - opens


def mapped(duck: duckdb.DuckDBPyConnection, *, variants: int, stages: int) -> ProcessMap:
    """The map of what ``follow`` made; of variants and stages at most so many."""
    courses = _rows(duck, "variants", top=variants)
    return ProcessMap(
        cases=_one(duck, "SELECT count(*) FILTER (is_first) FROM steps")[0],
        nodes=[Node(*row) for row in _rows(duck, "activities")],
        edges=[_edge(*row) for row in _rows(duck, "edges")],
        variants=[Variant(tuple(course.split(BETWEEN)), *more) for course, *more, _all in courses],
        variant_count=courses[0][-1] if courses else 0,
        stages=[
            Place(what, place, Waits(*waits)) for what, place, *waits in _rows(duck, "stages", top=stages)
        ],
    )


def _edge(here: str, there: str, n: int, total_ms: int, middles_ms: int, p50_ms: int, p90_ms: int) -> Edge:
    return Edge(here, there, Waits(n, total_ms, p50_ms, p90_ms), middles_ms)


def phases(
    duck: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[str, str, str]]
) -> tuple[list[Place], list[Place]]:
    """Waits by what the time was, over all departments and by department."""
    fields = [("before_code", pa.string()), ("after_code", pa.string()), ("phase", pa.string())]
    compute.put(duck, "pairs", fields, pairs)
    told = [
        (is_all, Place(kind, place, Waits(*waits))) for kind, place, is_all, *waits in _rows(duck, "phases")
    ]
    return [one for is_all, one in told if is_all], [one for is_all, one in told if not is_all]


@dataclass(frozen=True, slots=True)
class Closer:
    """One edge more closely: by department, and its longest waits as (case, ms)."""

    edge: Edge
    places: list[Place]
    longest: list[tuple[Any, int]]


def closer(duck: duckdb.DuckDBPyConnection, here: str, there: str, *, top: int) -> Closer | None:
    """One edge more closely; none where nothing went that way."""
    edge = next((_edge(*row) for row in _rows(duck, "edges") if row[:2] == (here, there)), None)
    if edge is None:
        return None
    asked = {"here": here, "there": there}
    return Closer(
        edge,
        [Place(here, place, Waits(*waits)) for place, *waits in _rows(duck, "edge_places", **asked)],
        [(case, wait_ms) for case, wait_ms, _since in _rows(duck, "longest", top=top, **asked)],
    )


def _rows(duck: duckdb.DuckDBPyConnection, name: str, **bound: Any) -> list[tuple[Any, ...]]:
    return duck.execute(sql_of(name), bound).fetchall()


def _one(duck: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    row: tuple[Any, ...] = duck.execute(sql).fetchall()[0]
    return row
