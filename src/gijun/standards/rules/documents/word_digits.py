"""Numbers as Word writes them in front of paragraphs."""

from collections.abc import Callable

GANADA = "가나다라마바사아자차카타파하"
CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
HANGUL, HANJA = "영일이삼사오육칠팔구", "零一二三四五六七八九"
PLACES = ("", "십", "백", "천")
NATIVE_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
NATIVE_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def written(count: int, kind: str) -> str:
    """A number in one of Word's kinds; one this does not know, or cannot go so far, in plain digits.

    Source:
        ECMA-376-1, 17.18.59 ST_NumberFormat.
    """
    if kind == "none":
        return ""
    return _KINDS.get(kind, str)(count) if count > 0 else str(count)


def _letters(signs: str) -> Callable[[int], str]:
    """After the last sign each is repeated: a … z, aa, bb …"""
    return lambda count: signs[(count - 1) % len(signs)] * min((count - 1) // len(signs) + 1, 30)


def _roman(count: int) -> str:
    if count > 3_999:
        return str(count)
    said = ""
    for size, sign in ROMAN:
        said += sign * (count // size)
        count %= size
    return said


def _digits(signs: str) -> Callable[[int], str]:
    return lambda count: "".join(signs[int(digit)] for digit in str(count))


def _counted(count: int) -> str:
    """일 … 구, 십, 십일: with the names of the places."""
    if count > 9_999:
        return str(count)
    said = ""
    for place, digit in enumerate(reversed(str(count))):
        if digit != "0":
            name = "" if digit == "1" and place else HANGUL[int(digit)]
            said = f"{name}{PLACES[place]}{said}"
    return said


def _native(count: int) -> str:
    return NATIVE_TENS[count // 10] + NATIVE_ONES[count % 10] if count <= 99 else str(count)


def _circled(count: int) -> str:
    return CIRCLED[count - 1] if count <= len(CIRCLED) else str(count)


_KINDS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letters(ALPHABET),
    "upperLetter": _letters(ALPHABET.upper()),
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperRoman": _roman,
    "ganada": _letters(GANADA),
    "chosung": _letters(CHOSUNG),
    "koreanDigital": _digits(HANGUL),
    "koreanDigital2": _digits(HANJA),
    "koreanCounting": _counted,
    "koreanLegal": _native,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "numberInDash": lambda count: f"- {count} -",
}
