"""Word documents as lines: paragraphs, lists, tables, boxes and inserted text, in their order."""

import io
import re
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped] # it has no types

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import tables
from gijun.standards.rules.documents.lines import STRUCTURE, Line, tidy
from gijun.standards.rules.documents.packages import require_package
from gijun.standards.terms.documents import Unreadable

PARAGRAPH, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
TEXT, TAB, BOX = qn("w:t"), qn("w:tab"), qn("w:txbxContent")
BREAKS = {qn("w:br"), qn("w:cr")}
TWIN = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # the same again, for old readers
)
UNREAD = {TWIN, qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sectPr")}
HEADING = re.compile(r"(?:heading|제목|표제)\s*([1-6])", re.IGNORECASE)
TITLE = {"title", "제목", "표제"}
TITLE_LEVEL = 1  # above every heading


def lines_of(raw: bytes) -> list[Line]:
    """Everything of the document's body that is not struck out; headers and footers say nothing of their own.

    Raises:
        UnreadableDocumentError: it is no Word document, protected, or damaged.
    """
    require_package(raw, "word/document.xml")
    try:
        document = docx.Document(io.BytesIO(raw))
        return list(_blocks(document.element.body, _levels(document)))
    except (
        PackageNotFoundError,
        BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
    ) as error:
        raise UnreadableDocumentError(Unreadable.DAMAGED) from error


def _levels(document: Document) -> dict[str, int]:
    """The level of every style that makes a heading, by its id."""
    levels: dict[str, int] = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = (style.find(qn("w:name")).get(qn("w:val")) or "").strip()
        found = HEADING.fullmatch(name)
        outline = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if found:
            levels[style.get(qn("w:styleId"))] = int(found[1]) + TITLE_LEVEL
        elif name.casefold() in TITLE:
            levels[style.get(qn("w:styleId"))] = TITLE_LEVEL
        elif outline is not None and int(outline.get(qn("w:val"))) < 6:
            levels[style.get(qn("w:styleId"))] = int(outline.get(qn("w:val"))) + 1 + TITLE_LEVEL
    return levels


def _blocks(element: Any, levels: dict[str, int]) -> Iterator[Line]:
    """Lines of paragraphs and tables below ``element``, however deeply they are wrapped."""
    for child in element.iterchildren():
        if child.tag == PARAGRAPH:
            yield from _paragraph(child, levels)
        elif child.tag == TABLE:
            yield from _table(child, levels)
        elif child.tag not in UNREAD and isinstance(child.tag, str):
            yield from _blocks(child, levels)


def _paragraph(paragraph: Any, levels: dict[str, int]) -> Iterator[Line]:
    level, rank = _level(paragraph, levels), _rank(paragraph)
    for place, text in enumerate(tidy("".join(_words(paragraph))).split("\n")):
        if text:
            yield Line(text, level=level, rank=0 if level else rank, is_joined=place > 0)
            level = rank = 0
    for box in _boxes(paragraph):
        yield from _blocks(box, levels)


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    outline = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None:
        value = int(outline.get(qn("w:val")))
        return value + 1 + TITLE_LEVEL if value < 6 else 0
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return levels.get(style.get(qn("w:val")), 0) if style is not None else 0


def _rank(paragraph: Any) -> int:
    """The depth of an item of a list that Word numbers itself; 0: no such item."""
    numbered = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if numbered is None:
        return 0
    kind, depth = numbered.find(qn("w:numId")), numbered.find(qn("w:ilvl"))
    if kind is not None and kind.get(qn("w:val")) == "0":  # taken out of its list
        return 0
    return STRUCTURE + 1 + (int(depth.get(qn("w:val"))) if depth is not None else 0)


def _words(element: Any) -> Iterator[str]:
    """The text that is read in a paragraph, without that of boxes anchored in it."""
    for child in element.iterchildren():
        if child.tag in UNREAD or child.tag == BOX:
            continue
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == TAB:
            yield "\t"
        elif child.tag in BREAKS:
            yield "\n"
        else:
            yield from _words(child)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == BOX:
            yield child
        elif child.tag not in UNREAD:
            yield from _boxes(child)


def _table(table: Any, levels: dict[str, int]) -> Iterator[Line]:
    """A row is a clause; a table of one column only frames what stands in it."""
    rows = [list(_below(row, CELL)) for row in _below(table, ROW)]
    if max(map(len, rows), default=0) <= 1:
        for row in rows:
            for cell in row:
                yield from _blocks(cell, levels)
        return
    yield from tables.lines_of(_filled(rows, levels))


def _filled(rows: list[list[Any]], levels: dict[str, int]) -> list[list[str]]:
    """Texts of the cells; one that is merged downwards stands in every row it covers."""
    texts: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            text = "\n".join(one.words for one in _blocks(cell, levels))
            at = len(line)
            if merged is not None and merged.get(qn("w:val")) != "restart" and texts and at < len(texts[-1]):
                text = texts[-1][at]
            line += [text, *[""] * (int(span.get(qn("w:val"))) - 1 if span is not None else 0)]
        texts.append(line)
    return texts


def _below(element: Any, tag: str) -> Iterator[Any]:
    """Children with this tag, also those wrapped in content controls, but not those of tables inside."""
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag not in {TABLE, PARAGRAPH} and child.tag not in UNREAD and isinstance(child.tag, str):
            yield from _below(child, tag)
