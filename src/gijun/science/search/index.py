"""An index of documents that are known at once, in memory or in one file."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from gijun.science.search import segment
from gijun.science.search.reader import Reader
from gijun.science.search.segment import Document, Plan, Segment, Tokenise


class Index(Reader):
    """Documents prepared for search; build a new one when they change, or keep them in a ``Library``."""

    def __init__(self, prepared: Segment) -> None:
        super().__init__([prepared])
        self._segment = prepared

    @classmethod
    def build(
        cls, documents: Iterable[Document], weights: Mapping[str, float], *, tokenise: Tokenise | None = None
    ) -> Self:
        """Prepare documents; ``weights`` names the fields searched and what a match in each counts.

        Args:
            tokenise: gives the morphemes of texts that come without, as ``korean.morphemes.of_text`` does.
                Without, Korean words are found by their syllables and beginnings.

        Raises:
            ValueError: two documents share an id, no field is named, or a weight is not above 0.
        """
        return cls(segment.build(documents, Plan(weights), tokenise))

    def save(self, path: Path) -> None:
        """Write the index to one file; whoever reads sees the old file or the new one, never a part."""
        self._segment.save(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """An index that stays in its file until it is read.

        Raises:
            IndexFileError: the file is something else, of another version, cut short or damaged.
        """
        return cls(Segment.open(path))
