"""The order in which people read a tree of teams."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Node:
    """A team as the tree needs it."""

    team_id: int
    parent_id: int | None
    name: str


def in_reading_order(nodes: Iterable[Node]) -> Iterator[tuple[int, int]]:
    """Team ids, each before what hangs below it, with how deep they hang (0: nothing above was given).

    Siblings by name, figures as numbers: ``2팀`` stands before ``10팀``.
    """
    known = {node.team_id: node for node in nodes}
    below: dict[int | None, list[Node]] = {}
    for node in known.values():
        below.setdefault(node.parent_id if node.parent_id in known else None, []).append(node)

    def walk(parent_id: int | None, depth: int) -> Iterator[tuple[int, int]]:
        for node in sorted(below.get(parent_id, ()), key=_by_name):
            yield node.team_id, depth
            yield from walk(node.team_id, depth + 1)

    yield from walk(None, 0)


def _by_name(node: Node) -> tuple[list[tuple[int, int, str]], int]:
    parts = DIGITS.split(node.name)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part], node.team_id
