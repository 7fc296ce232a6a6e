"""Text on its way into a spreadsheet and out of one, as Korean offices write them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import xlsxwriter

CSV = "text/csv; charset=utf-8"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell: TypeAlias = str | float | int | None
Sheet: TypeAlias = tuple[Sequence[str], Iterable[Sequence[Cell]]]  # heads and rows

BOM = "\ufeff"  # spreadsheets read Korean right only with it
ENCODINGS = {"utf-8-sig": "utf-8", "cp949": "cp949"}  # how to read it, and what to call it
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # Korean input methods write wide ones


def harmless(cell: str) -> str:
    """Text no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def decoded(raw: bytes) -> tuple[str, str] | None:
    """The text and the name of its encoding: UTF-8 with or without mark, CP949, or none."""
    for encoding, name in ENCODINGS.items():
        try:
            return raw.decode(encoding), name
        except UnicodeDecodeError:
            continue
    return None


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with BOM; text that looks like a formula is made harmless."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in (heads, *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return (BOM + text.getvalue()).encode()


def as_workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Sheets by name, their heads frozen; no cell is a formula."""
    content = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, safe) as book:
        for name, (heads, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate((heads, *rows)):
                for at, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, at, cell)
                    elif cell is not None:
                        sheet.write_number(number, at, cell)
    return content.getvalue()
