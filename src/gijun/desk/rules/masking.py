"""Numbers that must not lie about in plain text: resident registration and card numbers."""

import re

RESIDENT = re.compile(r"(?<!\d)(\d{6})([-– ]?)([1-8])\d{6}(?!\d)")
CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
SHOWN = 4  # last digits of a card that stay readable


def _is_date_of_birth(six: str) -> bool:
    return 1 <= int(six[2:4]) <= 12 and 1 <= int(six[4:6]) <= 31


def passes_luhn(digits: str) -> bool:
    """The check digit of card numbers (ISO/IEC 7812-1, Annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _mask_card(match: re.Match[str]) -> str:
    text = match.group()
    digits = re.sub(r"\D", "", text)
    if not (passes_luhn(digits) and len(set(digits)) > 1):
        return text
    hidden = len(digits) - SHOWN
    seen = 0
    out = []
    for letter in text:
        if letter.isdigit():
            out.append("*" if seen < hidden else letter)
            seen += 1
        else:
            out.append(letter)
    return "".join(out)


def mask(text: str) -> str:
    """The text with resident registration and card numbers hidden; everything else as it was."""
    text = RESIDENT.sub(lambda m: f"{m[1]}{m[2] or '-'}*******" if _is_date_of_birth(m[1]) else m[0], text)
    return CARD.sub(_mask_card, text)
