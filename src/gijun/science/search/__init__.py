"""Search that finds the right text of up to some hundred thousand, as it is typed and mistyped.

``Index`` holds documents that are known at once; ``Library`` reads and ``Writer`` changes an index on disk.
"""

from gijun.science.search.errors import IndexFileError
from gijun.science.search.index import Index
from gijun.science.search.library import Library, Writer
from gijun.science.search.ranking import Hit, MatchedBy
from gijun.science.search.segment import Document
from gijun.science.search.snippets import Piece, snippet
from gijun.science.search.synonyms import Synonyms, cycle

__all__ = [
    "Document",
    "Hit",
    "Index",
    "IndexFileError",
    "Library",
    "MatchedBy",
    "Piece",
    "Synonyms",
    "Writer",
    "cycle",
    "snippet",
]
