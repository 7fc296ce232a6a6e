"""Spreadsheets as lines: a row is a clause."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import tables
from gijun.standards.rules.documents.lines import Line
from gijun.standards.rules.documents.packages import require_package
from gijun.standards.terms.documents import DOCUMENT_CLAUSES, Unreadable

MOST_CELLS = 500_000  # of one sheet, empty ones too
Value = int | float | str | bool | date | datetime | time | timedelta


def lines_of(raw: bytes) -> list[Line]:
    """Rows of every sheet people see; the sheet's name is a heading where there are several.

    Raises:
        UnreadableDocumentError: it is no spreadsheet, protected, damaged, or too large.
    """
    require_package(raw, "xl/workbook.xml")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            return _lines(book)
    except PasswordError as error:
        raise UnreadableDocumentError(Unreadable.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableDocumentError(Unreadable.DAMAGED) from error


def _lines(book: CalamineWorkbook) -> list[Line]:
    seen = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    sheets = [(name, _rows(book.get_sheet_by_name(name))) for name in seen]
    filled = [(name, rows) for name, rows in sheets if any(any(row) for row in rows)]
    found: list[Line] = []
    for name, rows in filled:
        if len(filled) > 1:
            found.append(Line(name, level=1))
        found += tables.lines_of(rows)
    return found


def _rows(sheet: CalamineSheet) -> list[list[str]]:
    """Cells as they are read, merged ones in every place they cover in their first column."""
    if sheet.height * sheet.width > MOST_CELLS:
        raise UnreadableDocumentError(Unreadable.TOO_LARGE)
    rows = [[_written(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    if sum(map(any, rows)) > DOCUMENT_CLAUSES * 2:
        raise UnreadableDocumentError(Unreadable.TOO_MANY)
    for (top, left), (bottom, _right) in sheet.merged_cell_ranges or ():
        for place in range(top + 1, min(bottom + 1, len(rows))):
            if any(rows[place]) and left < len(rows[top]):
                rows[place][left] = rows[top][left]
    return rows


def _written(value: Value) -> str:
    """A cell in the words of an office: whole numbers without a point, dates as 2026-11-25."""
    match value:
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime():
            return value.isoformat(" ", "minutes")
        case _:
            return str(value)
