"""The tables that leave: what is in them, for some teams and days."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa

from gijun.measures import compute, registry
from gijun.measures.compute import ASKED, Question
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.measures.registry import Measure
from gijun.measures.terms import QUANTILES
from gijun.organisation.models import Team
from gijun.standards.queries.reasons import reason_names

FACTS = ("contacts", "agent_state_days", "cube", "open_spells")  # a file in sql/ each
CHOSEN = """
    SELECT * FROM ({sql})
    WHERE day BETWEEN $first AND $last AND coalesce(team_id, 0) IN (SELECT team_id FROM selected)
    ORDER BY day
"""
SUMS = """
    SELECT
        day, channel, team_id, sum(numerator)::BIGINT AS numerator, sum(denominator)::BIGINT AS denominator,
        sum(immature)::BIGINT AS immature, NULL::BIGINT AS observed
    FROM ({sql}) WHERE {asked} AND day IN (SELECT day FROM days)
    GROUP BY day, channel, team_id
"""
RANKED = """
    SELECT
        day, channel, team_id, NULL::BIGINT AS numerator, size AS denominator, 0 AS immature,
        observed::BIGINT AS observed
    FROM (
        SELECT
            day, channel, team_id, observed,
            row_number() OVER (PARTITION BY day, channel, team_id ORDER BY observed) AS rank,
            count(*) OVER (PARTITION BY day, channel, team_id) AS size
        FROM ({sql}) WHERE {asked} AND day IN (SELECT day FROM days)
    )
    WHERE rank = (size * $percent + 99) // 100
"""
FIGURES = pa.schema(
    [
        ("measure", pa.string()),
        ("day", pa.date32()),
        ("channel", pa.string()),
        ("team_id", pa.int64()),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("immature", pa.int64()),
        ("observed", pa.int64()),
    ]
)


def facts(lake: Lake, name: str, question: Question) -> pa.Table:
    """Rows of folded facts of the question's days and teams; ``compute.prepare`` has been called."""
    sql = CHOSEN.format(sql=sql_of("out/sql", name))
    return asked(lake, sql, {"first": question.first, "last": question.last})


def figures(lake: Lake, question: Question) -> pa.Table:
    """Every measure by day, channel and team, for the question's team days.

    Sums may be added up: divide the sums, never add or average quotients. ``observed`` is the median, 90th
    percentile or greatest of its day, channel and team (``denominator``: of how many) and cannot be added up.
    """
    return pa.concat_tables([FIGURES.empty_table(), *_figures(lake, question)])


def _figures(lake: Lake, question: Question) -> Iterator[pa.Table]:
    bound = compute.bounds(question)
    for measure in registry.measures():
        more = {"percent": QUANTILES[measure.form]} if measure.form in QUANTILES else {}
        told = asked(lake, _of(measure), bound | more)
        named = pa.array([measure.name] * told.num_rows, pa.string())
        yield told.add_column(0, "measure", named).select(FIGURES.names).cast(FIGURES)


def _of(measure: Measure) -> str:
    shape = RANKED if measure.form in QUANTILES else SUMS
    return shape.format(sql=measure.sql, asked=ASKED)


def asked(lake: Lake, sql: str, bound: Mapping[str, Any]) -> pa.Table:
    return lake.duck.sql(sql, params=dict(bound)).to_arrow_table()


def measures() -> pa.Table:
    """What each measure is."""
    return pa.table(
        {
            "measure": [one.name for one in registry.measures()],
            "name_ko": [one.ko.title for one in registry.measures()],
            "name_en": [one.en.title for one in registry.measures()],
            "unit": [one.unit.value for one in registry.measures()],
            "form": [one.form.value for one in registry.measures()],
            "standing": [one.standing.value for one in registry.measures()],
            "total": [one.total.value for one in registry.measures()],
            "version": pa.array([one.version for one in registry.measures()], pa.int64()),
        }
    )


def teams(team_ids: frozenset[int]) -> pa.Table:
    """Teams by name, with the one above and the centre."""
    rows = [team for team in Team.objects.order_by("path") if team.pk in team_ids]
    return pa.table(
        {
            "team_id": pa.array([team.pk for team in rows], pa.int64()),
            "name": pa.array([team.name for team in rows], pa.string()),
            "parent_team_id": pa.array([team.parent_id for team in rows], pa.int64()),
            "centre_id": pa.array([team.centre_id for team in rows], pa.int64()),
        }
    )


def reasons() -> pa.Table:
    """Contact reasons by their way down the tree."""
    names = reason_names()
    return pa.table(
        {
            "reason_id": pa.array(list(names), pa.int64()),
            "name": pa.array([str(name) for name in names.values()], pa.string()),
        }
    )


def within(question: Question, first: date, last: date) -> Question:
    """The same question about fewer days."""
    days = [one for one in question.team_days if first <= one.day <= last]
    return replace(question, first=first, last=last, team_days=days)
