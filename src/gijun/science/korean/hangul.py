"""Syllables and their letters, by the arithmetic of the Unicode block of 11,172 Hangul syllables."""

import re
import unicodedata

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = "가", "힣"

# Letters that take two keys, each with its two.
_PAIRS = (
    "ㅘㅗㅏ ㅙㅗㅐ ㅚㅗㅣ ㅝㅜㅓ ㅞㅜㅔ ㅟㅜㅣ ㅢㅡㅣ "
    "ㄳㄱㅅ ㄵㄴㅈ ㄶㄴㅎ ㄺㄹㄱ ㄻㄹㅁ ㄼㄹㅂ ㄽㄹㅅ ㄾㄹㅌ ㄿㄹㅍ ㅀㄹㅎ ㅄㅂㅅ"
)
COMPOUNDS = {entry[0]: entry[1:] for entry in _PAIRS.split()}

_BLANKS = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0"), " ")  # Hangul fillers look like blanks
_NOTHING = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))  # invisible, and would cut a word in two
_CONJOINING = {0x1100 + place: letter for place, letter in enumerate(INITIALS)}
_UNSEEN = {**_BLANKS, **_NOTHING}
_SYLLABLE = re.compile(f"[{FIRST}-{LAST}]")


def normalise(text: str) -> str:
    """Text as search compares it: composed (NFC), caseless, single blanks, no invisible characters."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join(composed.translate(_UNSEEN).translate(_CONJOINING).split())


def without_spaces(text: str) -> str:
    return "".join(text.split())


def is_syllable(character: str) -> bool:
    return FIRST <= character <= LAST


def letters_of(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final letter of one syllable; the final is empty where there is none."""
    place = ord(syllable) - ord(FIRST)
    block, final = divmod(place, len(FINALS))
    initial, vowel = divmod(block, len(VOWELS))
    return INITIALS[initial], VOWELS[vowel], FINALS[final]


def syllable_of(initial: str, vowel: str, final: str = "") -> str:
    """The syllable of its letters: the inverse of ``letters_of``."""
    block = INITIALS.index(initial) * len(VOWELS) + VOWELS.index(vowel)
    return chr(ord(FIRST) + block * len(FINALS) + FINALS.index(final))


def jamo(text: str) -> str:
    """Text with each syllable written out in its letters: 환불 is ㅎㅘㄴㅂㅜㄹ."""
    return _SYLLABLE.sub(lambda found: "".join(letters_of(found[0])), text)


def initials(text: str) -> str:
    """Text with each syllable cut to its initial consonant: 환불 기준 is ㅎㅂ ㄱㅈ."""
    return _SYLLABLE.sub(lambda found: letters_of(found[0])[0], text)


def is_initials(text: str) -> bool:
    """Is this nothing but initial consonants and blanks? Clusters such as ㄳ count as two consonants."""
    consonants = without_spaces(apart(text))
    return bool(consonants) and all(letter in INITIALS for letter in consonants)


def apart(text: str) -> str:
    """Letters made by two keys written as the two: keyboards join ㄱㅅ to ㄳ unasked."""
    return "".join(COMPOUNDS.get(letter, letter) for letter in text)
