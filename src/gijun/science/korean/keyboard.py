"""The two-set keyboard: what was typed while the wrong language was on."""

import re
import unicodedata

from gijun.science.korean.hangul import (
    COMPOUNDS,
    FINALS,
    INITIALS,
    VOWELS,
    is_syllable,
    letters_of,
    syllable_of,
)

_LETTER_OF = dict(
    zip("rRseEfaqQtTdwWczxvg" + "koiOjpuPhynbml", INITIALS + "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ", strict=True)
)
_KEY_OF = {letter: key for key, letter in _LETTER_OF.items()}
_KEYS_OF = _KEY_OF | {letter: _KEY_OF[pair[0]] + _KEY_OF[pair[1]] for letter, pair in COMPOUNDS.items()}
_JOINED = {pair: letter for letter, pair in COMPOUNDS.items()}
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH = frozenset(  # words whose keys happen to write everyday syllables
    _WORD.findall(
        "also audit auth auto city clean cycle disk down entity entry euro euros field foreign fork form "
        "forms forgot right sick sign signal signals such than them then they title today total town turn "
        "turns virtual visitor when width wish with work works world worth"
    )
)


class _Composer:
    """Letters in, syllables out, as the keyboard of every Korean computer joins them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.initial = self.vowel = self.final = ""

    def press(self, letter: str) -> None:
        if letter in VOWELS:
            self._vowel(letter)
        else:
            self._consonant(letter)

    def other(self, character: str) -> None:
        self.flush()
        self.done.append(character)

    def flush(self) -> None:
        """Finish the syllable at the cursor."""
        if self.initial and self.vowel:
            self.done.append(syllable_of(self.initial, self.vowel, self.final))
        else:
            self.done.append(self.initial + self.vowel)
        self.initial = self.vowel = self.final = ""

    def _consonant(self, letter: str) -> None:
        joined = _JOINED.get(self.final + letter, "") if self.final else letter
        if self.initial and self.vowel and joined in FINALS[1:]:
            self.final = joined
        else:
            self.flush()
            self.initial = letter

    def _vowel(self, letter: str) -> None:
        if self.final:
            kept, moved = self._split_final()
            self.final = kept
            self.flush()
            self.initial, self.vowel = moved, letter
        elif self.vowel and self.vowel + letter in _JOINED:
            self.vowel = _JOINED[self.vowel + letter]
        elif self.vowel:
            self.flush()
            self.vowel = letter
        else:
            self.vowel = letter

    def _split_final(self) -> tuple[str, str]:
        """The part of the final that stays, and the part that begins the next syllable."""
        pair = COMPOUNDS.get(self.final)
        return (pair[0], pair[1]) if pair else ("", self.final)


def from_english_keys(text: str) -> str:
    """What the keys pressed for ``text`` write in Korean: ``ghksqnf`` is 환불. Other characters stay."""
    composer = _Composer()
    for character in text:
        letter = _LETTER_OF.get(character) or _LETTER_OF.get(character.lower())
        if letter:
            composer.press(letter)
        else:
            composer.other(character)
    composer.flush()
    return "".join(composer.done)


def to_english_keys(text: str) -> str:
    """What the keys pressed for ``text`` write in English: ㅗ디ㅣㅐ is ``hello``. Other characters stay."""
    return "".join(map(_keys_of, unicodedata.normalize("NFC", text)))


def looks_like_english_keys(text: str) -> bool:
    """Was this Korean, typed with the keyboard in English?

    True when all Latin words become syllables of everyday Korean, at least one of them two or more. Single
    syllables alone say too little (``do`` is 애), and rare English words can still pass: where it is known
    which words occur, ask that first.
    """
    words = _WORD.findall(text)
    written = [from_english_keys(word) for word in words]
    return (
        any(len(word) > 1 for word in written)
        and all(map(_is_everyday, "".join(written)))
        and not any(word.lower() in _ENGLISH for word in words)
    )


def _keys_of(character: str) -> str:
    if is_syllable(character):
        return "".join(_KEYS_OF[letter] for letter in letters_of(character) if letter)
    return _KEYS_OF.get(character, character)


def _is_everyday(character: str) -> bool:
    """Is this one of the 2,350 syllables that KS X 1001 chose for their use?"""
    return is_syllable(character) and len(character.encode("euc_kr")) == 2
