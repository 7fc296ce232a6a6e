"""What is kept in the tree could have been written on any machine."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.house import tree

LOCKS = [path for path in tree.files() if path.suffix == ".lock" or path.name == "package-lock.json"]
ADDRESS = re.compile(
    r"""https?://\S+\.(?:whl|tgz|tar\.gz|zip)\b   # a file to download
      | "resolved"\s*:                          # npm's word for it
      | --(?:index-url|extra-index-url|find-links|trusted-host) | git\+ | \s@\s+(?:https?|file):""",
    re.VERBOSE,
)
SOMEBODYS_HOME = re.compile(r"/(?:home|Users)/(?!\$|<)\w|/root/")
SPEAKS_OF_HOMES = {"tests/house/test_tree.py"}
REGISTRIES = re.compile(r"(?i)(?:index|registry|proxy|find_links|mirror)")


def text_of(path: Path) -> str:
    return path.read_text(errors="replace")


def hosts_of_this_machine() -> set[str]:
    """Registries and proxies that the environment of this machine names."""
    values = [value for name, value in os.environ.items() if REGISTRIES.search(name)]
    hosts = {urlsplit(part).hostname for value in values for part in value.split() if "://" in part}
    public = {
        "pypi.org",
        "files.pythonhosted.org",
        "registry.npmjs.org",
        "github.com",
        "localhost",
        "127.0.0.1",
    }
    return {host for host in hosts if host} - public


def holding(*words: str) -> list[str]:
    return [tree.name_of(path) for path in tree.files() for word in words if word in text_of(path)]


def test_the_locks_are_found():
    assert {path.name for path in LOCKS} >= {"bootstrap.lock", "run.lock", "test.lock", "package-lock.json"}


def test_locks_name_no_download_addresses():
    assert [tree.name_of(path) for path in LOCKS if ADDRESS.search(text_of(path))] == []


@pytest.mark.parametrize(
    "line",
    [
        '"resolved": "https://registry.example/x/-/x-1.0.0.tgz"',
        "--index-url https://mirror.example/simple",
        "x @ https://files.example/x-1.0-py3-none-any.whl",
        "x @ file:///srv/x",
        "git+ssh://git@example.org/x.git",
    ],
)
def test_a_download_address_is_seen(line):
    assert ADDRESS.search(line)


def test_every_locked_package_carries_a_hash():
    for path in LOCKS:
        if path.suffix == ".lock":
            requirements = re.split(r"\n(?=\S)", text_of(path).strip())
            assert [one for one in requirements if "==" in one and "--hash=sha256:" not in one] == []


def test_no_file_names_where_this_checkout_lies():
    words = {str(tree.ROOT)} if len(tree.ROOT.parts) > 2 else set()

    assert holding(*words) == []


def test_no_file_names_somebodys_home():
    found = [tree.name_of(path) for path in tree.files() if SOMEBODYS_HOME.search(text_of(path))]

    assert [name for name in found if name not in SPEAKS_OF_HOMES] == []


def test_no_file_names_a_registry_or_proxy_of_this_machine():
    assert holding(*hosts_of_this_machine()) == []
