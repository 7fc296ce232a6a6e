"""Files of growth figures, as people save them."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gijun.measures.rules import growth
from gijun.measures.rules.growth import Notice, read
from gijun.measures.terms import Fault, Remark
from gijun.science.spreadsheet import as_workbook

TODAY = date(2026, 12, 1)
SEOUL, BUSAN = 1, 2


def reading(text, encoding="utf-8"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return read(content, centres={"서울센터": SEOUL, "부산 센터": BUSAN}, centre_id=SEOUL, today=TODAY)


def figures(text, encoding="utf-8"):
    found = reading(text, encoding)
    assert found.complaints == ()
    return [(one.centre_id, one.kind, one.day.isoformat(), one.amount) for one in found.figures]


def complaints(text):
    return [(one.row, one.fault, one.heading, one.cell) for one in reading(text).complaints]


FIRST_DAY = [(SEOUL, "orders", "2026-11-01", 1200), (SEOUL, "payments", "2026-11-01", 900)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("heads", ["날짜,주문,결제", "일자,주문 수,결제건수", "기준일, 주문수(건) ,결제(건)"])
def test_korean_headings_in_every_encoding_spreadsheets_save(heads, encoding):
    assert figures(f'{heads}\r\n2026-11-01,"1,200",900\r\n', encoding) == FIRST_DAY


@pytest.mark.parametrize("heads", ["date,orders,payments", "Date,Orders,Payments", "DAY,Order,payment"])
def test_english_headings(heads):
    assert figures(f'{heads}\n2026-11-01,"1,200",900\n') == FIRST_DAY


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators(separator):
    assert (
        figures(
            separator.join(["date", "orders", "payments"]) + f"\n2026-11-01{separator}1,200{separator}900"
        )
        == FIRST_DAY
    )


def test_sign_ups_are_understood_however_they_are_written():
    for heading in ("가입", "신규 가입", "회원가입", "가입자수", "sign-ups", "Sign ups", "signups"):
        assert figures(f"date,{heading}\n2026-11-01,5") == [(SEOUL, "signups", "2026-11-01", 5)]


def test_columns_nobody_asked_for_are_passed_over():
    assert figures("메모,날짜,주문,매출\n행사,2026-11-01,5,9000") == [(SEOUL, "orders", "2026-11-01", 5)]


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-01",
        "2026.11.01",
        "2026. 11. 1.",
        "2026/11/1",
        "20261101",
        "2026년 11월 1일",
        "２０２６-１１-０１",
    ],
)
def test_dates_as_koreans_write_them(written):
    assert figures(f'날짜,주문\n"{written}",5')[0][2] == "2026-11-01"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("0", 0),
        ("1234", 1234),
        ("1,234", 1234),
        ("1,234,567", 1_234_567),
        (" 12 ", 12),
        ("12.0", 12),
        ("１２", 12),
    ],
)
def test_numbers_as_spreadsheets_write_them(written, amount):
    assert figures(f'날짜,주문\n2026-11-01,"{written}"')[0][3] == amount


def test_a_row_may_name_its_centre():
    text = "날짜,센터,주문\n2026-11-01,부산센터,5\n2026-11-01,,6"

    assert figures(text) == [(BUSAN, "orders", "2026-11-01", 5), (SEOUL, "orders", "2026-11-01", 6)]


MIXED = """\
날짜,센터,주문,결제
2026-11-01,,5,
어제,,5,

2026-11-02,,다섯,3
2026-11-03,,-5,
2026-11-04,,"1,23",
2026-11-05,,1.5,
2026-12-02,,5,
2026-11-31,,5,
,,5,
2026-11-06,,,-
2026-11-07,대구센터,5,
2026-11-08,,1,234,5
2026-11-01,,6,
11/09/2026,,5,
1026-11-09,,5,
2026-11-09,,7,8
"""


def test_bad_rows_are_named_and_good_rows_taken():
    found = reading(MIXED)

    assert [(one.row, one.kind, one.amount) for one in found.figures] == [
        (2, "orders", 5),
        (18, "orders", 7),
        (18, "payments", 8),
    ]
    assert complaints(MIXED) == [
        (3, Fault.BAD_DATE, "날짜", "어제"),
        (5, Fault.BAD_NUMBER, "주문", "다섯"),
        (6, Fault.BAD_NUMBER, "주문", "-5"),
        (7, Fault.BAD_NUMBER, "주문", "1,23"),
        (8, Fault.BAD_NUMBER, "주문", "1.5"),
        (9, Fault.FUTURE, "날짜", "2026-12-02"),
        (10, Fault.BAD_DATE, "날짜", "2026-11-31"),
        (11, Fault.NO_DATE, "날짜", ""),
        (12, Fault.NO_FIGURE, "", ""),
        (13, Fault.UNKNOWN_CENTRE, "센터", "대구센터"),
        (14, Fault.TOO_MANY_CELLS, "", ""),
        (15, Fault.CONTRADICTS, "주문", "6"),
        (16, Fault.BAD_DATE, "날짜", "11/09/2026"),
        (17, Fault.BAD_DATE, "날짜", "1026-11-09"),
    ]


def test_the_same_figure_twice_is_no_contradiction():
    assert figures("날짜,주문\n2026-11-01,5\n2026-11-01,5") == [(SEOUL, "orders", "2026-11-01", 5)]


def test_a_row_with_a_bad_number_gives_none_of_its_figures():
    assert reading("날짜,주문,결제\n2026-11-01,5,x").figures == ()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b" \r\n ", Fault.EMPTY),
        (b"PK\x03\x04\x00\x00", Fault.BROKEN_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", Fault.NOT_TEXT),  # an old workbook
        (b"\xff\xfe\xff\xff\xff", Fault.NOT_TEXT),
        ("주문\n5".encode(), Fault.NO_DATE_COLUMN),
        ("날짜,매출\n2026-11-01,5".encode(), Fault.NO_FIGURE_COLUMN),
        ("날짜,주문,orders\n2026-11-01,5,5".encode(), Fault.DOUBLED_COLUMN),
        ('날짜,주문\n2026-11-01,"5'.encode(), Fault.BROKEN_ROW),
        (b"x" * (growth.LARGEST + 1), Fault.TOO_LARGE),
        ("날짜,주문\n".encode() + b"2026-11-01,5\n" * (growth.MOST_ROWS + 1), Fault.TOO_MANY_ROWS),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_whole(content, fault):
    found = reading(content)

    assert (found.figures, [(one.row, one.fault) for one in found.complaints]) == ((), [(0, fault)])


@pytest.mark.parametrize(
    ("cells", "amounts"),
    [
        (("1.234,0", "1.300"), [1234, 1300]),
        (("1.234.567", "12"), [1_234_567, 12]),
        (("12,0", "1.200"), [12, 1200]),
        (("1,234,567", "12.000"), [1_234_567, 12]),
    ],
)
def test_how_a_file_writes_decimals_is_told_by_its_own_cells(cells, amounts):
    lines = [f'2026-11-0{at};"{cell}"' for at, cell in enumerate(cells, 1)]

    assert [one[3] for one in figures("\n".join(["날짜;주문", *lines]))] == amounts


@pytest.mark.parametrize(
    "cells", [("12,5", "1"), ("1.234,0", "1.234.5"), ("1.234", "1"), ("1.234,0", "1,234.0")]
)
def test_a_number_that_is_no_whole_one_either_way_is_named(cells):
    text = "날짜;주문\n" + "\n".join(f"2026-11-0{at};{cell}" for at, cell in enumerate(cells, 1))

    assert Fault.BAD_NUMBER in [fault for _row, fault, _heading, _cell in complaints(text)]


def test_days_without_a_figure_are_told():
    found = reading("날짜,주문,결제\n2026-11-01,5,4\n2026-11-05,5,\n2026-11-06,5,4")

    assert found.notices == (
        Notice(Remark.GAP, SEOUL, "orders", date(2026, 11, 2), date(2026, 11, 4)),
        Notice(Remark.GAP, SEOUL, "payments", date(2026, 11, 2), date(2026, 11, 5)),
    )


def test_a_day_given_twice_is_told_and_counts_once():
    found = reading("날짜,주문\n2026-11-01,5\n2026-11-01,5")

    assert len(found.figures) == 1
    assert found.notices == (Notice(Remark.TWICE, SEOUL, "orders", date(2026, 11, 1), date(2026, 11, 1)),)


def test_uses_of_the_service_are_a_figure_too():
    assert figures("날짜,서비스 이용\n2026-11-01,7") == [(SEOUL, "uses", "2026-11-01", 7)]


def test_a_workbook_gives_what_its_text_would():
    book = as_workbook({"실적": (["날짜", "주문", "결제"], [["2026-11-01", 1200, "900"], ["어제", 1, 1]])})

    found = reading(book)

    assert [(one.kind, one.day.isoformat(), one.amount) for one in found.figures] == [
        ("orders", "2026-11-01", 1200),
        ("payments", "2026-11-01", 900),
    ]
    assert [(one.row, one.fault, one.cell) for one in found.complaints] == [(3, Fault.BAD_DATE, "어제")]


def test_days_and_numbers_of_a_workbook_are_read_as_what_they_are():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["date", "orders"])
        sheet.write_datetime(1, 0, datetime(2026, 11, 1), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 -- a cell has no zone
        sheet.write_number(1, 1, 1200.0)
        sheet.write_datetime(2, 0, datetime(2026, 11, 2), book.add_format({"num_format": "yyyy-mm-dd"}))  # noqa: DTZ001 -- as above
        sheet.write_number(2, 1, 12.5)

    found = reading(content.getvalue())

    assert [(one.day.isoformat(), one.amount) for one in found.figures] == [("2026-11-01", 1200)]
    assert [(one.row, one.fault) for one in found.complaints] == [(3, Fault.BAD_NUMBER)]


@given(st.binary(max_size=200))
def test_no_bytes_can_break_the_reading(content):
    found = reading(content)

    assert all(isinstance(one.fault, Fault) for one in found.complaints)


@given(st.lists(st.text(alphabet='날짜주문date,orders"\n\r;\t0123456789.-', max_size=40), max_size=6))
def test_no_text_can_break_the_reading(lines):
    found = reading("날짜,주문\n" + "\n".join(lines))

    assert all(0 <= one.amount <= growth.MOST for one in found.figures)
