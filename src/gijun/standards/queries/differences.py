"""What changed between two texts, for others that keep versions of words."""

from gijun.standards.rules.difference import Piece, between_texts

__all__ = ["Piece", "pieces_between"]


def pieces_between(before: str, after: str) -> list[Piece]:
    """Words that stayed, went and came, in reading order."""
    return between_texts(before, after)
