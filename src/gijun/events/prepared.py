"""Queries whose SQL is built once and asked again with other values.

Django builds the SQL of a query anew each time it is asked, which on a page of many small queries takes
several times longer than the database does. A function under ``prepared`` is called once for each shape of
its arguments; after that only its values are put in (docs/adr/0015).
"""

from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Func, IntegerField, QuerySet
from django.db.models.sql.compiler import SQLCompiler

P = ParamSpec("P")
Row = TypeVar("Row")
Value = int | datetime
KEPT = 256  # shapes of one query

_FIRST = 4_000_000_000_000_000_000  # stand-ins are such as no row has
_FIRST_AT = datetime(4000, 1, 1, tzinfo=UTC)


class PreparedError(TypeError):
    """A query cannot be prepared: its SQL or what it binds depends on more than its values."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """A query built for stand-ins. ``places``: which value goes where in ``params``.

    Without ``compiler`` it can find nothing and is not asked.
    """

    queryset: QuerySet[Any]
    compiler: SQLCompiler | None
    sql: str = ""
    params: tuple[Any, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    converters: dict[int, Any] | None = None


def prepared(build: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """Rows of the query that ``build`` makes, as a list.

    Whole numbers, moments and collections of whole numbers among the arguments are values: ``build`` gets
    stand-ins for them and may only bind them, never look at them, count with them or cut the query by them.
    Everything else (words, flags, none) belongs to the shape.

    Raises:
        PreparedError: the query does more with a value than bind it, or an argument is of no such kind.
    """

    @lru_cache(maxsize=KEPT)
    def shape_of(using: str, kinds: tuple[Hashable, ...], names: tuple[str, ...]) -> _Shape:
        return _shape(build, using, kinds, names)

    @wraps(build)
    def rows(*args: P.args, **kwargs: P.kwargs) -> list[Row]:
        given = (*args, *kwargs.values())
        kinds, values = _taken_apart(given)
        return _ask(shape_of(DEFAULT_DB_ALIAS, kinds, tuple(kwargs)), values, DEFAULT_DB_ALIAS)

    return rows


def counted(rows: QuerySet[Any, Any]) -> QuerySet[Any, int]:
    """The number of these rows as the one row of a query, for ``build`` functions that count."""
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return rows.order_by().values_list(number, flat=True)


def _taken_apart(given: Iterable[Any]) -> tuple[tuple[Hashable, ...], list[Value]]:
    """The kind of each argument, and the values in them one after another."""
    kinds: list[Hashable] = []
    values: list[Value] = []
    for one in given:
        match one:
            case None | bool() | str() | Enum():
                kinds.append(("shape", one))
            case int() | datetime():
                kinds.append("moment" if isinstance(one, datetime) else "number")
                values.append(one)
            case tuple() | list() | set() | frozenset():
                inside = list(one)
                if all(isinstance(part, str) for part in inside) and inside:
                    kinds.append(("shape", tuple(sorted(inside))))
                elif all(isinstance(part, int) for part in inside):
                    kinds.append(("many", len(inside)))
                    values += inside
                else:
                    raise PreparedError(f"{one!r} holds more than whole numbers.")
            case _:
                raise PreparedError(f"{one!r} is neither a whole number nor a moment.")
    return tuple(kinds), values


def _shape(
    build: Callable[..., QuerySet[Any, Any]], using: str, kinds: tuple[Hashable, ...], names: tuple[str, ...]
) -> _Shape:
    """Build the query twice with different stand-ins: whatever differs has to be one of them, as it is."""
    sets = [_built(build, using, kinds, names, offset) for offset in (0, 500_000)]
    if any(one[1].compiler is None for one in sets):
        return sets[0][1]
    (first, one), (second, other) = sets
    if one.sql != other.sql or len(one.params) != len(other.params):
        raise PreparedError(f"The SQL of {build.__qualname__} depends on a value.")
    places = []
    for at, (mine, theirs) in enumerate(zip(one.params, other.params, strict=True)):
        if isinstance(mine, Hashable) and mine in first and first[mine] == second.get(theirs):
            places.append((at, first[mine]))
        elif mine != theirs:
            raise PreparedError(f"{build.__qualname__} binds something derived from a value: {mine!r}.")
    return _Shape(one.queryset, one.compiler, one.sql, one.params, tuple(places), one.converters)


def _built(
    build: Callable[..., QuerySet[Any, Any]],
    using: str,
    kinds: tuple[Hashable, ...],
    names: tuple[str, ...],
    offset: int,
) -> tuple[dict[Any, int], _Shape]:
    """The query for one set of stand-ins, and which value each of them stands for."""
    given, stand_ins = _stand_ins(kinds, offset)
    split = len(given) - len(names)
    queryset = build(*given[:split], **dict(zip(names, given[split:], strict=True))).using(using)
    ops = connections[using].ops
    marks = {
        ops.adapt_datetimefield_value(one) if isinstance(one, datetime) else one: at
        for at, one in enumerate(stand_ins)
    }
    compiler = queryset.query.get_compiler(using=using)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return marks, _Shape(queryset, None)
    columns = [select[0] for select in compiler.select[: compiler.col_count]]
    return marks, _Shape(queryset, compiler, sql, tuple(params), (), compiler.get_converters(columns))


def _stand_ins(kinds: tuple[Hashable, ...], offset: int) -> tuple[list[Any], list[Value]]:
    """The arguments with stand-ins for values, and the stand-ins in their order."""
    given: list[Any] = []
    made: list[Value] = []
    for kind in kinds:
        place = offset + len(made)
        match kind:
            case ("shape", fixed):
                given.append(fixed)
            case ("many", int() as count):
                inside = [_FIRST + place + more for more in range(count)]
                given.append(tuple(inside))
                made += inside
            case "number":
                given.append(_FIRST + place)
                made.append(given[-1])
            case _:
                given.append(_FIRST_AT + timedelta(seconds=place))
                made.append(given[-1])
    return given, made


def _ask(shape: _Shape, values: list[Value], using: str) -> list[Any]:
    """Run the query with these values."""
    if shape.compiler is None:
        return []
    connection = connections[using]
    adapt = connection.ops.adapt_datetimefield_value
    params = list(shape.params)
    for at, number in shape.places:
        value = values[number]
        params[at] = adapt(value) if isinstance(value, datetime) else value
    compiler: Any = copy(shape.compiler)
    compiler.connection = connection
    compiler.as_sql = lambda *_args, **_kwargs: (shape.sql, params)
    compiler.get_converters = lambda _columns: shape.converters
    rows: Any = shape.queryset.all()
    rows.query.get_compiler = lambda *_args, **_kwargs: compiler
    return list(rows)
