"""HTML of mails as readable text: lines, links, lists, tables roughly, and where a quote begins."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

LONGEST = 2_000_000  # characters read of one text
LONGEST_LINE = 10_000
DEEPEST_QUOTE = 9
EMBEDDED = re.compile(r"(?<=[\"'=(])data:[^\s\"'()<>]*", re.IGNORECASE)
TAG = re.compile(
    r"""(</?[a-zA-Z](?:[^<>"']|"[^"<]*"|'[^'<]*')*>|</?[a-zA-Z][^<>]*>)  # kept
    |<[!?][^<>]*>  # declarations and what Outlook writes like them
    |<""",
    re.VERBOSE,
)
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
UNSEEN = re.compile("[\u00ad\u034f\u200b\u200c\u2060\ufeff]")
APART = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
    "blockquote",
}  # blank lines around them
LINES = APART | {
    *(
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
    ),
    *("form", "header", "html", "li", "main", "pre", "section", "tbody", "tfoot", "thead", "tr"),
}
CELLS = {"td", "th"}
LISTS = {"ul", "ol"}
UNREAD = {"script", "style", "title", "template"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
RULE = "_" * 32  # what Outlook writes for a rule
TARGET = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
QUOTE_CLASS = re.compile(
    r"(?:^|\s)(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra)(?:$|\s)",
    re.IGNORECASE,
)
QUOTE_ID = re.compile(
    r"(?:x_)*(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)", re.IGNORECASE
)
INDENT = re.compile(r"border(?:-width|-style)?\s*:\s*(?:none|0)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadableText:
    """A text, and the line on which its HTML says that a quote begins."""

    text: str
    quote_line: int | None = None
    is_whole: bool = True


def readable(html: str) -> ReadableText:
    """The text of HTML as a person sees it; the lines of a quotation begin with ``>``. Never raises."""
    reader = _Reader()
    without_pictures = EMBEDDED.sub("", html)
    reader.feed(_sound(without_pictures[:LONGEST]))
    reader.close()
    text, quote_line = reader.finished()
    return ReadableText(text, quote_line, is_whole=len(without_pictures) <= LONGEST)


def _sound(html: str) -> str:
    """The HTML with nothing in it but text and whole tags: on others the parser stops, or takes for ever."""
    begin, *rest = html.split("<!--")
    parts = [begin]
    for piece in rest:
        comment, end, after = piece.partition("-->")
        parts.append(after if end else comment)
    return TAG.sub(_kept, "".join(parts))


def _kept(found: re.Match[str]) -> str:
    return found[1] or ("&lt;" if found[0] == "<" else "")


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open."""

    tag: str
    is_quotation: bool = False
    link: str = ""
    starts_at: tuple[int, int] = (0, 0)  # line and column


class _Reader(HTMLParser):
    """Writes lines while it reads the elements; what mails leave open or close twice does no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.bullet = ""  # of the list item that begins with the next word
        self.open: list[_Open] = []
        self.tags: Counter[str] = Counter()  # of the open elements
        self.lists: list[int | None] = []  # the open lists: how many items so far, none where not numbered
        self.quotations = 0
        self.quote_line: int | None = None
        self.quote_is_in: int | None = None  # how many elements are open around it; none: it goes to the end
        self.is_behind_quote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in LINES:
            self._end_line(apart=tag in APART)
        if tag in EMPTY:
            self._write_empty(tag, given)
            return
        if tag in CELLS and self.line.strip():
            self._write(" | ")
        if tag in LISTS:
            self.lists.append(0 if tag == "ol" else None)
        if tag == "li":
            self.bullet = self._next_bullet()
        self._note_quote(given)
        is_quotation = tag == "blockquote" and not _is_indent(given)
        self.quotations += is_quotation
        self.tags[tag] += 1
        self.open.append(_Open(tag, is_quotation, given.get("href", ""), (len(self.lines), len(self.line))))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.tags[tag]:
            return
        while self.open[-1].tag != tag:
            self._close()
        self._close()

    def handle_data(self, data: str) -> None:
        if any(self.tags[tag] for tag in UNREAD):
            return
        text = UNSEEN.sub("", data)
        if not self.tags["pre"]:
            text = SPACE.sub(" ", text)
            self._write(text.lstrip(" ") if not self.line or self.line.endswith(" ") else text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._write(first)
        for line in others:
            self._break_line()
            self._write(line)

    def finished(self) -> tuple[str, int | None]:
        """What was written, and the line on which a quote begins."""
        self._end_line()
        while self.lines and not self.lines[-1].strip("> "):
            self.lines.pop()
        is_marked = self.quote_line is not None and self.quote_line < len(self.lines)
        return "\n".join(self.lines), self.quote_line if is_marked else None

    def _close(self) -> None:
        closed = self.open[-1]
        if closed.tag == "a":
            self._write_target(closed)
        if closed.tag in LINES:
            self._end_line()
        self.open.pop()
        self.tags[closed.tag] -= 1
        self.quotations -= closed.is_quotation
        if closed.tag in LISTS:
            self.lists.pop()
        if closed.tag in APART:
            self._end_line(apart=True)
        if self.quote_is_in is not None and len(self.open) <= self.quote_is_in:
            self.is_behind_quote = True

    def _write(self, text: str) -> None:
        if not text:
            return
        if not self.line:
            self.line, self.bullet = self.bullet, ""
        if len(self.line) > LONGEST_LINE:
            self._break_line()
        self.line += text
        if self.is_behind_quote and text.strip():  # the answer stands below it, so it is no quote at the end
            self.quote_line = self.quote_is_in = None
            self.is_behind_quote = False

    def _write_empty(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._break_line()
        elif tag == "hr":
            self._end_line()
            self._write(RULE)
            self._end_line()
        elif tag == "img" and given.get("alt", "").strip():
            self._write(f"[{SPACE.sub(' ', given['alt']).strip()}]")

    def _write_target(self, link: _Open) -> None:
        """Where a link leads, unless that is what it says."""
        line, column = link.starts_at
        label = self.line[column:].strip() if line == len(self.lines) else "…"
        if label and TARGET.fullmatch(link.link) and _shown(label) != _shown(link.link):
            self._write(f" ({link.link})")

    def _next_bullet(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def _end_line(self, *, apart: bool = False) -> None:
        """The next word begins a line, with a blank one before it if it stands apart."""
        if self.line.strip():
            self._break_line()
        self.line = ""
        if apart and self.lines:
            self._write_blank()

    def _break_line(self) -> None:
        if self.line.strip():
            self.lines.append(self._mark() + self.line.rstrip())
        elif self.lines:
            self._write_blank()
        self.line = ""

    def _mark(self) -> str:
        return "> " * min(self.quotations, DEEPEST_QUOTE)

    def _write_blank(self) -> None:
        """A blank line; several of them become one."""
        blank = self._mark().rstrip()
        if self.lines[-1].strip("> "):
            self.lines.append(blank)
        else:
            self.lines[-1] = min(self.lines[-1], blank, key=len)

    def _note_quote(self, given: dict[str, str]) -> None:
        """Do programs put what they quote into this element, or from here on?"""
        if self.quote_line is not None:
            return
        is_around = QUOTE_CLASS.search(given.get("class", "")) is not None
        if is_around or QUOTE_ID.fullmatch(given.get("id", "")):
            self.quote_line = len(self.lines)
            self.quote_is_in = len(self.open) if is_around else None


def _is_indent(given: dict[str, str]) -> bool:
    """Web mailers move text to the right with a quotation that has no line beside it."""
    return given.get("type", "").lower() != "cite" and INDENT.search(given.get("style", "")) is not None


def _shown(target: str) -> str:
    return re.sub(r"^(?:https?://|mailto:|tel:)|/$", "", target.strip(), flags=re.IGNORECASE).lower()
