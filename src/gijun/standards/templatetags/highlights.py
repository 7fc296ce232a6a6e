"""What of a text matched the words that were searched for."""

from django import template

from gijun.science.search import Piece, snippet

register = template.Library()


@register.filter
def pieces(text: str, query: str | None) -> list[Piece]:
    """The whole text, in pieces that match the words or do not."""
    return snippet(text, query, length=len(text)) if query and text else [Piece(text, is_match=False)]
