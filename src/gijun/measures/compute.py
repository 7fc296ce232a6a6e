"""Ask the lake for a measure: sums first, ratios last; percentiles by nearest rank."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from gijun.desk.terms import ChannelKind
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import derive, narrow_to_mode
from gijun.measures.registry import Measure
from gijun.measures.rules.uncertainty import wilson
from gijun.measures.terms import QUANTILES, SCALES, Form, Total, Unit

OF_CONTACTS = re.compile(
    r"\b(?:FROM|JOIN) (?:contacts|telephony|call_legs|calls|call_parts|threshold_events|longest_waits)\b"
)
ASKED = """
    day BETWEEN $first AND $last
    AND team_id IN (SELECT team_id FROM selected)
    AND (channel = '' OR len($channels) = 0 OR list_contains($channels, channel))
"""
SUMS = """
    SELECT
        day,
        sum(numerator)::BIGINT AS numerators,
        sum(denominator)::BIGINT AS denominators,
        sum(immature)::BIGINT AS immatures
    FROM ({sql}) WHERE {asked}
    GROUP BY day ORDER BY day
"""
RANKED = """
    WITH
    observations AS (SELECT day AS observed_day, observed AS value FROM ({sql}) WHERE {asked}),
    buckets AS (
        SELECT observed_day AS bucket, value FROM observations
        UNION ALL
        SELECT NULL, value FROM observations
        WHERE NOT $last_day OR observed_day = (SELECT max(day) FROM days)
    ),
    ranked AS (
        SELECT
            bucket, value,
            row_number() OVER (PARTITION BY bucket ORDER BY value) AS rank,
            count(*) OVER (PARTITION BY bucket) AS size
        FROM buckets
    )
    SELECT bucket, value, size FROM ranked
    WHERE rank = (size * $percent + 99) // 100
    ORDER BY bucket NULLS FIRST
"""


DAYS = [("team_id", pa.int64()), ("day", pa.date32()), ("begin_ms", pa.int64()), ("end_ms", pa.int64())]


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A business day of a team: from when to before when, but not later than what is known."""

    team_id: int
    day: date
    begin_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Question:
    """Which days, channels (none: all) and teams; ``centres``: the centre of every team there is.

    ``mode``: only contacts that came in while their centre worked in it; empty: all.
    """

    first: date
    last: date
    channels: tuple[str, ...]
    team_ids: frozenset[int]
    centres: dict[int, int]
    team_days: Sequence[TeamDay]
    mode: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it stands on.

    ``value``: a share in [0, 1], milliseconds, a number per 100 or a count; none where there is nothing to
    divide by. ``n``: what it was divided by, or how many were observed. ``low``, ``high``: the 95 % interval
    of a share. ``immature``: how many were left out because their time is not over.
    """

    value: float | None
    numerator: int
    n: int
    immature: int = 0
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A measure over a period, and day by day (only days that have something)."""

    measure: Measure
    total: Figure
    days: dict[date, Figure]


def results(lake: Lake, question: Question, measures: Iterable[Measure]) -> list[Result]:
    """Each measure's answer to the question, from one state of the log.

    Where the question names a mode, only measures of contacts answer: nothing else belongs to a mode.
    """
    prepare(lake, question, asked_often=True)
    asked = [one for one in measures if not question.mode or OF_CONTACTS.search(one.sql)]
    return [_result(lake.duck, question, measure) for measure in asked]


def prepare(lake: Lake, question: Question, *, asked_often: bool = False) -> None:
    """Make what SQL asks about: ``teams``, ``selected``, ``channels``, ``days``, ``asked``, derived views."""
    put(lake.duck, "teams", [("team_id", pa.int64()), ("centre_id", pa.int64())], question.centres.items())
    put(lake.duck, "selected", [("team_id", pa.int64())], [(pk,) for pk in sorted(question.team_ids)])
    put(lake.duck, "days", DAYS, [astuple(one) for one in question.team_days])
    chosen = question.channels or ChannelKind.values
    put(lake.duck, "channels", [("channel", pa.string())], [(one,) for one in chosen])
    put(lake.duck, "asked", [("as_of_ms", pa.int64())], [(lake.manifest.as_of_ms,)])
    if question.mode:
        put(lake.duck, "asked_modes", [("asked_mode", pa.string())], [(question.mode,)])
        narrow_to_mode(lake.duck)
    derive(lake.duck, asked_often=asked_often)


def put(
    duck: duckdb.DuckDBPyConnection, name: str, fields: list[tuple[str, Any]], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Show rows to SQL as a table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    schema = pa.schema(fields)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    duck.register(name, pa.table(arrays, schema=schema))


def bounds(question: Question) -> dict[str, Any]:
    """The parameters of ``ASKED``."""
    return {"first": question.first, "last": question.last, "channels": list(question.channels)}


def _result(duck: duckdb.DuckDBPyConnection, question: Question, measure: Measure) -> Result:
    bound = bounds(question)
    if measure.form in QUANTILES:
        return _ranked(duck, measure, bound)
    rows = duck.execute(SUMS.format(sql=measure.sql, asked=ASKED), bound).fetchall()
    days = {day: figure(measure, *sums) for day, *sums in rows}
    return Result(measure, _total(measure, rows, question.team_days), days)


def _total(measure: Measure, rows: Sequence[tuple[Any, ...]], team_days: Sequence[TeamDay]) -> Figure:
    if measure.total == Total.LAST_DAY:
        last = max((one.day for one in team_days), default=None)
        rows = [row for row in rows if row[0] == last]
    numerator, denominator, immature = (sum(row[at] for row in rows) for at in (1, 2, 3))
    return figure(measure, numerator, denominator, immature)


def figure(measure: Measure, numerator: int, denominator: int, immature: int = 0) -> Figure:
    """The value of sums; the only place where anything is divided."""
    if measure.form == Form.COUNT:
        return Figure(float(numerator), numerator, numerator, immature)
    if denominator == 0:
        return Figure(None, numerator, 0, immature)
    value = numerator / denominator
    if measure.unit in SCALES:
        return Figure(SCALES[measure.unit] * value, numerator, denominator, immature)
    if measure.unit == Unit.SHARE and measure.form == Form.RATIO:  # of things; time is not drawn by chance
        low, high = wilson(numerator, denominator)
        return Figure(value, numerator, denominator, immature, low, high)
    return Figure(value, numerator, denominator, immature)


def _ranked(duck: duckdb.DuckDBPyConnection, measure: Measure, bound: dict[str, Any]) -> Result:
    more = {"percent": QUANTILES[measure.form], "last_day": measure.total == Total.LAST_DAY}
    rows = duck.execute(RANKED.format(sql=measure.sql, asked=ASKED), bound | more).fetchall()
    found = {bucket: Figure(float(value), value, size) for bucket, value, size in rows}
    total = found.pop(None, Figure(None, 0, 0))
    return Result(measure, total, found)
