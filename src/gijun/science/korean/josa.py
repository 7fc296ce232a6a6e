"""Particles that fit the sound a word ends in."""

import re
import unicodedata
from enum import Enum

from gijun.science.korean.hangul import INITIALS, VOWELS, is_syllable, letters_of


class _Ending(Enum):
    """The sound a word ends in, as far as a particle asks."""

    OPEN = "a vowel"
    RIEUL = "ㄹ"
    CLOSED = "another consonant"
    UNKNOWN = "not known"


_ASIDE = re.compile(r"\s*[(\[（［][^()\[\]（）［］]*[)\]）］]\s*$")
_UNSPOKEN = re.compile(r"[\s'\"‘’“”「」『』《》〈〉.,!?…·)\]>}]+$")
_NUMBER = re.compile(r"[0-9][0-9,]*(\.[0-9]+)?$")
_UNIT = re.compile(r"[0-9]\s*([a-zA-Z]+)$")
_LATIN = re.compile(r"[A-Za-z]+$")

_DIGITS = {  # 영 일 이 삼 사 오 육 칠 팔 구
    **dict.fromkeys("036", _Ending.CLOSED),
    **dict.fromkeys("178", _Ending.RIEUL),
    **dict.fromkeys("2459", _Ending.OPEN),
}
_TRILLION_ZEROS = range(12, 16)  # 조 is the only power of ten that ends in a vowel
_LETTER_NAMES = {"L": _Ending.RIEUL, "R": _Ending.RIEUL, "M": _Ending.CLOSED, "N": _Ending.CLOSED}
_SIGNS = {"%": _Ending.OPEN, "℃": _Ending.OPEN, "°": _Ending.OPEN, "㎝": _Ending.OPEN, "㎏": _Ending.CLOSED}
_UNITS = {  # 미터 리터 · 그램
    **dict.fromkeys(["m", "mm", "cm", "km", "l", "ml"], _Ending.OPEN),
    **dict.fromkeys(["g", "mg", "kg"], _Ending.CLOSED),
}

# How an English word sounds in Korean, by its spelling; the first pattern that fits decides.
_SPELLINGS = (
    (re.compile(r"(l|le)$"), _Ending.RIEUL),  # mail, Google, file
    (re.compile(r"(m|n|ng|[aeiou]me|[aeiou]ne)$"), _Ending.CLOSED),  # team, login, time, phone
    (re.compile(r"(^|[^aeiou])[aeiou](p|pp|b|t|k|ck|tt)$"), _Ending.CLOSED),  # app, web, chat, Slack
    (re.compile(r"(oo|ou)[kp]$"), _Ending.CLOSED),  # book, group
)


def with_josa(word: str, pair: str) -> str:
    """``word`` with the particle of ``pair`` that fits its last sound.

    ``pair`` names the form after a consonant and the form after a vowel: 을/를, 이/가, 은/는, 과/와, 으로/로.
    After ㄹ it is 로. Numbers are read in Sino-Korean, capital letters by their names, other Latin words as
    they are usually spelled in Korean; what stands in closing brackets is not spoken. Where the sound
    cannot be known both forms are written: 을(를).

    Raises:
        ValueError: ``pair`` is not two forms.
    """
    closed, slash, opened = pair.partition("/")
    if not (closed and slash and opened):
        raise ValueError(f"“{pair}” is not a pair of particles such as 을/를.")
    ending = _ending(word)
    if ending is _Ending.UNKNOWN:
        return word + _both(closed, opened)
    after_vowel = ending is _Ending.OPEN or (ending is _Ending.RIEUL and closed.startswith("으로"))
    return word + (opened if after_vowel else closed)


def _both(closed: str, opened: str) -> str:
    if closed.endswith(opened):
        return f"({closed.removesuffix(opened)}){opened}"
    return f"{closed}({opened})"


def _ending(word: str) -> _Ending:
    word = unicodedata.normalize("NFC", word)
    spoken = _UNSPOKEN.sub("", _ASIDE.sub("", word)) or _UNSPOKEN.sub("", word)
    if number := _NUMBER.search(spoken):
        return _number_ending(number[0].replace(",", ""))
    if (unit := _UNIT.search(spoken)) and unit[1].lower() in _UNITS:
        return _UNITS[unit[1].lower()]
    if latin := _LATIN.search(spoken):
        return _latin_ending(latin[0])
    return _character_ending(spoken[-1:])


def _character_ending(character: str) -> _Ending:
    if is_syllable(character):
        final = letters_of(character)[2]
        return {"": _Ending.OPEN, "ㄹ": _Ending.RIEUL}.get(final, _Ending.CLOSED)
    if character and character in VOWELS:
        return _Ending.OPEN
    if character and character in INITIALS:  # 기역 … 히읗
        return _Ending.RIEUL if character == "ㄹ" else _Ending.CLOSED
    return _SIGNS.get(character, _Ending.UNKNOWN)


def _number_ending(digits: str) -> _Ending:
    zeros = len(digits) - len(digits.rstrip("0"))
    if "." not in digits and zeros in _TRILLION_ZEROS and digits.strip("0"):
        return _Ending.OPEN
    return _DIGITS[digits[-1]]


def _latin_ending(word: str) -> _Ending:
    if word.isupper():
        return _LETTER_NAMES.get(word[-1], _Ending.OPEN)
    lower = word.lower()
    return next((ending for spelling, ending in _SPELLINGS if spelling.search(lower)), _Ending.OPEN)
