"""Views kept by name, and one statement that carries all it needs: nothing is created where it is asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

MAIN = "main"  # DuckDB's name for what every cursor sees
Answering = Callable[[exp.Expr], None]  # puts an engine's own words into a tree


@dataclass(slots=True)
class Views:
    """Views every question sees, and a question's own, which cover those of the same name."""

    shared: dict[str, exp.Query] = field(default_factory=dict)
    own: dict[str, exp.Query] = field(default_factory=dict)

    def keep(self, created: exp.Create) -> None:
        """Remember a view or a table made from a query; temporary ones are the question's own."""
        properties = created.args.get("properties")
        is_own = properties is not None and properties.find(exp.TemporaryProperty) is not None
        query = created.expression
        if not isinstance(query, exp.Query):
            raise TypeError(f"only a query can be kept: {created.sql('duckdb')}")
        (self.own if is_own else self.shared)[created.this.name.lower()] = query

    def asked_with_them(self, query: exp.Query) -> exp.Query:
        """The query with every view it needs, however far below, as a part of its own."""
        whole = query.copy()
        needed: dict[str, exp.Query] = {}
        self._resolve(whole, needed)
        parts = [
            exp.CTE(this=view, alias=exp.TableAlias(this=exp.to_identifier(name)))
            for name, view in needed.items()
        ]
        if not parts:
            return whole
        said = whole.args.get("with_")
        if said is None:
            whole.set("with_", exp.With(expressions=parts))
        else:
            said.set("expressions", [*parts, *said.expressions])
        return whole

    def _resolve(self, tree: exp.Expr, needed: dict[str, exp.Query]) -> None:
        for table in list(tree.find_all(exp.Table)):
            name = table.name.lower()
            found = self._found(table, name)
            if found is None:
                continue
            kind, view = found
            part = f"{kind}_{name}"
            if part not in needed:
                body = view.copy()
                self._resolve(body, needed)
                needed[part] = body
            alias = table.args.get("alias") or exp.TableAlias(this=exp.to_identifier(table.name))
            table.replace(exp.Table(this=exp.to_identifier(part), alias=alias, joins=table.args.get("joins")))

    def _found(self, table: exp.Table, name: str) -> tuple[str, exp.Query] | None:
        if not name:
            return None
        if table.db == MAIN:
            return ("shared", self.shared[name]) if name in self.shared else None
        if _is_part_of_its_query(table, name):
            return None
        if name in self.own:
            return "own", self.own[name]
        return ("shared", self.shared[name]) if name in self.shared else None


def _is_part_of_its_query(table: exp.Expr, name: str) -> bool:
    """Does the name mean a part (``WITH name AS``) of one of the queries the table stands in?"""
    child: exp.Expr = table
    inside: exp.CTE | None = None  # the part the table stands in, seen from the list of parts
    while (parent := child.parent) is not None:
        if isinstance(child, exp.CTE):
            inside = child
        if isinstance(parent, exp.With):
            if inside is not None and _is_before(parent, inside, name):
                return True
        elif isinstance(parent, exp.Query) and not isinstance(child, exp.With):
            said = parent.args.get("with_")
            if said is not None and any(part.alias.lower() == name for part in said.expressions):
                return True
        child = parent
    return False


def _is_before(said: exp.With, inside: exp.CTE, name: str) -> bool:
    for part in said.expressions:
        if part is inside:
            return bool(said.recursive and part.alias.lower() == name)
        if part.alias.lower() == name:
            return True
    return False


def bind(tree: exp.Expr, bound: Mapping[str, Any]) -> None:
    """Put values in place of ``$name``, and work out what can be said of lists at once.

    Raises:
        KeyError: a value is missing.
    """
    for mark in list(tree.find_all(exp.Placeholder, exp.Parameter)):
        mark.replace(value_of(bound[mark.name]))
    for size in list(tree.find_all(exp.Length, exp.ArraySize)):
        if isinstance(size.this, exp.Array):
            size.replace(exp.Literal.number(len(size.this.expressions)))
    for contains in list(tree.find_all(exp.ArrayContains)):
        if isinstance(contains.this, exp.Array):
            within = contains.this.expressions
            asked = contains.expression.copy()
            contains.replace(exp.In(this=asked, expressions=within) if within else exp.false())


def value_of(value: Any) -> exp.Expr:
    """A Python value as SQL."""
    return exp.convert(value)
