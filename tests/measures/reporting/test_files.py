"""A report as workbook, CSV and paper: the figures, the definitions, Korean, and nothing a formula."""

import csv
import io
import zipfile

import pytest
from django.utils import translation
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from gijun.measures.errors import MeasuresError
from gijun.measures.reporting import letters, paper, pictures, queries, workbook
from gijun.measures.reporting.rules import Span
from tests.measures.reporting.conftest import FIRST


@pytest.fixture
def page(figures, report, manager):
    with translation.override("ko"):
        yield letters.page_of(report, queries.filled(report, manager, Span(FIRST, FIRST)))


@pytest.fixture
def book(page) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook.as_workbook(page)))


def sheet(book, start: str) -> list[list]:
    (name,) = (one for one in book.sheet_names if one.startswith(start))
    return book.get_sheet_by_name(name).to_python()


def test_the_first_sheet_tells_the_report_in_words(book, page):
    rows = [row[0] for row in sheet(book, "보고서")]

    assert rows[0] == "일간 보고서"
    assert page.pieces[0].sentences[0] in rows
    assert "=1+1 점검" in rows


def test_every_table_has_its_sheet_with_numbers(book):
    course, teams, reasons = sheet(book, "3"), sheet(book, "4"), sheet(book, "7")

    assert course[-1][1] == 40
    assert len(course) == 1 + 14
    assert teams[1][:3] == ["1팀", 40, 0.9]
    assert [row[1:] for row in reasons[1:]] == [[30, 75], [10, 100]]


def test_the_workbook_has_charts_and_no_formula(page):
    with zipfile.ZipFile(io.BytesIO(workbook.as_workbook(page))) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "/charts/chart" in name]
        sheets = [parts.read(name).decode() for name in parts.namelist() if "/worksheets/sheet" in name]

    assert len(charts) == 2
    assert "barChart" in charts[0]
    assert "lineChart" in charts[1]
    assert not any("<f>" in one for one in sheets)


def test_definitions_have_a_sheet(book, page):
    rows = sheet(book, "정의")

    assert [row[0] for row in rows[1 : 1 + len(page.definitions)]] == [one.title for one in page.definitions]
    assert len(page.definitions) == 4


def test_csv_has_a_mark_and_no_formula(page):
    raw = workbook.as_csv(page)
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert [row[1] for row in rows if "1+1" in row[1]] == ["'=1+1 점검"]
    assert [row[4] for row in rows if row[1] == "1팀"][:2] == ["40.0", "0.9"]


def test_the_paper_holds_korean_and_is_tagged(page):
    content = paper.as_pdf(page, made_at=1_800_000_000)
    read = PdfReader(io.BytesIO(content))
    text = "\n".join(one.extract_text() for one in read.pages)

    assert "일간 보고서" in text
    assert page.pieces[0].sentences[0].split(".")[0] in " ".join(text.split())
    assert "=1+1 점검" in text
    assert read.trailer["/Root"]["/Lang"] == "ko"
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    fonts = {font.get_object()["/BaseFont"] for one in read.pages
             for font in one["/Resources"]["/Font"].values()}  # fmt: skip
    assert fonts
    assert all("Pretendard" in name for name in fonts)
    assert paper.as_pdf(page, made_at=1_800_000_000) == content


def test_markup_on_paper_stays_text(page, report, manager):
    page.pieces[-1] = type(page.pieces[-1])(page.pieces[-1].kind, "#[제목] *굵게*", text="#panic() $x$ \\ //")

    text = PdfReader(io.BytesIO(paper.as_pdf(page, made_at=0))).pages[-1].extract_text()

    assert "#panic() $x$" in text or "#panic()" in "".join(
        one.extract_text() for one in PdfReader(io.BytesIO(paper.as_pdf(page, made_at=0))).pages
    )


def test_pictures_hold_every_number_of_their_table(page):
    for piece in page.pieces:
        if piece.is_chart:
            values = pictures.specification(piece.drawn)["data"]["values"]
            assert [one["label"] for one in values] == [row.label for row in piece.drawn.rows]
            assert [one["value"] for one in values] == [
                float(row.cells[0].number) for row in piece.drawn.rows
            ]
            assert pictures.as_png(piece.drawn).startswith(b"\x89PNG")
            assert "<text" in pictures.as_svg(piece.drawn)


def test_without_the_font_it_says_what_to_do(page, settings, tmp_path):
    settings.PRINT_FONTS = tmp_path

    with pytest.raises(MeasuresError, match="make up"):
        paper.as_pdf(page, made_at=0)
