"""Whole numbers as offices of different countries write them: 1,234 and 1.234,0."""

import re
import unicodedata
from collections.abc import Iterable

POINTED = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?")  # 1,234.0
COMMAED = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+)(?:,0+)?")  # 1.234,0
ONLY_POINTED = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.(?:\d{1,2}|\d{4,})")
ONLY_COMMAED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})")


def has_decimal_commas(cells: Iterable[str]) -> bool:
    """Do the cells say beyond doubt that a comma begins the decimals? Where they disagree: no.

    1,234 and 1.234 alone may be read either way and say nothing.
    """
    told = [_narrow(cell) for cell in cells]
    return any(map(ONLY_COMMAED.fullmatch, told)) and not any(map(ONLY_POINTED.fullmatch, told))


def whole_number(cell: str, *, has_decimal_commas: bool) -> int | None:
    """The number in a cell; none where it is no whole number of 0 or more."""
    match = (COMMAED if has_decimal_commas else POINTED).fullmatch(_narrow(cell))
    return int(re.sub(r"[.,]", "", match[1])) if match else None


def _narrow(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
