"""Growth figures read from a file as people save it: in any order, Korean or English, text or workbook."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gijun.measures.rules import written_numbers
from gijun.measures.rules.workbooks import BrokenWorkbookError, is_workbook, rows_of
from gijun.measures.terms import Fault, GrowthKind, Remark
from gijun.science import spreadsheet

LARGEST = 5 * 1024 * 1024  # bytes
MOST_ROWS = 20_000
MOST = 10**12  # of anything on one day
EARLIEST = date(2000, 1, 1)
ONE_DAY = timedelta(days=1)
SHOWN = 60  # characters of a cell in a complaint
DAY, CENTRE = "day", "centre"
HEADINGS = {
    DAY: ("날짜", "일자", "기준일", "date", "day"),
    CENTRE: ("센터", "센터명", "centre", "center"),
    GrowthKind.ORDERS: ("주문", "주문수", "주문건수", "orders", "order"),
    GrowthKind.PAYMENTS: ("결제", "결제수", "결제건수", "payments", "payment"),
    GrowthKind.SIGNUPS: ("가입", "가입수", "가입자", "가입자수", "신규가입", "회원가입", "signups", "signup"),
    GrowthKind.USES: ("이용", "이용수", "이용건수", "서비스이용", "사용수", "uses", "use", "serviceuses"),
}
MEANING = {heading: meaning for meaning, headings in HEADINGS.items() for heading in headings}
WRITTEN_DATE = re.compile(
    r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?|(\d{4})(\d{2})(\d{2})"
)
NOTHING = {"", "-"}


@dataclass(frozen=True, slots=True)
class Given:
    """One figure of the file."""

    row: int
    centre_id: int
    kind: str
    day: date
    amount: int

    @property
    def key(self) -> tuple[int, str, date]:
        return self.centre_id, self.kind, self.day


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why something was not taken. ``row``: as a spreadsheet numbers it, 1 is the headings; 0: the file."""

    row: int
    fault: Fault
    heading: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is odd about the file: days from first to last of a centre's figures."""

    remark: Remark
    centre_id: int
    kind: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gives."""

    figures: tuple[Given, ...]
    complaints: tuple[Complaint, ...]
    notices: tuple[Notice, ...] = ()


class _RefusedError(Exception):
    def __init__(self, fault: Fault, cell: str = "", heading: str = "") -> None:
        super().__init__(fault)
        self.fault, self.cell, self.heading = fault, cell, heading

    def as_complaint(self, row: int) -> Complaint:
        return Complaint(row, self.fault, self.heading, self.cell.strip()[:SHOWN])


def read(content: bytes, *, centres: Mapping[str, int], centre_id: int, today: date) -> Reading:
    """Read a file whole: good figures, and a complaint for every row that is none.

    Args:
        centres: names of the centres one may import for, and their ids.
        centre_id: of the rows that name no centre.
        today: days after it are refused.
    """
    try:
        rows = _workbook(content) if is_workbook(content) else _rows(_text(content))
        columns = _columns(rows[0])
    except _RefusedError as refused:
        return Reading((), (refused.as_complaint(0),))
    sheet = _Sheet(
        headings=rows[0],
        columns=columns,
        centres={_plain(name): pk for name, pk in centres.items()},
        centre_id=centre_id,
        today=today,
        has_decimal_commas=written_numbers.has_decimal_commas(_figure_cells(rows[1:], columns)),
    )
    figures: dict[tuple[int, str, date], Given] = {}
    complaints: list[Complaint] = []
    twice: list[Notice] = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        try:
            given = sheet.figures(number, cells)
            sheet.refuse_contradictions(given, figures)
        except _RefusedError as refused:
            complaints.append(refused.as_complaint(number))
        else:
            twice += [_twice(one) for one in given if one.key in figures]
            figures.update({one.key: one for one in given})
    return Reading(tuple(figures.values()), tuple(complaints), (*twice, *_gaps(figures)))


def _twice(one: Given) -> Notice:
    return Notice(Remark.TWICE, one.centre_id, one.kind, one.day, one.day)


def _gaps(figures: Iterable[tuple[int, str, date]]) -> Iterator[Notice]:
    """Days without a figure between the first and the last of the same centre and kind."""
    days: dict[tuple[int, str], list[date]] = {}
    for centre_id, kind, day in sorted(figures):
        days.setdefault((centre_id, kind), []).append(day)
    for (centre_id, kind), given in days.items():
        for before, after in pairwise(given):
            if after - before > ONE_DAY:
                yield Notice(Remark.GAP, centre_id, kind, before + ONE_DAY, after - ONE_DAY)


def _figure_cells(rows: Sequence[Sequence[str]], columns: Mapping[int, str]) -> Iterator[str]:
    places = [at for at, meaning in columns.items() if meaning in GrowthKind.values]
    return (cells[at] for cells in rows for at in places if at < len(cells))


def _workbook(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST:
        raise _RefusedError(Fault.TOO_LARGE)
    try:
        rows = rows_of(content)
    except BrokenWorkbookError as error:
        raise _RefusedError(Fault.BROKEN_WORKBOOK) from error
    return _counted(rows)


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise _RefusedError(Fault.TOO_LARGE)
    if not content.strip():
        raise _RefusedError(Fault.EMPTY)
    if b"\0" in content:
        raise _RefusedError(Fault.NOT_TEXT)
    found = spreadsheet.decoded(content)
    if found is None:
        raise _RefusedError(Fault.NOT_TEXT)
    return found[0]


def _rows(text: str) -> list[list[str]]:
    head = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise _RefusedError(Fault.BROKEN_ROW) from error
    return _counted(rows)


def _counted(rows: list[list[str]]) -> list[list[str]]:
    if not rows:
        raise _RefusedError(Fault.EMPTY)
    if len(rows) > MOST_ROWS + 1:
        raise _RefusedError(Fault.TOO_MANY_ROWS)
    return rows


def _plain(words: str) -> str:
    """Words as they are compared: one width, one case, no spaces, hyphens or brackets."""
    return re.sub(r"[\s\-_]|\(.*?\)", "", unicodedata.normalize("NFKC", words)).casefold()


def _columns(headings: Sequence[str]) -> dict[int, str]:
    columns = {at: MEANING[_plain(cell)] for at, cell in enumerate(headings) if _plain(cell) in MEANING}
    found = list(columns.values())
    if DAY not in found:
        raise _RefusedError(Fault.NO_DATE_COLUMN)
    if not set(found) & set(GrowthKind.values):
        raise _RefusedError(Fault.NO_FIGURE_COLUMN)
    if len(found) > len(set(found)):
        raise _RefusedError(Fault.DOUBLED_COLUMN)
    return columns


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the headings and the person say about every row."""

    headings: Sequence[str]
    columns: Mapping[int, str]  # place → meaning
    centres: Mapping[str, int]
    centre_id: int
    today: date
    has_decimal_commas: bool

    def heading_of(self, meaning: str) -> str:
        return next(self.headings[at].strip() for at, one in self.columns.items() if one == meaning)

    def figures(self, row: int, cells: Sequence[str]) -> list[Given]:
        """The figures of one row, all of them good."""
        if any(cell.strip() for cell in cells[len(self.headings) :]):
            raise _RefusedError(Fault.TOO_MANY_CELLS)
        told = {meaning: (cells[at] if at < len(cells) else "") for at, meaning in self.columns.items()}
        day = _day(told[DAY], self.heading_of(DAY), self.today)
        centre_id = self._centre(told.get(CENTRE, "").strip())
        kinds = [kind for kind in GrowthKind.values if told.get(kind, "").strip() not in NOTHING]
        if not kinds:
            raise _RefusedError(Fault.NO_FIGURE)
        return [Given(row, centre_id, kind, day, self._amount(told[kind], kind)) for kind in kinds]

    def _amount(self, cell: str, kind: str) -> int:
        amount = written_numbers.whole_number(cell, has_decimal_commas=self.has_decimal_commas)
        if amount is None or amount > MOST:
            raise _RefusedError(Fault.BAD_NUMBER, cell, self.heading_of(kind))
        return amount

    def _centre(self, name: str) -> int:
        if not name:
            return self.centre_id
        if _plain(name) not in self.centres:
            raise _RefusedError(Fault.UNKNOWN_CENTRE, name, self.heading_of(CENTRE))
        return self.centres[_plain(name)]

    def refuse_contradictions(
        self, given: Sequence[Given], earlier: Mapping[tuple[int, str, date], Given]
    ) -> None:
        for one in given:
            if one.key in earlier and earlier[one.key].amount != one.amount:
                raise _RefusedError(Fault.CONTRADICTS, str(one.amount), self.heading_of(one.kind))


def _day(cell: str, heading: str, today: date) -> date:
    written = unicodedata.normalize("NFKC", cell).strip()
    if not written:
        raise _RefusedError(Fault.NO_DATE, heading=heading)
    match = WRITTEN_DATE.fullmatch(written)
    numbers = [int(part) for part in match.groups() if part] if match else []
    try:
        day = date(*numbers)
    except (TypeError, ValueError) as error:
        raise _RefusedError(Fault.BAD_DATE, cell, heading) from error
    if day < EARLIEST:
        raise _RefusedError(Fault.BAD_DATE, cell, heading)
    if day > today:
        raise _RefusedError(Fault.FUTURE, cell, heading)
    return day
