"""Which of the languages of the standards a text is written in."""

import re
from collections.abc import Iterable

from gijun.standards.terms import Language

_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z]")
_KOREAN_WORD = re.compile(r"[^\W\d_]*[가-힣][^\W\d_]*")
_LATIN_WORD = re.compile(r"(?<![가-힣])[A-Za-z][A-Za-z'’]+(?![가-힣])")
_NO_LANGUAGE = re.compile(r"\S+@\S+|https?://\S+|\b[A-Z]{2,}\b")


def language_of(text: str) -> Language:
    """English where there are Latin letters and no Hangul, else Korean."""
    is_english = _LATIN.search(text) is not None and _HANGUL.search(text) is None
    return Language.ENGLISH if is_english else Language.KOREAN


def language_of_customer(texts: Iterable[str]) -> Language:
    """English where somebody wrote more English words than Korean ones, else Korean.

    A Korean who writes ``AS``, an address or a product's name stays Korean; a foreigner who quotes the Korean
    name of a product does not.
    """
    korean = english = 0
    for text in texts:
        plain = _NO_LANGUAGE.sub(" ", text)
        korean += len(_KOREAN_WORD.findall(plain))
        english += len(_LATIN_WORD.findall(plain))
    return Language.ENGLISH if english > korean else Language.KOREAN
