"""The tree as the house tests read it: what people wrote, not what was built or installed."""

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "gijun"
NOT_OURS = {
    ".git",
    ".venv",
    ".venv-engines",
    "var",
    "node_modules",
    "built",
    "collected",
    "test-results",
    "__pycache__",
    "migrations",
}


@dataclass(frozen=True, slots=True)
class Function:
    """A function and how many lines it takes, its docstring included."""

    where: str
    lines: int


@cache
def files() -> tuple[Path, ...]:
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = sorted(name for name in inside if name not in NOT_OURS and not name.endswith("_cache"))
        inside[:] = [name for name in inside if name not in {".hypothesis", ".benchmarks"}]
        found += [Path(folder) / name for name in sorted(names)]
    return tuple(found)


def with_suffix(*suffixes: str, under: Path = ROOT) -> list[Path]:
    return [path for path in files() if path.suffix in suffixes and path.is_relative_to(under)]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Function(
                f"{name_of(path)}:{node.lineno} {node.name}", (node.end_lineno or 0) - node.lineno + 1
            )
