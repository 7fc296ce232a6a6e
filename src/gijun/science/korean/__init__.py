"""Korean text for search and screens: syllables and their letters, keyboards, particles, search terms."""

from gijun.science.korean.hangul import (
    initials,
    is_initials,
    jamo,
    normalise,
    without_spaces,
)
from gijun.science.korean.josa import with_josa
from gijun.science.korean.keyboard import from_english_keys, looks_like_english_keys, to_english_keys
from gijun.science.korean.terms import bigrams, jamo_trigrams

__all__ = [
    "bigrams",
    "from_english_keys",
    "initials",
    "is_initials",
    "jamo",
    "jamo_trigrams",
    "looks_like_english_keys",
    "normalise",
    "to_english_keys",
    "with_josa",
    "without_spaces",
]
