"""The measures in other engines' words: every file can be told, and every change says what it should."""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlglot

from bench import engine_log
from gijun.measures import compute, lake, queries, registry
from gijun.measures.engines.columns import columns_of
from gijun.measures.engines.connection import Translating
from gijun.measures.engines.dialects import parsed, translated
from gijun.measures.engines.statements import Views, bind
from gijun.measures.engines.terms import Engine, Place, UntranslatableError
from gijun.measures.lake.reader import DERIVED, show_published, sql_of
from gijun.measures.queries import Selection
from tests.measures.engines.duck import Duck

PACKAGE = Path(registry.__file__).parent
VIEWS = [*DERIVED, "segments", "modes", "contacts_of_mode"]  # what is under the measures where they are asked
OTHERS = [Engine.CLICKHOUSE, Engine.SPARK]
DAYS = 10


@pytest.mark.parametrize("engine", OTHERS)
def test_every_measure_and_every_view_can_be_told(engine):
    for measure in registry.measures():
        for shape in (compute.SUMS, compute.RANKED):
            tree = parsed(shape.format(sql=measure.sql, asked=compute.ASKED)).copy()
            asked = {"first": date(2026, 1, 1), "last": date(2026, 1, 2), "channels": ["email"]}
            bind(tree, asked | {"percent": 50, "last_day": True})
            sqlglot.parse_one(translated(without_stars(tree), engine), read=engine.value)
    for name in VIEWS:
        told = translated(without_stars(parsed(sql_of("facts", name)).copy()), engine)
        sqlglot.parse_one(told, read=engine.value)


def without_stars(tree):
    """Stars of joins need the files under them; ``test_a_statement_with_its_views…`` has those."""
    for star in list(tree.find_all(sqlglot.exp.Column)):
        if isinstance(star.this, sqlglot.exp.Star):
            star.replace(sqlglot.exp.column("any_column", table=star.table))
    return tree


def said(sql, engine):
    return translated(parsed(sql), engine)


@pytest.mark.parametrize(
    ("sql", "clickhouse", "spark"),
    [
        (
            "SELECT count(*) FILTER (WHERE a) FROM t",
            "SELECT CAST(COUNT(CASE WHEN a THEN 1 END) AS Nullable(Int64)) FROM t",
            "SELECT COUNT(CASE WHEN a THEN 1 END) FROM t",
        ),
        (
            "SELECT sum(x) FILTER (WHERE a) FROM t",
            "SELECT SUM(CASE WHEN a THEN x END) FROM t",
            "SELECT SUM(CASE WHEN a THEN x END) FROM t",
        ),
        (
            "SELECT count(DISTINCT x) FILTER (WHERE a) FROM t",
            "SELECT CAST(COUNT(DISTINCT CASE WHEN a THEN x END) AS Nullable(Int64)) FROM t",
            "SELECT COUNT(DISTINCT CASE WHEN a THEN x END) FROM t",
        ),
        (
            "SELECT arg_min(x, y) FILTER (WHERE a) FROM t",
            "SELECT argMin(x, CASE WHEN a THEN y END) FROM t",
            "SELECT MIN_BY(x, CASE WHEN NOT x IS NULL THEN CASE WHEN a THEN y END END) FROM t",
        ),
        (
            "SELECT json_extract(data, '$.leg')::BIGINT FROM t",
            "SELECT CAST(JSONExtract(data, 'leg', 'Nullable(String)') AS Nullable(Int64)) FROM t",
            "SELECT CAST(GET_JSON_OBJECT(data, '$.leg') AS BIGINT) FROM t",
        ),
        (
            "SELECT json_extract_string(data, '$.a.b') FROM t",
            "SELECT JSONExtract(data, 'a', 'b', 'Nullable(String)') FROM t",
            "SELECT GET_JSON_OBJECT(data, '$.a.b') FROM t",
        ),
        (
            "SELECT happened_ms::HUGEINT * 10 + position FROM t",
            "SELECT CAST(happened_ms AS Nullable(Int128)) * 10 + position FROM t",
            "SELECT CAST(happened_ms AS DECIMAL(38, 0)) * 10 + position FROM t",
        ),
        (
            "SELECT (n * 50 + 99) // 100 FROM t",
            "SELECT intDiv(n * 50 + 99, 100) FROM t",
            "SELECT (n * 50 + 99) DIV (100) FROM t",
        ),
        (
            "SELECT lead(x) OVER (PARTITION BY a ORDER BY b) FROM t",
            "SELECT lead(toNullable(x)) OVER (PARTITION BY a ORDER BY b) FROM t",
            "SELECT LEAD(x) OVER (PARTITION BY a ORDER BY b NULLS LAST) FROM t",
        ),
        (
            "SELECT x FROM (SELECT x FROM t) CROSS JOIN (SELECT y FROM u)",
            "SELECT x FROM (SELECT x FROM t) AS query_1 CROSS JOIN (SELECT y FROM u) AS query_2",
            "SELECT x FROM (SELECT x FROM t) CROSS JOIN (SELECT y FROM u)",
        ),
        (
            "SELECT bool_or(a) FROM t",
            "SELECT MAX(CAST(a AS Nullable(Bool))) FROM t",
            "SELECT BOOL_OR(a) FROM t",
        ),
        (
            "SELECT x FROM t WHERE x NOT IN (1, 2)",
            "SELECT x FROM t WHERE (NOT (x IN (1, 2)) AND (NOT (x IS NULL)))",
            "SELECT x FROM t WHERE NOT x IN (1, 2)",
        ),
    ],
)
def test_what_sqlglot_does_not_know_is_put_right(sql, clickhouse, spark):
    assert (said(sql, Engine.CLICKHOUSE), said(sql, Engine.SPARK)) == (clickhouse, spark)


@pytest.mark.parametrize("engine", OTHERS)
def test_a_function_nobody_knows_is_refused_by_name(engine):
    with pytest.raises(UntranslatableError, match=r"made_up\(\) has no counterpart"):
        said("SELECT made_up(x) FROM t", engine)


def test_what_cannot_be_read_is_refused():
    with pytest.raises(UntranslatableError, match="cannot be read"):
        parsed("SELECT FROM WHERE (")


def bound(sql, **values):
    tree = parsed(sql).copy()
    bind(tree, values)
    return tree.sql("duckdb")


def test_lists_are_worked_out_when_values_are_put_in():
    sql = "SELECT len($c) = 0 OR list_contains($c, x) FROM t WHERE day >= $first"
    assert bound(sql, c=["a"], first=date(2026, 1, 2)) == (
        "SELECT 1 = 0 OR x IN ('a') FROM t WHERE day >= CAST('2026-01-02' AS DATE)"
    )
    assert bound("SELECT len($c) = 0 OR list_contains($c, x) FROM t", c=[]) == "SELECT 0 = 0 OR FALSE FROM t"


def kept(*statements):
    views = Views()
    for one in statements:
        views.keep(parsed(one).copy())
    return views


def test_a_part_of_a_query_covers_a_view_of_its_name():
    views = kept(
        "CREATE VIEW a AS SELECT 1 AS x", "CREATE VIEW b AS WITH a AS (SELECT * FROM a) SELECT * FROM a"
    )

    whole = views.asked_with_them(parsed("SELECT * FROM b")).sql("duckdb")

    assert whole == (
        "WITH shared_a AS (SELECT 1 AS x),"
        " shared_b AS (WITH a AS (SELECT * FROM shared_a AS a) SELECT * FROM a)"
        " SELECT * FROM shared_b AS b"
    )


def test_a_question_s_own_view_covers_the_shared_one_and_may_look_at_it():
    views = kept(
        "CREATE VIEW a AS SELECT 1 AS x", "CREATE TEMP VIEW a AS SELECT x + 1 AS x FROM memory.main.a"
    )

    whole = views.asked_with_them(parsed("SELECT * FROM a")).sql("duckdb")

    assert whole == (
        "WITH shared_a AS (SELECT 1 AS x), own_a AS (SELECT x + 1 AS x FROM shared_a AS a)"
        " SELECT * FROM own_a AS a"
    )


def test_stars_are_spelled_out_through_views_and_joins():
    tree = parsed(
        "WITH a AS (SELECT 1 AS x, 2 AS y), b AS (SELECT * EXCLUDE (y), 3 AS z FROM a)"
        " SELECT b.*, a.y FROM b JOIN (SELECT * FROM a) AS a ON a.x = b.x"
    )

    assert columns_of(tree) == ["x", "z", "y"]


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("duckdb", Place(Engine.DUCKDB)),
        ("clickhouse", Place(Engine.CLICKHOUSE)),
        ("spark:local[2]", Place(Engine.SPARK, "local[2]")),
        (
            "clickhouse:http://me:secret@ch:8123?lake=/data/lake/",
            Place(Engine.CLICKHOUSE, "http://me:secret@ch:8123", "/data/lake"),
        ),
    ],
)
def test_the_setting_names_an_engine_and_where_it_is(setting, place):
    assert Place.parsed(setting) == place


def test_an_engine_nobody_knows_is_named():
    with pytest.raises(ValueError, match="'oracle' is none of duckdb, clickhouse, spark"):
        Place.parsed("oracle:there")


@pytest.fixture
def counted(centre, team, manager):
    """A small log of every kind of fact, and the lake made from it."""
    told = engine_log.log_of(5_000, centre.pk, [team.pk], DAYS)
    engine_log.write(told)
    lake.refresh(lambda: engine_log.START + timedelta(days=DAYS))
    return manager


@pytest.mark.parametrize("mode", ["", "peak"])
def test_a_statement_with_its_views_says_what_they_say_one_by_one(counted, settings, mode):
    first = engine_log.START.date()
    selection = Selection(first, first + timedelta(days=DAYS), mode=mode)
    page = queries.overview(counted, selection)

    with closing(Translating(Duck(), Path(settings.LAKE))) as translating, lake.opened() as opened:
        show_published(translating, Path(settings.LAKE), opened.manifest)
        question = queries.question_of(counted, selection, opened.manifest.as_of_ms)
        other = lake.Lake(opened.manifest, translating)
        found = compute.results(other, question, registry.measures())

    assert found == page.results
    assert datetime.fromtimestamp(opened.manifest.as_of_ms / 1000, UTC).date() > first
