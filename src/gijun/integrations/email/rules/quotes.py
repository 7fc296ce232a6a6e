"""Where in a mail the new text ends and the quoted one begins, as Korean and English mail programs write it.

Nothing is ever lost: the two parts together are the text. In doubt a line counts as new.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

LONGEST_LINE = 400  # letters; nothing that programs write above a quote is longer
HEAD_LINES = 4  # over which "… wrote:" is broken
BLOCK_LINES = 14  # of sender, date, recipients, subject

AROUND = " \t\xa0>*|"  # quotation marks, bold type, cells
MARKED = re.compile(r"\s?>(?:[\s>]|$)")  # not the face ">_<"

DATE = r"(?:\d{4}\s*년\s*\d{1,2}\s*월\s*\d{1,2}\s*일|\d{2,4}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,2})"
BEGINS = re.compile(rf"{DATE}|on\s", re.IGNORECASE)
WROTE = re.compile(
    rf"{DATE}\W.*(?:님이|이\(가\)|[>\])\s])\s*(?:작성|쓴\s*글)\s*:|on\s.*\d.*\swrote\s*:", re.IGNORECASE
)
SAYS_WHEN_OR_WHO = re.compile(r"\d{1,2}\s*(?::\s*\d{2}|시)|@")
WROTE_WITHOUT_DATE = re.compile(
    r"[^<>]{0,80}<\s*[^\s<>]+@[^\s<>]+\s*>\s*(?:님이\s*작성|작성|wrote)\s*:", re.IGNORECASE
)
NOT_BY_NAME = re.compile(rf"{DATE}(?!.*(?:님이|이\(가\)|@)).*작성\s*:")  # also how a person heads a list

DASHES = r"\s*[-–—_=*]{2,}\s*"
SEPARATOR = re.compile(
    rf"{DASHES}(?:original\s+(?:message|e?-?mail)|원본\s*(?:메일|메시지|메세지|이메일)|원문(?:\s*메일)?){DASHES}",
    re.IGNORECASE,
)
FORWARDED = re.compile(
    rf"{DASHES}(?:forwarded\s+message|전달된\s*(?:메일|메시지|이메일)|전달\s*메일){DASHES}"
    r"|begin forwarded message:|전달된\s*메시지\s*시작\s*:",
    re.IGNORECASE,
)
RULE = re.compile(r"\s*[-_=─━]{10,}\s*")
LABELLED = re.compile(
    r"""(?: (?P<sender>from|보낸\s*(?:사람|이)|보내는\s*(?:사람|이)|발신(?:자|인)?)
        | (?P<date>sent|date|보낸\s*(?:날짜|시간|일시)|날짜|일시|발[송신]\s*일시?)
        | (?P<recipient>to|cc|받[는은]\s*(?:사람|이)|수신(?:자|인)?|참조(?:인|자)?)
        | (?P<subject>subject|제\s*목) )[\s*]*[:：](?P<value>.*)""",
    re.IGNORECASE | re.VERBOSE,
)
NEEDED = {"sender", "date", "subject"}

PHONES = (
    r"i(?:phone|pad|pod)|아이폰|아이패드|(?:삼성\s*|samsung\s*)?(?:galaxy|갤럭시)[^.]{0,30}?|안드로이드[^.]{0,20}?"
    r"|스마트폰|휴대폰|휴대전화|모바일"
)
SIGNATURE = re.compile(
    rf"""(?:(?:나의|내)\s*)?(?:{PHONES})\s*에서\s*(?:보냄|전송함|작성함|보냈습니다|발송함?)[.\s]*
    | sent\s+from\s+(?:my\s+)?(?:iphone|ipad|ipod|mobile|samsung|galaxy|android|outlook|yahoo).{{0,60}}
    | (?:ios|android)\s*용\s*outlook.{{0,60}} | get\s+outlook\s+for\s+(?:ios|android).{{0,60}}
    | (?:네이버|다음|카카오)\s*메일\s*(?:앱|모바일)\s*에서\s*(?:보냄|전송함|보냈습니다)[.\s]*""",
    re.IGNORECASE | re.VERBOSE,
)


def split_quote(text: str, *, quote_line: int | None = None) -> tuple[str, str]:
    """A text's new part, and the rest: a phone's signature and what is quoted.

    What somebody wrote below quoted lines or between them keeps everything up to it new. What was passed on
    is no quote: nobody here has seen it.

    Args:
        quote_line: the line on which the text's HTML says that a quote begins.
    """
    lines = text.split("\n")
    begins = _quote_begins(lines, quote_line)
    written = _behind_written(lines, begins)
    if written and _is_signature(lines[written - 1]):
        begins = _behind_written(lines, written - 1)
    elif begins < len(lines):
        begins = written
    new, quoted = "\n".join(lines[:begins]), "\n".join(lines[begins:])
    return new + "\n" * (0 < begins < len(lines)), quoted


def _behind_written(lines: Sequence[str], end: int) -> int:
    """The place behind the last line before ``end`` that is not blank."""
    while end and not lines[end - 1].strip():
        end -= 1
    return end


def _first_written(lines: Sequence[str], begin: int) -> int:
    return next((place for place in range(begin, len(lines)) if lines[place].strip()), len(lines))


def _is_signature(line: str) -> bool:
    return len(line) < LONGEST_LINE and SIGNATURE.fullmatch(line.strip()) is not None


def _quote_begins(lines: Sequence[str], quote_line: int | None) -> int:
    """The quote's first line; the number of lines where there is none."""
    end = next((place for place, line in enumerate(lines) if FORWARDED.fullmatch(_plain(line))), len(lines))
    written = max((place for place, line in enumerate(lines) if _is_own(line)), default=-1)
    found = [*islice(_heads(lines, end, written), 1)]
    if quote_line is not None and _first_written(lines, quote_line) < end:
        found.append(quote_line)
    if end == len(lines):
        found.append(_marked_end(lines))
    return min(found, default=len(lines))


def _plain(line: str) -> str:
    """The line without quotation marks and bold type; longer ones than any head are none."""
    return line.strip(AROUND) if len(line) <= LONGEST_LINE else ""


def _is_own(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(">")


def _heads(lines: Sequence[str], end: int, last_own: int) -> Iterator[int]:
    """The lines before ``end`` on which a program says that a quote follows, and nothing new does."""
    for place in range(end):
        head_end = _head_end(lines, place)
        if head_end is None:
            continue
        below = _first_written(lines, head_end)
        is_marked = below < len(lines) and lines[below].lstrip().startswith(">")
        if not (is_marked and last_own >= head_end):
            yield place


def _head_end(lines: Sequence[str], place: int) -> int | None:
    """The place behind the head of a quote that begins here, if one does."""
    line = _plain(lines[place])
    if not line:
        return None
    if SEPARATOR.fullmatch(line):
        return place + 1
    if RULE.fullmatch(lines[place]):
        below = _first_written(lines, place + 1)
        return _block_end(lines, below) if below <= place + 3 else None
    return _wrote_end(lines, place) or _block_end(lines, place)


def _wrote_end(lines: Sequence[str], place: int) -> int | None:
    """The place behind "On …, … wrote:", which programs break over lines wherever they like."""
    first = _plain(lines[place])
    if WROTE_WITHOUT_DATE.fullmatch(first):
        return place + 1
    if not BEGINS.match(first):
        return None
    head = ""
    for number, line in enumerate(lines[place : place + HEAD_LINES]):
        piece = _plain(line)
        if not piece or (number and BEGINS.match(piece)):
            return None
        head = f"{head} {piece}".strip()
        if head.endswith(":") and len(head) <= LONGEST_LINE and WROTE.fullmatch(head):
            return place + number + 1 if _is_sure(head, lines, place + number + 1) else None
    return None


def _is_sure(head: str, lines: Sequence[str], below: int) -> bool:
    """Did a program write this? Without time and address, or without a name, only if marked lines follow."""
    if SAYS_WHEN_OR_WHO.search(head) and not NOT_BY_NAME.match(head):
        return True
    first = _first_written(lines, below)
    return first < len(lines) and MARKED.match(lines[first]) is not None


def _block_end(lines: Sequence[str], place: int) -> int | None:
    """The place behind a block of sender, date, recipients and subject that begins here."""
    kinds: list[str] = []
    end = place
    for number, line in enumerate(lines[place : place + BLOCK_LINES], start=place):
        labelled = LABELLED.match(_plain(line))
        kind = next((kind for kind, found in labelled.groupdict().items() if found), "") if labelled else ""
        if labelled and not (kind == "date" and not re.search(r"\d", labelled["value"])):
            kinds.append(kind)
            end = number + 1
        elif line.strip(AROUND) and not (kinds[-1:] == ["recipient"] and "@" in line):
            break
        if kinds[:1] != ["sender"]:
            return None
    return end if set(kinds) >= NEEDED else None


def _marked_end(lines: Sequence[str]) -> int:
    """The first of the marked lines at the end of the text; the number of lines where there are none."""
    found = place = len(lines)
    while place and (not lines[place - 1].strip() or MARKED.match(lines[place - 1])):
        place -= 1
        if lines[place].strip():
            found = place
    return found
