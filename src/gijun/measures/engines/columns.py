"""Which columns a query gives, as far as its text and the files under it tell."""

from collections.abc import Iterator

from sqlglot import exp

from gijun.measures.engines.terms import UntranslatableError

COLUMNS = "columns"  # on a table of files: what they hold


def spell_stars_out(tree: exp.Expr) -> None:
    """``t.*`` of a join as its columns: ClickHouse would name some of them ``t.x``."""
    for select in list(tree.find_all(exp.Select)):
        if select.args.get("joins") and any(_starred(one) for one in select.expressions):
            select.set("expressions", list(_spelled(select)))


def _spelled(select: exp.Select) -> Iterator[exp.Expr]:
    for one in select.expressions:
        starred = _starred(one)
        if starred is None:
            yield one
            continue
        for name in _without(one, columns_of_source(select, starred)):
            yield exp.alias_(exp.column(name, table=starred), name)


def _starred(projection: exp.Expr) -> str | None:
    """The name of the table whose every column is asked for; none: something else is."""
    if isinstance(projection, exp.Column) and isinstance(projection.this, exp.Star):
        return projection.table
    return None


def _without(projection: exp.Expr, names: list[str]) -> list[str]:
    star = projection if isinstance(projection, exp.Star) else projection.this
    left_out = {one.name for one in star.args.get("except_") or ()}
    return [name for name in names if name not in left_out]


def columns_of(query: exp.Expr) -> list[str]:
    """The names of a query's columns, in their order.

    Raises:
        UntranslatableError: a star stands for something whose columns nothing tells.
    """
    while isinstance(query, (exp.Subquery, exp.SetOperation)):
        query = query.this
    names: list[str] = []
    for one in query.expressions:
        if isinstance(one, exp.Star):
            every = [name for source in _sources(query) for name in columns_of_source(query, source)]
            names += _without(one, every)
        elif (starred := _starred(one)) is not None:
            names += _without(one, columns_of_source(query, starred))
        else:
            names.append(one.alias_or_name)
    return names


def columns_of_source(query: exp.Expr, name: str) -> list[str]:
    """The columns of a table or a query in brackets that stands after FROM or JOIN under a name."""
    source = _sources(query).get(name)
    if isinstance(source, exp.Subquery):
        return columns_of(source)
    if isinstance(source, exp.Table):
        if COLUMNS in source.meta:
            return list(source.meta[COLUMNS])
        part = _part(source, source.name)
        if part is not None:
            named = part.args["alias"].args.get("columns")
            return [one.name for one in named] if named else columns_of(part.this)
    raise UntranslatableError(f"nothing tells the columns of {name}")


def _sources(query: exp.Expr) -> dict[str, exp.Expr]:
    begun = query.args.get("from_")
    tables = [begun.this] if begun else []
    tables += [join.this for join in query.args.get("joins") or ()]
    return {table.alias_or_name: table for table in tables}


def _part(table: exp.Expr, name: str) -> exp.CTE | None:
    """The part of a query around the table that has this name."""
    node: exp.Expr | None = table
    while node is not None:
        said = node.args.get("with_")
        for part in said.expressions if said is not None else ():
            if part.alias == name:
                found: exp.CTE = part
                return found
        node = node.parent
    return None
