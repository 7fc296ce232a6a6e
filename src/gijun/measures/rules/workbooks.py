"""The first sheet of an XLSX workbook as rows of text."""

import io
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents.packages import require_package

BEGINNING = b"PK\x03\x04"
MOST_CELLS = 500_000  # of the sheet, empty ones too
Value = int | float | str | bool | date | datetime | time | timedelta


class BrokenWorkbookError(ValueError):
    """It is no sound workbook, or a protected one."""


def is_workbook(content: bytes) -> bool:
    """Does the file begin as XLSX files do?"""
    return content.startswith(BEGINNING)


def rows_of(content: bytes) -> list[list[str]]:
    """Rows of the first sheet people see, from its first cell on.

    Raises:
        BrokenWorkbookError: it cannot be read, or its sheet is far larger than growth figures are.
    """
    try:
        require_package(content, "xl/workbook.xml")
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            seen = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            if not seen:
                return []
            sheet = book.get_sheet_by_name(seen[0])
            if sheet.height * sheet.width > MOST_CELLS:
                raise BrokenWorkbookError
            return [[_written(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (UnreadableDocumentError, PasswordError, CalamineError, OSError) as error:
        raise BrokenWorkbookError from error


def _written(value: Value) -> str:
    """A cell as a person would type it: days as 2026-11-25, whole numbers without a point."""
    match value:
        case bool():
            return str(value).upper()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case _:
            return str(value)
