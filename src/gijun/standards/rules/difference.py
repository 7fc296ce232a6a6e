"""What changed between two texts, word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "added", "removed"]
WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed, came or went."""

    kind: Kind
    text: str


def between_lists(before: Sequence[str], after: Sequence[str]) -> list[Piece]:
    """Entries that stayed, went and came, in reading order; what went stands before what came instead."""
    pieces = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            pieces += [Piece("same", one) for one in before[a:b]]
        else:
            pieces += [Piece("removed", one) for one in before[a:b]]
            pieces += [Piece("added", one) for one in after[c:d]]
    return pieces


def between_texts(before: str, after: str) -> list[Piece]:
    """Words and blanks that stayed, went and came; neighbours of a kind joined.

    Without the removed pieces the result reads as ``after``, without the added ones as ``before``.
    """
    joined: list[Piece] = []
    for piece in between_lists(WORDS.findall(before), WORDS.findall(after)):
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
