"""What the documents promise is what the code does."""

import ast
import io
import re

from django.core.management import call_command

from tests.house import tree

READERS = {"_text", "_number", "_flag", "_list", "_secret"}
OPERATIONS = tree.ROOT / "docs" / "operations.md"
EVENTS = tree.ROOT / "docs" / "events.md"


def settings_read() -> set[str]:
    return {
        f"GIJUN_{node.args[0].value}"
        for node in ast.walk(tree.parsed(tree.SOURCE / "settings.py"))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS
        if isinstance(node.args[0], ast.Constant)
    }


def test_every_setting_is_explained_and_none_that_is_gone():
    explained = set(re.findall(r"^\| `(GIJUN_\w+)`", OPERATIONS.read_text(), re.MULTILINE))

    assert explained == settings_read()


def test_the_list_of_facts_is_the_one_the_product_gives():
    told = io.StringIO()
    call_command("events", stdout=told)

    assert EVENTS.read_text() == told.getvalue(), "run: gijun events > docs/events.md"
