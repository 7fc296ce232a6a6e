"""Word documents as lines: paragraphs, lists, tables, boxes and inserted text, in their order.

The numbers Word sets by itself are set here too, and notes stand behind the paragraph they belong to. Headers
and footers say nothing of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from zipfile import BadZipFile

from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped] # it has no types

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import tables
from gijun.standards.rules.documents.lines import STRUCTURE, Line, tidy, told_apart
from gijun.standards.rules.documents.packages import require_package
from gijun.standards.rules.documents.word_digits import written
from gijun.standards.rules.documents.word_numbers import Numbering, numbering_of
from gijun.standards.rules.documents.word_parts import BODY, Parts, number, value
from gijun.standards.terms.documents import Doubt, Unreadable

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
FOOTNOTE, ENDNOTE = qn("w:footnoteReference"), qn("w:endnoteReference")
NOTE_KINDS = {
    FOOTNOTE: ("footnotes", "w:footnote", "decimal"),
    ENDNOTE: ("endnotes", "w:endnote", "lowerRoman"),
}
NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}
LEGAL = re.compile(r"제\s*\d+\s*[편장절관조](?:의\s*\d+)?")  # numbers of the parts of a law
DAMAGED = {
    "styles": Doubt.STYLES,
    "numbering": Doubt.NUMBERS,
    "footnotes": Doubt.NOTES,
    "endnotes": Doubt.NOTES,
}


@dataclass(slots=True)
class _Source:
    """What has to be known beside a paragraph to read it."""

    levels: dict[str, int]  # of every style that makes a heading
    numbering: Numbering
    notes: dict[str, dict[str, str]]  # texts by kind of reference and id
    told: dict[str, int] = field(default_factory=dict)  # how many notes of a kind have been read
    waiting: list[Line] = field(default_factory=list)  # notes of a heading, for the text below it
    lacks_notes: bool = False


def lines_of(raw: bytes) -> list[Line]:
    """Everything of the document's body that is not struck out, with numbers and notes.

    Raises:
        UnreadableDocumentError: it is no Word document, protected, or damaged.
    """
    return read(raw)[0]


def read(raw: bytes) -> tuple[list[Line], tuple[Doubt, ...]]:
    """The same, and what of the document could not be read beside its text.

    Raises:
        UnreadableDocumentError: it is no Word document, protected, or damaged.
    """
    require_package(raw, BODY)
    try:
        parts = Parts(raw)
        body = parts.body().find(qn("w:body"))
        if body is None:
            raise UnreadableDocumentError(Unreadable.DAMAGED)
        styles = parts.part("styles")
        source = _Source(_levels(styles), numbering_of(parts.part("numbering"), styles), _notes(parts))
        lines = [*_blocks(body, source), *source.waiting]
    except (BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise UnreadableDocumentError(Unreadable.DAMAGED) from error
    doubts = {DAMAGED[kind] for kind in parts.damaged}
    doubts |= {Doubt.NUMBERS} if source.numbering.is_incomplete else set()
    doubts |= {Doubt.NOTES} if source.lacks_notes else set()
    return lines, tuple(doubt for doubt in Doubt if doubt in doubts)


def _levels(styles: Any | None) -> dict[str, int]:
    """The level of every style that makes a heading, by its id."""
    levels: dict[str, int] = {}
    for style in styles.iterchildren(qn("w:style")) if styles is not None else ():
        name = (value(style, "w:name") or "").strip()
        found = HEADING.fullmatch(name)
        outline = number(style.find(qn("w:pPr")), "w:outlineLvl")
        if found:
            levels[style.get(qn("w:styleId"))] = int(found[1]) + TITLE_LEVEL
        elif name.casefold() in TITLE:
            levels[style.get(qn("w:styleId"))] = TITLE_LEVEL
        elif outline is not None and outline < 6:
            levels[style.get(qn("w:styleId"))] = outline + 1 + TITLE_LEVEL
    return levels


def _notes(parts: Parts) -> dict[str, dict[str, str]]:
    """Texts of footnotes and endnotes; the lines between them and the text are none."""
    found: dict[str, dict[str, str]] = {}
    for reference, (kind, tag, _digits) in NOTE_KINDS.items():
        part = parts.part(kind)
        texts = found[reference] = {}
        for one in part.iterchildren(qn(tag)) if part is not None else ():
            if one.get(qn("w:type")) not in NO_NOTES:
                paragraphs = (tidy("".join(_words(each))) for each in one.iter(PARAGRAPH))
                texts[one.get(qn("w:id"))] = " ".join(filter(None, paragraphs)).replace("\n", " ")
    return found


def _blocks(element: Any, source: _Source) -> Iterator[Line]:
    """Lines of paragraphs and tables below ``element``, however deeply they are wrapped."""
    for child in element.iterchildren():
        if child.tag == PARAGRAPH:
            yield from _paragraph(child, source)
        elif child.tag == TABLE:
            yield from source.waiting
            source.waiting = []
            yield from _table(child, source)
        elif child.tag not in UNREAD and isinstance(child.tag, str):
            yield from _blocks(child, source)


def _paragraph(paragraph: Any, source: _Source) -> Iterator[Line]:
    notes = [*source.waiting, *_notes_of(paragraph, source)]
    source.waiting = []
    lines = _lines(paragraph, source)
    yield from lines
    if notes and lines and not told_apart(lines[-1])[-1].level:
        yield from notes
    else:  # a heading is no place for them: the text below it is
        source.waiting = notes
    for box in _boxes(paragraph):
        yield from _blocks(box, source)


def _lines(paragraph: Any, source: _Source) -> list[Line]:
    """The paragraph with its number, a line for each of its own."""
    texts = [text for text in tidy("".join(_words(paragraph))).split("\n") if text]
    place = None if not texts and _is_struck_out(paragraph) else source.numbering.place_of(paragraph)
    mark = source.numbering.next(place) if place else ""
    if not texts:
        return []
    level, rank = _level(paragraph, source.levels), STRUCTURE + 1 + place.depth if place else 0
    first = Line(texts[0], level=level, rank=0 if level else rank, mark=mark)
    if mark and (level or LEGAL.fullmatch(mark)):
        gap = "" if texts[0][0] in "([【" else " "
        first = Line(f"{mark}{gap}{texts[0]}", level=level)
    return [first, *(Line(text, is_joined=True) for text in texts[1:])]


def _is_struck_out(paragraph: Any) -> bool:
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn('w:del')}") is not None


def _notes_of(element: Any, source: _Source) -> Iterator[Line]:
    """The notes a paragraph refers to, marked and numbered as Word does."""
    for child in element.iterchildren():
        if child.tag in UNREAD or child.tag == BOX:
            continue
        if child.tag not in NOTE_KINDS:
            yield from _notes_of(child, source)
            continue
        source.told[child.tag] = source.told.get(child.tag, 0) + 1
        text = source.notes[child.tag].get(child.get(qn("w:id")))
        if text:
            yield Line(f"※ [{written(source.told[child.tag], NOTE_KINDS[child.tag][2])}] {text}")
        source.lacks_notes |= text is None


def _level(paragraph: Any, levels: dict[str, int]) -> int:
    about = paragraph.find(qn("w:pPr"))
    outline = number(about, "w:outlineLvl")
    if outline is not None:
        return outline + 1 + TITLE_LEVEL if outline < 6 else 0
    return levels.get(value(about, "w:pStyle") or "", 0)


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


def _table(table: Any, source: _Source) -> Iterator[Line]:
    """A row is a clause; a table of one column only frames what stands in it."""
    rows = [list(_below(row, CELL)) for row in _below(table, ROW)]
    if max(map(len, rows), default=0) <= 1:
        for row in rows:
            for cell in row:
                yield from _blocks(cell, source)
        return
    yield from tables.lines_of(_filled(rows, source))


def _filled(rows: list[list[Any]], source: _Source) -> list[list[str]]:
    """Texts of the cells; one that is merged downwards stands in every row it covers."""
    texts: list[list[str]] = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            text = "\n".join(one.words for one in _blocks(cell, source))
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
