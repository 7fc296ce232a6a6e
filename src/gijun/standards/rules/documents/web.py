"""Web pages and Markdown as lines."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped] # it has no types
from markdown_it import MarkdownIt

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import tables
from gijun.standards.rules.documents.lines import STRUCTURE, Line, tidy
from gijun.standards.terms.documents import Unreadable

HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNREAD = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "canvas"}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
}  # fmt: skip
MOST_DEPTH = 200  # of elements in one another


def lines_of_html(text: str) -> list[Line]:
    """What a reader of the page sees, block by block.

    Raises:
        UnreadableDocumentError: there is no page in it.
    """
    try:
        page = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocumentError(Unreadable.EMPTY) from error
    reader = _Reader()
    reader.block(page, depth=0)
    reader.flush()
    return reader.found


def lines_of_markdown(text: str) -> list[Line]:
    """Markdown (CommonMark with tables); line breaks stay, as policies number their lines themselves."""
    markdown = MarkdownIt("commonmark", {"breaks": True, "html": False}).enable("table")
    return lines_of_html(f"<html><body>{markdown.render(text)}</body></html>")


@dataclass(slots=True)
class _Reader:
    """Walks down a page; words gather until a block ends."""

    found: list[Line] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    level: int = 0
    lists: list[int | None] = field(default_factory=list)  # next number of each list around; none: bullets
    mark: str = ""
    is_item: bool = False  # the next block begins an item

    def block(self, element: Any, depth: int) -> None:
        """The element's own words and everything below it; ends the block before it."""
        if depth > MOST_DEPTH:
            self.words.append(" ".join(element.itertext()))
            return
        self.words.append(_flowing(element, element.text))
        for child in element.iterchildren():
            if isinstance(child.tag, str) and child.tag not in UNREAD:
                self._child(child, depth + 1)
            self.words.append(_flowing(element, child.tail))

    def _child(self, child: Any, depth: int) -> None:
        tag = child.tag
        if tag == "br":
            self.words.append("\n")
        elif tag in INLINE:
            self.block(child, depth)
        elif tag == "img":
            self.words.append(child.get("alt") or "")
        elif tag == "table":
            self.flush()
            self._table(child)
        else:
            self._apart(child, depth)

    def _apart(self, child: Any, depth: int) -> None:
        """A block of its own: a heading, a list, an item, a paragraph."""
        self.flush()
        outside = self.level
        self.level = HEADINGS.get(child.tag, outside)
        if child.tag in {"ul", "ol"}:
            self.lists.append(_first_number(child) if child.tag == "ol" else None)
        elif child.tag == "li":
            self._count()
        self.block(child, depth)
        self.flush()
        if child.tag in {"ul", "ol"}:
            self.lists.pop()
        self.level, self.is_item = outside, False

    def _count(self) -> None:
        self.is_item, self.mark = True, ""
        if self.lists and (number := self.lists[-1]) is not None:
            self.mark, self.lists[-1] = f"{number}.", number + 1

    def flush(self) -> None:
        """End a block: its lines are told."""
        text = tidy("".join(self.words))
        self.words.clear()
        if not text:
            return
        rank = STRUCTURE + len(self.lists) if self.lists else 0
        for place, line in enumerate(text.split("\n")):
            if place == 0 and self.is_item:
                self.found.append(Line(line, level=self.level, rank=rank, mark=self.mark))
            else:  # what follows in an item belongs to it
                self.found.append(Line(line, level=self.level, is_joined=place > 0 or bool(self.lists)))
        self.is_item, self.mark = False, ""

    def _table(self, table: Any) -> None:
        """A row is a clause; a table of one column only frames what stands in it."""
        rows = [
            list(row.iterchildren("td", "th"))
            for row in table.iterdescendants("tr")
            if next(row.iterancestors("table")) is table
        ]
        cells = {cell for row in rows for cell in row}
        self.words += _outside(table, cells)
        self.flush()
        if max(map(len, rows), default=0) <= 1:
            for cell in (cell for row in rows for cell in row):
                self.found += _lines_in(cell)
            return
        self.found += tables.lines_of(list(_filled(rows)))


def _lines_in(element: Any) -> list[Line]:
    reader = _Reader()
    reader.block(element, depth=0)
    reader.flush()
    return reader.found


def _outside(element: Any, cells: Collection[Any]) -> Iterator[str]:
    """Words of a table that stand in none of its cells: its caption, and what pages put in wrong places."""
    yield f" {element.text or ''}"
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in UNREAD and child not in cells:
            yield from _outside(child, cells)
        yield f" {child.tail or ''}"


def _flowing(element: Any, text: str | None) -> str:
    """Line ends of the source are blanks, except where the page keeps them."""
    if not text:
        return ""
    return text if element.tag in {"pre", "textarea"} else text.replace("\n", " ").replace("\r", " ")


def _first_number(element: Any) -> int:
    start = element.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1


def _filled(rows: list[list[Any]]) -> Iterator[list[str]]:
    """Texts of the cells; one that reaches down stands in every row it covers."""
    reaching: dict[int, tuple[int, str]] = {}  # column → rows left, text
    for row in rows:
        line: list[str] = []
        cells = iter(row)
        cell = next(cells, None)
        while cell is not None or len(line) in reaching:
            at = len(line)
            if at in reaching:
                left, text = reaching.pop(at)
                line.append(text)
                if left > 1:
                    reaching[at] = (left - 1, text)
                continue
            text = "\n".join(one.words for one in _lines_in(cell))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            if down > 1:
                reaching[at] = (down - 1, text)
            line += [text, *[""] * (across - 1)]
            cell = next(cells, None)
        yield line


def _span(cell: Any, name: str) -> int:
    given = cell.get(name) or ""
    return min(int(given), 100) if given.isascii() and given.isdigit() and len(given) < 4 else 1
