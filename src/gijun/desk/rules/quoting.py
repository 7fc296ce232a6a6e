"""What was said on a ticket, shown or kept outside it: short, and without what tells who the customer is."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 140  # letters of a quote
SOMEBODY = "○○○"
# It begins only where a run begins, so that a long one is read once and not from each of its letters.
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:[A-Za-z]{2,}|[\w-]+)")
# Telephone, account, card, resident and order numbers. Stars: what intake hid of a number already.
NUMBER = re.compile(r"\+?[\d*](?:(?: ?[-.–] ?| )?[\d*]){6,}")
WORD = re.compile(r"[^\W\d_]+")
HANGUL = re.compile(r"[가-힣]+")
FAMILY_OF_TWO = ("남궁", "독고", "동방", "사공", "서문", "선우", "제갈", "황보")
NO_NAMES = frozenset({"고객", "님", "씨", "mr", "mrs", "ms", "miss", "dr"})
POLITE = "(?= ?(?:씨|님))"  # without it one syllable is any word


def quote(text: str, names: Iterable[str] = ()) -> str:
    """What ``without_names`` gives, cut to at most 140 letters."""
    line = without_names(text, names)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def without_names(text: str, names: Iterable[str] = ()) -> str:
    """The text on one line; numbers of seven digits on, mail addresses and the customer's names are hidden.

    Args:
        names: the customer's, as kept. Parts of them are hidden, too: given names alone, however written.
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = ADDRESS.sub("***@***", line)
    line = NUMBER.sub(lambda found: re.sub(r"\d", "*", found[0]), line)
    found = {form for name in names for form in _forms(name, line.lower())}
    forms = sorted(found, key=lambda form: (-len(form), form))
    return re.sub("|".join(forms), SOMEBODY, line, flags=re.IGNORECASE) if forms else line


def _forms(name: str, line: str) -> Iterator[str]:
    """Patterns of a name as people write it, of the parts that stand in the line: whole, and each alone."""
    words = [
        word
        for found in WORD.findall(unicodedata.normalize("NFC", name))
        if (word := found.removesuffix("님")).lower() not in NO_NAMES and word
    ]
    if len(words) > 1 and all(word.lower() in line for word in words):
        yield _whole(r"\W*".join(words))
    for word in words:
        if HANGUL.fullmatch(word):
            yield from _hangul(word, line)
        elif len(word) > 1 and word.lower() in line:
            yield _whole(word)


def _whole(pattern: str) -> str:
    """Latin letters only as a word of their own, so that an Ann is not found in an announcement."""
    return rf"(?<![A-Za-zÀ-ɏ]){pattern}(?![A-Za-zÀ-ɏ])"


def _hangul(name: str, line: str) -> Iterator[str]:
    """A Korean name, whole and without the family name; a syllable alone only before 씨 or 님."""
    if len(name) > 1 and name in line:
        yield name
    for family in {name[:1], name[:2] if name.startswith(FAMILY_OF_TWO) else name[:1]}:
        given = name.removeprefix(family)
        if given not in line:
            continue
        if len(given) > 1:
            yield f"(?:(?<![가-힣]){family} )?{given}"
        elif given:
            yield f"(?<![가-힣])(?:{family} )?{given}{POLITE}"
