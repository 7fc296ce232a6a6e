"""What of a text matched the words that were searched for."""

from django import template

from gijun.science.search import Piece, snippet
from gijun.standards.queries.finding import Sought

register = template.Library()


@register.filter
def pieces(text: str, sought: Sought | str | None) -> list[Piece]:
    """The whole text, in pieces that match the words (or what they stand for) or do not."""
    words, synonyms = (sought.words, sought.synonyms) if isinstance(sought, Sought) else (sought, None)
    if not text or not words:
        return [Piece(text, is_match=False)]
    return snippet(text, words, length=len(text), synonyms=synonyms)
