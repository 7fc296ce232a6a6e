"""Finding a Korean word in running text without a dictionary: endings, particles and contractions set apart.

A text is spelled out letter by letter, compounds too: 바꿔 is ㅂㅏㄲㅜㅓ and so begins with ㅂㅏㄲㅜ,
the stem 바꾸. A verb is given in 다 and has a beginning for each of its irregular shapes.

Source:
    National Institute of Korean Language, 한글 맞춤법, §18 (irregular endings) and §34-38 (contractions).
"""

from functools import cache, lru_cache

from gijun.science.korean.hangul import COMPOUNDS, is_syllable, jamo, letters_of, normalise, without_spaces

VERB_ENDING = "다"
_GLIDES = {"ㅑ": "ㅣㅏ", "ㅕ": "ㅣㅓ", "ㅛ": "ㅣㅗ", "ㅠ": "ㅣㅜ"}  # 깨져 is 깨지 with 어: ㅣ meets ㅓ
_APART = str.maketrans({**COMPOUNDS, **_GLIDES})
LEAST_LETTERS = 4  # of a beginning that has lost a letter; shorter ones begin too many other words


@cache
def _letters(character: str) -> str:
    return jamo(character).translate(_APART)


def spelled_by_syllable(text: str) -> list[str]:
    """Letters of each character of a normalised text, each compound in its parts."""
    return list(map(_letters, text))


@lru_cache(maxsize=1 << 14)
def spelled(text: str) -> str:
    """Letters of a text without blanks, each compound in its parts."""
    return "".join(map(_letters, without_spaces(normalise(text))))


@lru_cache(maxsize=1 << 14)
def beginnings(word: str) -> tuple[str, ...]:
    """What a word begins with in every form it takes, spelled out.

    잠그다 gives ㅈㅏㅁㄱㅡ and ㅈㅏㅁㄱ (잠가), 하다 ㅎㅏ and ㅎㅐ. Other words are their own beginning.
    """
    if not word.endswith(VERB_ENDING) or len(word) < 2 or not is_syllable(word[-2]):
        return (spelled(word),)
    stem = word[: -len(VERB_ENDING)]
    regular = spelled(stem)
    shapes = [regular, *(one for one in _irregular(stem, regular) if len(one) >= LEAST_LETTERS)]
    if stem[-1] in "하되":
        shapes.append(regular[:-1] + "ㅐ")  # 해, 돼
    return tuple(dict.fromkeys(shapes))


def _irregular(stem: str, regular: str) -> list[str]:
    """Beginnings in which the stem's last letter is gone or another."""
    _, vowel, final = letters_of(stem[-1])
    if final == "ㅂ":
        return [regular[:-1] + "ㅇㅜ"]  # 무겁 to 무거워
    if final == "ㄷ":
        return [regular[:-1] + "ㄹ"]  # 묻 to 물어
    if final in ("ㄹ", "ㅅ", "ㅎ"):
        return [regular[:-1]]  # 만들 to 만드는, 붓 to 부어
    if stem[-1] == "르" and not final:
        return [regular[:-1], regular[:-2] + "ㄹㄹ"]  # 모르 to 몰라
    return [regular[:-1]] if vowel == "ㅡ" and not final else []
