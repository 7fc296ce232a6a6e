"""Boxes in a space cut into cells: where they meet, what they leave over.

A box holds, for each axis, the set of its cells as the bits of a whole number. So every question about a
table is exact: the cells are cut wherever a condition begins or ends, and nothing is ever sampled.
"""

from collections.abc import Iterator, Sequence
from math import prod

Box = tuple[int, ...]


class TooManyPiecesError(Exception):
    """The boxes cut each other into more pieces than may be looked at."""


class Allowance:
    """How many pieces may still be looked at, so that no table keeps a person waiting."""

    def __init__(self, pieces: int = 20_000) -> None:
        self.pieces = pieces

    def spend(self) -> None:
        """Use one up.

        Raises:
            TooManyPiecesError: there is none left.
        """
        if self.pieces <= 0:
            raise TooManyPiecesError
        self.pieces -= 1


def overlap(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; ``None`` when that is nothing."""
    common = tuple(a & b for a, b in zip(one, other, strict=True))
    return common if all(common) else None


def apart_on(one: Box, other: Box) -> list[int]:
    """The axes on which two boxes have no cell in common; none: they overlap."""
    return [axis for axis, (a, b) in enumerate(zip(one, other, strict=True)) if not a & b]


def volume(box: Box) -> int:
    """How many points a box holds."""
    return prod(cells.bit_count() for cells in box)


def replaced(box: Box, axis: int, cells: int) -> Box:
    """The box with other cells on one axis."""
    return (*box[:axis], cells, *box[axis + 1 :])


def subtract(whole: Box, part: Box) -> Iterator[Box]:
    """What is left of a box without a part of it, in boxes that do not overlap."""
    inside = whole
    for axis, cells in enumerate(part):
        if outside := inside[axis] & ~cells:
            yield replaced(inside, axis, outside)
            inside = replaced(inside, axis, inside[axis] & cells)


def uncovered(whole: Box, by: Sequence[Box], allowance: Allowance) -> Box | None:
    """A part of ``whole`` that none of the boxes touches, or ``None`` where they leave nothing over.

    Raises:
        TooManyPiecesError: the allowance ran out before the answer was certain.
    """
    pieces: list[tuple[Box, Sequence[Box]]] = [(whole, by)]
    while pieces:
        piece, boxes = pieces.pop()
        parts = [part for box in boxes if (part := overlap(piece, box)) is not None]
        if not parts:
            return piece
        allowance.spend()
        largest = max(parts, key=volume)
        if largest != piece:
            parts.remove(largest)
            pieces += [(rest, parts) for rest in subtract(piece, largest)]
    return None


def without(whole: Box, others: Sequence[Box]) -> list[Box]:
    """What is left of a box without all the others, in boxes that do not overlap."""
    left = [whole]
    for other in others:
        left = [rest for piece in left for rest in outside(piece, other)]
    return left


def outside(piece: Box, other: Box) -> list[Box]:
    """What of a box lies outside another one."""
    common = overlap(piece, other)
    return [piece] if common is None else list(subtract(piece, common))
