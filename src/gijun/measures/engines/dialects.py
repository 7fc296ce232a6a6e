"""DuckDB's SQL in the words of ClickHouse and of Spark.

sqlglot turns the one into the other. What it does not know, or what would silently mean something else there,
is put right on the tree before: each a small function, each with its test. A function that is left over and
that no table here names is refused by name, so nothing is passed on in the hope that it works.
"""

from collections.abc import Callable
from functools import cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError, UnsupportedError

from gijun.measures.engines.columns import spell_stars_out
from gijun.measures.engines.terms import Engine, UntranslatableError

Change = Callable[[exp.Expr], None]
FIRST_OF = (exp.ArgMin, exp.ArgMax)
OVER_ROWS = (exp.Lead, exp.Lag, exp.FirstValue, exp.LastValue, exp.Max, exp.Min, exp.Sum)
COUNTED = (exp.Count, exp.RowNumber, exp.Rank, exp.DenseRank)
SIGNED = exp.DataType.Type.BIGINT


@cache
def parsed(sql: str) -> exp.Expr:
    """The tree of a text in DuckDB's SQL; whoever changes it takes a copy.

    Raises:
        UntranslatableError: it cannot be read.
    """
    try:
        return sqlglot.parse_one(sql, read="duckdb")
    except SqlglotError as error:
        raise UntranslatableError(f"cannot be read: {str(error).splitlines()[0]}") from error


def translated(tree: exp.Expr, engine: Engine) -> str:
    """The tree as text in the engine's SQL.

    Raises:
        UntranslatableError: it says something the engine has no words for.
    """
    whole = tree.copy()
    for change in CHANGES[engine]:
        change(whole)
    for left in whole.find_all(exp.Anonymous):
        if left.name not in WORDS[engine]:
            raise UntranslatableError(f"{left.name}() has no counterpart in {engine}")
    try:
        return whole.sql(engine.value, unsupported_level=sqlglot.ErrorLevel.RAISE)
    except UnsupportedError as error:
        raise UntranslatableError(f"{error} ({engine})") from error


# Every engine


def filters_as_cases(tree: exp.Expr) -> None:
    """``f(x) FILTER (WHERE c)`` as ``f(CASE WHEN c THEN x END)``: every aggregate skips what is none."""
    for node in list(tree.find_all(exp.Filter)):
        counted, condition = node.this, node.expression.this
        at = "expression" if isinstance(counted, FIRST_OF) else "this"
        what = counted.args.get(at)
        if isinstance(what, exp.Distinct):
            what.set("expressions", [_when(condition, one) for one in what.expressions])
        else:
            value = exp.Literal.number(1) if what is None or isinstance(what, exp.Star) else what
            counted.set(at, _when(condition, value))
        node.replace(counted)


def names_for_queries(tree: exp.Expr) -> None:
    """A query in brackets after FROM or JOIN has a name, needed or not."""
    queries = [node for node in tree.find_all(exp.Subquery) if isinstance(node.parent, (exp.From, exp.Join))]
    for number, node in enumerate((one for one in queries if not one.alias), start=1):
        node.set("alias", exp.TableAlias(this=exp.to_identifier(f"query_{number}")))


def whole_division(tree: exp.Expr, make: Callable[[exp.Expr, exp.Expr], exp.Expr]) -> None:
    """``a // b`` in whole numbers throughout."""
    for node in list(tree.find_all(exp.IntDiv)):
        node.replace(make(_bare(node.this), _bare(node.expression)))


def _when(condition: exp.Expr, value: exp.Expr) -> exp.Expr:
    return exp.Case().when(condition.copy(), value.copy())


def _bare(node: exp.Expr) -> exp.Expr:
    return node.unnest().copy()


# ClickHouse


def whole_division_of_clickhouse(tree: exp.Expr) -> None:
    """Otherwise the quotient goes through a floating number."""
    whole_division(tree, lambda a, b: exp.func("intDiv", a, b, dialect="clickhouse"))


def texts_of_json_for_clickhouse(tree: exp.Expr) -> None:
    """A field of JSON as text, none where it is missing; its own functions would give 0 or an empty text."""
    for node in list(tree.find_all(exp.JSONExtract, exp.JSONExtractScalar)):
        raw = exp.Anonymous(this="JSONExtract", expressions=[
            node.this.copy(), *_steps(node), exp.Literal.string("Nullable(String)"),
        ])  # fmt: skip
        node.replace(raw)


def _steps(node: exp.Expr) -> list[exp.Expr]:
    path = node.expression
    if not isinstance(path, exp.JSONPath):
        raise UntranslatableError(f"the path of {node.sql('duckdb')} is not a plain one")
    steps: list[exp.Expr] = []
    for step in path.expressions:
        if isinstance(step, exp.JSONPathRoot):
            continue
        if not isinstance(step, exp.JSONPathKey) or not isinstance(step.this, str):
            raise UntranslatableError(f"the path of {node.sql('duckdb')} is not a plain one")
        steps.append(exp.Literal.string(step.this))
    return steps


def signed_counts(tree: exp.Expr) -> None:
    """Counts as signed numbers: there is no type for both in a UNION, and they would wrap around."""
    for node in list(tree.find_all(*COUNTED)):
        whole: exp.Expr = node
        while (
            isinstance(whole.parent, (exp.Window, exp.IgnoreNulls, exp.RespectNulls))
            and whole.arg_key == "this"
        ):
            whole = whole.parent
        whole.replace(exp.cast(whole.copy(), SIGNED))


def none_outside_windows(tree: exp.Expr) -> None:
    """A row that is not there gives none; of a type that cannot be none it would give 0."""
    for window in list(tree.find_all(exp.Window)):
        said = (
            window.this.this if isinstance(window.this, (exp.IgnoreNulls, exp.RespectNulls)) else window.this
        )
        if isinstance(said, OVER_ROWS):
            said.set("this", exp.func("toNullable", said.this.copy(), dialect="clickhouse"))


def any_as_max(tree: exp.Expr) -> None:
    """``bool_or`` and ``bool_and``."""
    for node in list(tree.find_all(exp.LogicalOr, exp.LogicalAnd)):
        is_or = isinstance(node, exp.LogicalOr)
        truth = node.this.this if isinstance(node.this, exp.Cast) else node.this
        node.replace((exp.Max if is_or else exp.Min)(this=exp.cast(truth.copy(), exp.DataType.Type.BOOLEAN)))


def none_is_not_outside(tree: exp.Expr) -> None:
    """None is neither in a list nor outside it; otherwise it would count as outside.

    Where the list is empty everything is outside it, none as well.
    """
    for node in list(tree.find_all(exp.Not)):
        asked = node.this.unnest()
        if not isinstance(asked, exp.In):
            continue
        query = asked.args.get("query")
        known = asked.this.copy().is_(exp.null()).not_()
        if query is not None:
            rows = exp.select(exp.Count(this=exp.Star())).from_(query.unnest().copy().subquery("asked_rows"))
            known = exp.or_(known, exp.EQ(this=rows.subquery(), expression=exp.Literal.number(0)))
        node.replace(exp.paren(exp.and_(node.copy(), exp.paren(known))))


# Spark


def whole_division_of_spark(tree: exp.Expr) -> None:
    """As it is: ``div``."""
    whole_division(tree, lambda a, b: exp.IntDiv(this=exp.paren(a), expression=exp.paren(b)))


def huge_as_decimal(tree: exp.Expr) -> None:
    """Whole numbers of 128 bits as decimals of 38 digits."""
    for kind in list(tree.find_all(exp.DataType)):
        if kind.this == exp.DataType.Type.INT128:
            kind.replace(exp.DataType.build("DECIMAL(38, 0)", dialect="spark"))


def first_known(tree: exp.Expr) -> None:
    """``arg_min`` passes over rows whose value is none; ``min_by`` would give none."""
    for node in list(tree.find_all(*FIRST_OF)):
        condition = node.this.copy().is_(exp.null()).not_()
        node.set("expression", _when(condition, node.expression))


CHANGES: dict[Engine, tuple[Change, ...]] = {
    Engine.DUCKDB: (),
    Engine.CLICKHOUSE: (
        filters_as_cases, names_for_queries, spell_stars_out, any_as_max, texts_of_json_for_clickhouse,
        none_outside_windows, signed_counts,
        none_is_not_outside, whole_division_of_clickhouse,
    ),
    Engine.SPARK: (filters_as_cases, huge_as_decimal, first_known, whole_division_of_spark),
}  # fmt: skip
WORDS: dict[Engine, frozenset[str]] = {  # functions of the engine that sqlglot passes on as they are
    Engine.DUCKDB: frozenset(),
    Engine.CLICKHOUSE: frozenset({"JSONExtract", "intDiv", "toNullable", "file", "s3", "format", "null"}),
    Engine.SPARK: frozenset(),
}
