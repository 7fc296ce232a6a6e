"""Rules of the house that no linter knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

SAY_NOTHING = {"utils", "common", "helpers", "core", "base", "services", "managers"}
READ_THE_ENVIRONMENT = {"settings.py", "cli.py", "asgi.py"}
FRONT = tree.SOURCE / "web" / "front"  # builds the pages' code before the product runs
PYTHON = [path for path in tree.with_suffix(".py", under=tree.SOURCE) if not path.is_relative_to(FRONT)]


def where(path: Path, node: ast.AST) -> str:
    return f"{tree.name_of(path)}:{getattr(node, 'lineno', 0)}"


def test_nothing_prints():
    found = [
        where(path, node)
        for path in PYTHON
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert found == []


def catching_everything(code: ast.AST) -> Iterator[ast.ExceptHandler]:
    for node in ast.walk(code):
        if isinstance(node, ast.ExceptHandler):
            names = (
                [name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)] if node.type else [""]
            )
            if {"", "Exception", "BaseException"} & set(names):
                yield node


def says_why(lines: list[str], handler: ast.ExceptHandler) -> bool:
    """A comment on the line, or alone on the one before, says that this is a worker's loop."""
    on, before = lines[handler.lineno - 1], lines[handler.lineno - 2].strip()
    comment = on.partition("#")[2] + (before if before.startswith("#") else "")
    return handler.type is not None and "worker" in comment


def test_only_a_workers_loop_catches_everything():
    found = [
        where(path, handler)
        for path in PYTHON
        for handler in catching_everything(tree.parsed(path))
        if not says_why(path.read_text().splitlines(), handler)
    ]

    assert found == []


def test_a_handler_is_found_however_it_is_written():
    kinds = ("", " (ValueError, Exception) as error", " KeyError", " BaseException")
    code = "".join(f"try: ...\nexcept{kind}: ...\n" for kind in kinds)

    assert [handler.lineno for handler in catching_everything(ast.parse(code))] == [2, 4, 8]


def reads_the_environment(node: ast.AST) -> bool:
    """A variable taken out of the environment; handing all of it to a child process is something else."""
    if isinstance(node, ast.Attribute) and node.attr == "getenv":
        return True
    return isinstance(node, ast.Attribute | ast.Subscript) and ast.unparse(node.value) == "os.environ"


def test_the_environment_is_read_in_one_place():
    found = [
        where(path, node)
        for path in PYTHON
        if path.name not in READ_THE_ENVIRONMENT or path.parent != tree.SOURCE
        for node in ast.walk(tree.parsed(path))
        if reads_the_environment(node)
    ]

    assert found == []


def test_a_variable_taken_out_of_the_environment_is_seen():
    code = "os.environ['A']; os.environ.get('A'); os.getenv('A'); run(env={**os.environ})"

    assert sum(map(reads_the_environment, ast.walk(ast.parse(code)))) == 3


def test_no_module_has_a_name_that_says_nothing():
    found = {
        tree.name_of(path) for path in tree.with_suffix(".py") if {*path.parts[:-1], path.stem} & SAY_NOTHING
    }

    assert found == set()


def test_an_excuse_to_a_linter_says_why():
    bare = re.compile(r"#\s*(?:noqa|type: ignore)(?!\S*[^#\n]*(?:--|#)\s*\S)")
    found = [
        f"{tree.name_of(path)}:{number}"
        for path in tree.with_suffix(".py")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if bare.search(line) and "re.compile" not in line
    ]

    assert found == []
