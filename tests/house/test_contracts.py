"""Each import contract holds, and each one breaks when somebody breaks its rule."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.house import tree

CONTRACTS = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NAMES = {one["id"]: one["name"] for one in CONTRACTS}
PRIVATE = [(one["id"], one["protected_modules"][0]) for one in CONTRACTS if one["type"] == "protected"]
VIOLATIONS = [
    ("capabilities", {"events/bad.py": "from gijun.desk import terms"}),
    ("capabilities", {"standards/bad.py": "def late():\n    from gijun.desk import terms"}),
    ("capabilities", {"quality/__init__.py": "", "workforce/__init__.py": "from gijun import quality"}),
    ("capabilities", {"learning/__init__.py": "from gijun import practice"}),
    ("capabilities", {"unheard_of/__init__.py": ""}),
    ("integrations", {"integrations/slack/__init__.py": "from gijun.integrations.email import apps"}),
    ("inside", {"desk/queries/bad.py": "from gijun.desk import actions"}),
    ("inside", {"standards/errors.py": "from gijun.standards import models"}),
    ("inside", {"standards/forms.py": "from gijun.standards import views", "standards/views.py": ""}),
    ("inside", {"standards/api.py": "from gijun.standards import views", "standards/views.py": ""}),
    ("inside", {"integrations/slack/__init__.py": "", "integrations/slack/errors.py": "",
                "integrations/slack/terms.py": "from gijun.integrations.slack import errors"}),
    ("pure", {"science/bad.py": "import django"}),
    ("pure", {"science/worktime/bad.py": "import socket"}),
    ("pure", {"desk/rules/bad.py": "from django.utils import timezone"}),
    ("pure", {"desk/rules/bad.py": "from gijun.standards import queries"}),
    *((identifier, {"web/bad.py": f"import {module}"}) for identifier, module in PRIVATE),
]  # fmt: skip


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
    """A copy of the product's Python, so that nobody's work is touched."""
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copy(tree.ROOT / "pyproject.toml", folder)
    for path in tree.SOURCE.rglob("*.py"):
        if not {"node_modules", "front"} & set(path.parts):
            copy = folder / path.relative_to(tree.SOURCE.parent)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    return folder


def broken(folder: Path, contract: str) -> tuple[int, list[str]]:
    """Exit code, and the names of the contracts that do not hold."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--contract", contract]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    lines = done.stdout.splitlines()
    return done.returncode, [line.removesuffix(" BROKEN") for line in lines if line.endswith(" BROKEN")]


@pytest.mark.parametrize("contract", NAMES)
def test_the_product_keeps_every_contract(clean, contract):
    assert broken(clean, contract) == (0, [])


@contextmanager
def changed(folder: Path, files: dict[str, str]) -> Iterator[None]:
    """The copy with these files, for a while."""
    before = {name: path.read_text() for name in files if (path := folder / "gijun" / name).exists()}
    for name, code in files.items():
        path = folder / "gijun" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code + "\n")
    try:
        yield
    finally:
        for name in files:
            (folder / "gijun" / name).unlink()
        for name, code in before.items():
            (folder / "gijun" / name).write_text(code)


@pytest.mark.parametrize(
    ("contract", "files"), VIOLATIONS, ids=[f"{i}-{c}" for i, (c, _) in enumerate(VIOLATIONS)]
)
def test_a_contract_breaks_with_its_rule(clean, contract, files):
    with changed(clean, files):
        assert broken(clean, contract) == (1, [NAMES[contract]])


def test_each_contract_is_broken_by_some_test():
    assert {contract for contract, _ in VIOLATIONS} == NAMES.keys()
