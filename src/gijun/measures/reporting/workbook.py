"""A report as a workbook, its charts drawn by the spreadsheet, and as CSV."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gijun.measures.drawn import Drawn
from gijun.measures.reporting.page import Page, Piece
from gijun.science import spreadsheet

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = (34, 16)  # of the first column and the others
CHART = {"x_scale": 1.6, "y_scale": 1.2}
Row = list[str | float | int | None]


def as_workbook(page: Page) -> bytes:
    """A sheet of words and figures, one for each table with its chart, and one of definitions."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, SAFE) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _first_sheet(book, page, bold, wrapped)
        for number, piece in enumerate(page.pieces, start=1):
            if piece.drawn is not None:
                _table_sheet(book, f"{number}", piece.title, piece.drawn, bold)
        _definitions(book, page, bold, wrapped)
    return content.getvalue()


def _first_sheet(book: Any, page: Page, bold: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(pgettext("report", "Report"))
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 3, 24)
    at = 0
    for line in _head(page):
        sheet.write_string(at, 0, line, bold if at == 0 else None)
        at += 1
    for piece in page.pieces:
        if piece.drawn is None:
            at = _words_of(sheet, piece, at + 1, bold, wrapped)


def _head(page: Page) -> Iterator[str]:
    yield page.title
    yield page.period
    yield page.teams
    yield page.freshness
    if not page.is_over:
        yield _("These days are not over, or not all of them has been counted. Nothing is compared.")


def _words_of(sheet: Any, piece: Piece, at: int, bold: Any, wrapped: Any) -> int:
    sheet.write_string(at, 0, piece.title, bold)
    at += 1
    for line in [*piece.sentences, *piece.text.splitlines()]:
        sheet.write_string(at, 0, line, wrapped)
        at += 1
    for tile in piece.tiles:
        cells = (tile.title, tile.value or "–", tile.unit, tile.note)
        for column, text in enumerate(cells):
            sheet.write_string(at, column, text)
        at += 1
    return at


def _table_sheet(book: Any, number: str, title: str, drawn: Drawn, bold: Any) -> None:
    sheet = book.add_worksheet(_sheet_name(number, title))
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, 20, WIDTHS[1])
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(drawn.heads):
        sheet.write_string(0, column, head, bold)
    for at, row in enumerate(drawn.rows, start=1):
        sheet.write_string(at, 0, row.label)
        for column, cell in enumerate(row.cells, start=1):
            if cell.number:
                sheet.write_number(at, column, float(cell.number))
            else:
                sheet.write_string(at, column, cell.text)
            if cell.mark:
                sheet.write_comment(at, column, cell.mark)
    last = len(drawn.rows)
    for at, note in enumerate(one for one in (drawn.note, "" if drawn.rows else drawn.empty) if one):
        sheet.write_string(last + 2 + at, 0, note)
    if drawn.kind and drawn.rows:
        sheet.insert_chart(1, len(drawn.heads) + 1, _chart(book, sheet.get_name(), drawn), CHART)


def _sheet_name(number: str, title: str) -> str:
    """A name a spreadsheet takes: short, its own, without the signs it refuses."""
    clean = "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)
    return f"{number} {clean}"[:31].rstrip()


def _chart(book: Any, sheet: str, drawn: Drawn) -> Any:
    last = len(drawn.rows)

    def series(column: int) -> dict[str, Any]:
        return {
            "name": [sheet, 0, column],
            "categories": [sheet, 1, 0, last, 0],
            "values": [sheet, 1, column, last, column],
        }

    is_line = drawn.kind == "line"
    chart = book.add_chart({"type": "line" if is_line else "column"})
    chart.add_series(series(1) | ({"marker": {"type": "circle"}} if is_line else {}))
    if drawn.kind == "pareto":
        line = book.add_chart({"type": "line"})
        line.add_series(series(2) | {"y2_axis": True, "marker": {"type": "circle"}})
        line.set_y2_axis({"name": drawn.heads[2], "min": 0, "max": 100})
        chart.combine(line)
    chart.set_title({"name": drawn.title})
    chart.set_y_axis({"name": drawn.heads[1]})
    chart.set_legend({"none": drawn.kind != "pareto"})
    return chart


def _definitions(book: Any, page: Page, bold: Any, wrapped: Any) -> None:
    sheet = book.add_worksheet(_("Definitions"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 3, 50)
    heads = [_("Measure"), _("Counted"), _("Out of"), _("Left out"), _("Version")]
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for at, one in enumerate(page.definitions, start=1):
        for column, text in enumerate((one.title, one.counted, one.out_of, one.left_out)):
            sheet.write_string(at, column, text, wrapped)
        sheet.write_number(at, 4, one.version)
    for at, line in enumerate(page.methods, start=len(page.definitions) + 2):
        sheet.write_string(at, 0, line)


def as_csv(page: Page) -> bytes:
    """Every block in order: its title, then its rows as they are read and as numbers."""
    return spreadsheet.as_csv(
        [pgettext("report", "Block"), _("Row"), _("Column"), _("Value"), _("Number")], _lines(page)
    )


def _lines(page: Page) -> Iterator[Row]:
    for line in _head(page):
        yield [pgettext("report", "Report"), line, "", "", None]
    for piece in page.pieces:
        for text in [*piece.sentences, *piece.text.splitlines()]:
            yield [piece.title, text, "", "", None]
        for tile in piece.tiles:
            yield [piece.title, tile.title, tile.unit, tile.value or "–", None]
        if piece.drawn is not None:
            yield from _cells(piece.title, piece.drawn)


def _cells(title: str, drawn: Drawn) -> Iterator[Row]:
    for row in drawn.rows:
        for head, cell in zip(drawn.heads[1:], row.cells, strict=True):
            yield [title, row.label, head, cell.text, float(cell.number) if cell.number else None]
