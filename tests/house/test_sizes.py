"""The tail is bounded: no file and no function that nobody wants to open."""

from collections.abc import Sequence

import pytest

from tests.house import tree

WRITTEN = tree.with_suffix(".py", ".ts", ".css", ".html", ".sql")
OURS = [path for path in tree.with_suffix(".py", under=tree.SOURCE) if path.read_text().strip()]


def p95(sizes: Sequence[int]) -> int:
    """The size that at most one in twenty passes."""
    return sorted(sizes)[round(0.95 * (len(sizes) - 1))]


def lines_of(path) -> int:
    return len(path.read_text().splitlines())


def test_no_file_is_longer_than_500_lines():
    assert [tree.name_of(path) for path in WRITTEN if lines_of(path) > 500] == []


def test_no_function_is_longer_than_60_lines():
    written = [one for path in tree.with_suffix(".py") for one in tree.functions(path)]

    assert [one for one in written if one.lines > 60] == []


def test_the_tail_of_the_product_stays_short():
    assert p95([lines_of(path) for path in OURS]) <= 350
    assert p95([one.lines for path in OURS for one in tree.functions(path)]) <= 35


@pytest.mark.parametrize(("sizes", "expected"), [([7], 7), (list(range(1, 101)), 95), ([1] * 19 + [99], 1)])
def test_one_in_twenty_may_be_longer(sizes, expected):
    assert p95(sizes) == expected
