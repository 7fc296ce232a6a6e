"""Lists of the standards as files: CSV for any program, a workbook for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter

from gijun.science.spreadsheet import BOM, harmless

Row = Sequence[str | int]
CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_csv(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """UTF-8 with BOM; text that looks like a formula is made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (heads, *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return (BOM + text.getvalue()).encode()


def as_workbook(name: str, heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """One sheet with its heads frozen; no cell is a formula."""
    content = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, safe) as book:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate((heads, *rows)):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, at, cell)
                else:
                    sheet.write_number(number, at, cell)
    return content.getvalue()
