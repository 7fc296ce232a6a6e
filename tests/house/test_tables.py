"""Tables are private to their capability; two of them are shared, and only for what is written here."""

import ast
import tomllib

from tests.house import tree

SHARED = {
    "gijun.organisation.models": {"Person", "Team"},  # the user model, and the tree foreign keys point into
    "gijun.events.models": {
        "Event",
        "SetAside",
    },  # the row every reader is handed; the rows it could not take
}
PYTHON = [path for path in tree.files() if path.suffix == ".py" and path.is_relative_to(tree.SOURCE)]


def module_of(path) -> str:
    return ".".join(path.relative_to(tree.SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def owner_of(module: str) -> str:
    return module.removesuffix(".models")


def test_others_take_only_the_shared_tables():
    found = [
        f"{tree.name_of(path)}:{node.lineno} {alias.name}"
        for path in PYTHON
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.ImportFrom) and node.module in SHARED
        if not module_of(path).startswith(owner_of(node.module))
        for alias in node.names
        if alias.name not in SHARED[node.module]
    ]

    assert found == []


def test_every_other_capability_keeps_its_tables_by_contract():
    contracts = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    kept = {module for one in contracts if one["type"] == "protected" for module in one["protected_modules"]}
    with_tables = {
        module
        for module in map(module_of, PYTHON)
        if module.endswith(".models") and "migrations" not in module
    }

    assert with_tables - SHARED.keys() == kept
