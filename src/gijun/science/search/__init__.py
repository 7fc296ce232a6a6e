"""A small index in memory that finds the right text of some thousands, as it is typed and mistyped."""

from gijun.science.search.index import Document, Hit, Index, MatchedBy

__all__ = ["Document", "Hit", "Index", "MatchedBy"]
