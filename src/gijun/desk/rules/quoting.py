"""What customers wrote, shown outside their ticket: short, and without what tells who they are."""

import re
from collections.abc import Iterable

from gijun.desk.rules.masking import mask

LONGEST = 140  # letters of a quote
SOMEBODY = "○○"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NUMBER = re.compile(r"\+?\d(?:[-. ]?\d){6,}")  # telephone, account and order numbers
FULL_NAME = re.compile(r"[가-힣]{3}")  # a family name of one syllable, a given name of two


def quote(text: str, names: Iterable[str] = ()) -> str:
    """The text on one line of at most 140 letters; numbers, addresses and the customer's names are hidden."""
    line = " ".join(mask(text).split())
    line = ADDRESS.sub("***@***", line)
    line = NUMBER.sub(lambda found: re.sub(r"\d", "*", found[0]), line)
    for name in sorted(_forms(names), key=len, reverse=True):
        line = line.replace(name, SOMEBODY)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _forms(names: Iterable[str]) -> set[str]:
    """Names as people write them: whole, and the given name alone."""
    whole = {name.strip() for name in names if len(name.strip()) > 1}
    return whole | {name[1:] for name in whole if FULL_NAME.fullmatch(name)}
