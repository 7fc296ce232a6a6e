"""Where the customer's own words end and the quoted mail begins.

Rules for the clients Koreans use. Nothing is ever removed: new and quoted text together are the whole.
"""

import re

_DATE_KO = r"\d{4}\s*[년.\-/]\s*\d{1,2}\s*[월.\-/]\s*\d{1,2}\s*[일.]?"
_TIME = r"(?:(?:오전|오후|AM|PM)\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:AM|PM))?"
_RULE_LINE = r"[-_=─━]{5,}"

_WROTE = r"(?:작성|쓴 글|썼습니다|보냄)"
_ADDRESS = r"<[^<>\s]+@[^<>\s]+>"


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# A line after which everything is quoted; clients break the first kind over two or three lines.
BROKEN_START = _any_of(
    rf"^{_DATE_KO}.{{0,40}}{_TIME}.{{0,200}}(?:님이|이|가)?\s*{_WROTE}\s*:?\s*$",  # Gmail, iPhone
    rf"^{_DATE_KO}.{{0,80}}작성\s*:\s*$",
    r"^On\s.{6,200}\swrote:\s*$",
)
START = _any_of(
    rf"^.{{0,120}}{_ADDRESS}\s*(?:님이|이|가)\s*{_WROTE}\s*:\s*$",
    r"^-{2,}\s*(?:Original (?:Message|Appointment)|Forwarded message|(?:원본|전달된) 메(?:일|시지))\s*-{2,}\s*$",  # noqa: E501 -- one pattern
    r"^(?:Begin forwarded message|전달된 메시지 시작)\s*:\s*$",
)
# "보낸 사람:" and the like begin a block only where other such lines follow soon.
_FROM = r"보낸\s?사람|보낸\s?이|발신(?:자|인)?|From"
_OTHERS = r"보낸\s?날짜|날짜|Sent|Date|받는\s?사람|수신(?:자|인)?|To|참조|Cc|제목|Subject"
BEGINS_BLOCK = re.compile(rf"^\s*\**(?:{_FROM})\s*:", re.IGNORECASE)
FIELD = re.compile(rf"^\s*\**(?:{_FROM}|{_OTHERS})\s*:", re.IGNORECASE)
QUOTED_LINE = re.compile(r"^\s{0,3}>")
LOOK_AHEAD = 5


def split_quote(text: str) -> tuple[str, str]:
    """The new words and what is quoted below them; joined they are the text, letter for letter."""
    lines = text.splitlines(keepends=True)
    start = _start(lines)
    start = _with_rule_line(lines, start)
    new = "".join(lines[:start])
    return (new, "".join(lines[start:])) if start < len(lines) else (text, "")


def _start(lines: list[str]) -> int:
    for index, line in enumerate(lines):
        if _is_header(lines, index) or _is_block(lines, index):
            return index
        if QUOTED_LINE.match(line) and _rest_is_quoted(lines, index):
            return index
    return len(lines)


def _is_header(lines: list[str], index: int) -> bool:
    """One of the opening lines, also where the client broke it."""
    if START.match(lines[index].strip()):
        return True
    pieces: list[str] = []
    for line in lines[index : index + 3]:
        if not line.strip():
            return False
        pieces.append(line.strip())
        if BROKEN_START.match(" ".join(pieces)):
            return True
    return False


def _is_block(lines: list[str], index: int) -> bool:
    if not BEGINS_BLOCK.match(lines[index]):
        return False
    following = [line for line in lines[index + 1 : index + 1 + LOOK_AHEAD] if line.strip()]
    return sum(bool(FIELD.match(line)) for line in following) >= 2


def _rest_is_quoted(lines: list[str], index: int) -> bool:
    """Only quoted lines and blanks follow: an answer written between the quotes stays visible."""
    return all(not line.strip() or QUOTED_LINE.match(line) for line in lines[index:])


def _with_rule_line(lines: list[str], start: int) -> int:
    """A separating line right above the quote belongs to it."""
    above = start
    while above and not lines[above - 1].strip():
        above -= 1
    if start < len(lines) and above and re.fullmatch(_RULE_LINE, lines[above - 1].strip()):
        return above - 1
    return start
