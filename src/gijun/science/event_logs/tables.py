"""Logs in CSV: columns by choice, rows with faults told, everything else taken."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from gijun.science import spreadsheet
from gijun.science.event_logs.rows import Event, EventLogError, Fault, Reading, Told, Unreadable
from gijun.science.event_logs.times import DateOrder, iso, time_of
from gijun.science.worktime.zones import zone_named

LONGEST_ROW = 20_000  # characters of a line
CHUNK = 65_536
KNOWN = {
    "case": ("case", "caseid", "caseconceptname", "케이스", "사례", "문의", "문의번호", "티켓", "ticket"),
    "activity": ("activity", "activityid", "conceptname", "event", "활동", "단계", "작업", "상태"),
    "at": ("timestamp", "time", "timetimestamp", "completetimestamp", "시각", "일시", "시간"),
    "department": ("department", "orggroup", "team", "부서", "팀"),
    "resource": ("resource", "orgresource", "agent", "담당자", "상담사", "처리자"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a CSV file (from 0) hold what; department and resource may be missing."""

    case: int
    activity: int
    at: int
    department: int | None = None
    resource: int | None = None


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 with or without mark, or CP949; the file stands at its beginning afterwards.

    Raises:
        EventLogError: it is neither.
    """
    for encoding in spreadsheet.ENCODINGS:
        file.seek(0)
        text = io.TextIOWrapper(file, encoding=encoding, newline="")
        try:
            while text.read(CHUNK):
                pass
        except UnicodeDecodeError:
            continue
        finally:
            text.detach()
            file.seek(0)
        return encoding
    raise EventLogError(Unreadable.NO_TEXT)


def heads_of(file: BinaryIO, rows: int = 5) -> tuple[list[str], list[list[str]]]:
    """The first row of a CSV file and a few after it.

    Raises:
        EventLogError: it is no text, or is empty.
    """
    lines = _rows(file, Reading())
    _line, heads = next(lines, (0, []))
    if not any(heads):
        raise EventLogError(Unreadable.EMPTY, 1)
    return heads, [row for _at, row in zip(range(rows), (row for _line, row in lines), strict=False)]


def guessed(heads: Sequence[str]) -> dict[str, int]:
    """Columns whose heads say what they hold, by the names of ``Columns``."""
    plain = [re.sub(r"[\W_]", "", head).lower() for head in heads]
    found = {}
    for name, words in KNOWN.items():
        at = next((plain.index(word) for word in words if word in plain), None)
        if at is not None:
            found[name] = at
    return found


def read_csv(
    file: BinaryIO, columns: Columns, reading: Reading, *, zone: str, order: DateOrder = DateOrder.YEAR_FIRST
) -> Iterator[Event]:
    """Events of a CSV file in its order; rows with faults are told to ``reading`` and left out.

    Raises:
        EventLogError: it is no text.
    """
    wanted = max(columns.case, columns.activity, columns.at)
    where = zone_named(zone)
    lines = _rows(file, reading)
    next(lines, None)
    for number, (line, row) in enumerate(lines):
        if not any(row):
            continue
        if len(row) <= wanted:
            reading.refuse(line, Fault.TOO_FEW, ",".join(row))
            continue
        told = Told(_plain(row[columns.case]), _plain(row[columns.activity]), row[columns.at])
        more = [_cell(row, at) for at in (columns.department, columns.resource)]
        event = told.event(number, more, lambda text: time_of(text, order=order, zone=where))
        if isinstance(event, Event):
            yield event
        else:
            reading.refuse(line, *event)


def _rows(file: BinaryIO, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line they end at; a row that cannot be read is told and the next one follows."""
    text = io.TextIOWrapper(file, encoding=encoding_of(file), newline="")
    try:
        first = text.read(CHUNK).split("\n", 1)[0]
        text.seek(0)
        separator = max(",;\t", key=first.count)
        rows = csv.reader(_bounded(text), delimiter=separator)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                reading.refuse(rows.line_num, Fault.BROKEN, str(error))
            else:
                yield rows.line_num, row
    finally:
        if not file.closed:
            text.detach()


def _bounded(lines: io.TextIOWrapper) -> Iterator[str]:
    """Lines without NUL; a longer one than any row is cut, so that none fills the memory."""
    while line := lines.readline(LONGEST_ROW):
        yield line.replace("\0", "")


def _cell(row: list[str], at: int | None) -> str:
    return _plain(row[at]) if at is not None and at < len(row) else ""


def _plain(cell: str) -> str:
    """A cell without blanks round it and without the mark that keeps spreadsheets from reckoning."""
    guarded = cell.startswith("'") and cell[1:].startswith(spreadsheet.FORMULA)
    return (cell[1:] if guarded else cell).strip()


def write_csv(events: Iterable[Event], heads: Sequence[str]) -> bytes:
    """UTF-8 with mark: case, activity, time (UTC), department, resource; no cell is a formula."""
    lines = ([one.case, one.activity, iso(one.at_ms), one.department, one.resource] for one in events)
    return spreadsheet.as_csv(heads, lines)
