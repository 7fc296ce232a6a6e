"""Which of the languages of the standards a text is written in."""

import re

from gijun.standards.terms import Language

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str) -> Language:
    """English where there are Latin letters and no Hangul, else Korean."""
    is_english = _LATIN.search(text) is not None and _HANGUL.search(text) is None
    return Language.ENGLISH if is_english else Language.KOREAN
