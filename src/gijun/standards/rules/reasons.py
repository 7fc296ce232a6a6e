"""The tree of contact reasons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gijun.standards.terms import CODE_LENGTH

CODE = re.compile(rf"[A-Za-z0-9_.\-]{{1,{CODE_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class Node:
    """A reason in the tree, with the names from the top down to it."""

    reason_id: int
    way: tuple[str, ...]

    @property
    def level(self) -> int:
        """1 at the top."""
        return len(self.way)


def is_code(code: str) -> bool:
    """May this stand for a reason or a standard in files and facts?"""
    return CODE.fullmatch(code) is not None


def level_of(reason_id: int, parents: Mapping[int, int | None]) -> int:
    """How deep a reason stands; 1 at the top."""
    level, above = 1, parents[reason_id]
    while above is not None:
        level, above = level + 1, parents[above]
    return level


def below(reason_id: int, parents: Mapping[int, int | None]) -> frozenset[int]:
    """The reason and everything under it."""
    found = {reason_id}
    while grown := {one for one, above in parents.items() if above in found} - found:
        found |= grown
    return frozenset(found)


def in_order(rows: Sequence[tuple[int, int | None, str]]) -> list[Node]:
    """Reasons (id, parent's id, name) as they are read down the tree; equals keep their order.

    What hangs below a reason that is not among the rows is left out.
    """
    children: dict[int | None, list[tuple[int, str]]] = {}
    for reason_id, parent_id, name in rows:
        children.setdefault(parent_id, []).append((reason_id, name))

    def down(parent_id: int | None, way: tuple[str, ...]) -> Iterator[Node]:
        for reason_id, name in children.get(parent_id, []):
            node = Node(reason_id, (*way, name))
            yield node
            yield from down(reason_id, node.way)

    return list(down(None, ()))
