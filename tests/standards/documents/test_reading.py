"""Files as they come: every kind is read whole, and what cannot be read says why."""

import io
import re
import struct
import zipfile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.documents import kind_of, packages, read
from gijun.standards.terms import DocumentKind
from gijun.standards.terms.documents import DOCUMENT_CHARACTERS, DOCUMENT_CLAUSES, Unreadable
from tests.standards.documents import files

TEXT, WORD, SHEET, WEB, MARKDOWN = (
    DocumentKind.TEXT,
    DocumentKind.WORD,
    DocumentKind.SHEET,
    DocumentKind.WEB,
    DocumentKind.MARKDOWN,
)


def said(raw: bytes, kind: DocumentKind) -> list[tuple[str, str]]:
    return [(one.heading, one.text) for one in read(raw, kind)]


def refusal(raw: bytes, kind: DocumentKind) -> str:
    with pytest.raises(UnreadableDocumentError) as refused:
        read(raw, kind)
    return refused.value.code


def outcome(raw: bytes, kind: DocumentKind) -> list[tuple[str, str]] | Unreadable:
    """What is read, or why nothing is."""
    try:
        return said(raw, kind)
    except UnreadableDocumentError as refused:
        return refused.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr"])
def test_text_is_read_in_the_encodings_of_korean_offices(encoding):
    assert said("제1조(환불) 한다.\r\n".encode(encoding), TEXT) == [("제1조(환불)", "한다.")]


def test_a_word_document_is_read_with_headings_lists_tables_and_merged_cells():
    def fill(document):
        document.add_heading("환불 정책", 0)
        document.add_heading("제1장 총칙", 1)
        document.add_paragraph("제1조(목적) 환불을 정한다.")
        document.add_heading("기간", 2)
        document.add_paragraph("7일 안에 한다.", style="List Number")
        document.add_paragraph("사진이 필요하다.", style="List Bullet")
        table = document.add_table(rows=3, cols=3)
        for at, cells in enumerate(
            [("구분", "내용", "담당"), ("제주", "하루 더", "물류"), ("", "이틀 더", "")]
        ):
            for place, text in enumerate(cells):
                table.cell(at, place).text = text
        table.cell(1, 0).merge(table.cell(2, 0))

    assert said(files.word(fill), WORD) == [
        ("환불 정책 › 제1장 총칙 › 제1조(목적)", "환불을 정한다."),
        ("환불 정책 › 제1장 총칙 › 기간 1.", "7일 안에 한다."),
        ("환불 정책 › 제1장 총칙 › 기간", "사진이 필요하다."),
        ("환불 정책 › 제1장 총칙 › 기간 › 제주", "하루 더\n담당: 물류"),
        ("환불 정책 › 제1장 총칙 › 기간 › 제주", "이틀 더"),
    ]


def wrapped(tag: str, paragraph) -> None:
    """Put the paragraph's runs, or the paragraph itself, into an element."""
    around = OxmlElement(tag)
    for run in list(paragraph._p.iterchildren(qn("w:r"))):
        around.append(run)
    paragraph._p.append(around)


def test_inserted_words_count_deleted_ones_do_not_and_what_is_wrapped_is_read():
    def fill(document):
        wrapped("w:ins", document.add_paragraph("넣은 문장이다."))
        struck = document.add_paragraph("뺀 문장이다.")
        wrapped("w:del", struck)
        kept = document.add_paragraph("감싼 문장이다.")
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        kept._p.addprevious(control)
        control.append(content)
        content.append(kept._p)

    assert said(files.word(fill), WORD) == [("", "넣은 문장이다."), ("", "감싼 문장이다.")]


def test_a_table_of_one_column_is_a_frame_around_text_and_a_list_in_it_stays_one():
    def fill(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "제1조(환불) 한다."
        cell.add_paragraph("제2조(교환) 안 한다.")

    assert said(files.word(fill), WORD) == [("제1조(환불)", "한다."), ("제2조(교환)", "안 한다.")]


def test_korean_style_names_and_outline_levels_make_headings():
    def fill(document):
        document.styles.add_style("제목 2", WD_STYLE_TYPE.PARAGRAPH)
        document.add_paragraph("환불", style="제목 2")
        document.add_paragraph("한다.")
        outlined = document.add_paragraph("교환")
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), "1")
        outlined._p.get_or_add_pPr().append(level)
        document.add_paragraph("안 한다.")

    assert said(files.word(fill), WORD) == [("환불", "한다."), ("교환", "안 한다.")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [
                ["환불 정책 (2026)"],
                ["No.", "구분", "조항 내용", "비고"],
                [1, "배송비", "고객이 낸다.", "제주 제외"],
                [2, "", "바로 한다.", ""],
            ],
            [("", "환불 정책 (2026)"), ("1 배송비", "고객이 낸다.\n비고: 제주 제외"), ("2", "바로 한다.")],
        ),
        (
            [["상품", "처리 방법"], ["의류", "7일 안에 환불"], ["식품", "환불하지 않음"]],
            [("", "상품: 의류\n처리 방법: 7일 안에 환불"), ("", "상품: 식품\n처리 방법: 환불하지 않음")],
        ),
        (
            [["환불은 3일 안에 한다."], ["교환은 5일 안에 한다."]],
            [("", "환불은 3일 안에 한다."), ("", "교환은 5일 안에 한다.")],
        ),
        ([["내용"], ["환불은 3일 안에 한다."]], [("", "환불은 3일 안에 한다.")]),
        ([["구분", "내용"]], [("", "구분\n내용")]),
        (
            [["금액", "비고"], [3000.0, True], [1.5, None]],
            [("", "금액: 3000\n비고: TRUE"), ("", "금액: 1.5")],
        ),
    ],
    ids=["known heads", "unknown heads", "no heads", "one column", "heads only", "numbers"],
)
def test_a_row_of_a_sheet_is_a_clause(rows, expected):
    assert said(files.workbook({"정책": rows}), SHEET) == expected


def test_sheets_are_headings_hidden_ones_stay_unread_and_merged_cells_stand_in_every_row():
    def fill(book):
        merged = book.get_worksheet_by_name("교환")
        merged.merge_range(1, 0, 2, 0, "의류")
        book.get_worksheet_by_name("코드표").hide()

    sheets = {
        "환불": [["구분", "내용"], ["의류", "한다."]],
        "교환": [["구분", "내용"], [None, "한 번 한다."], [None, "두 번은 안 한다."]],
        "코드표": [["비밀"]],
        "빈 시트": [],
    }

    assert said(files.workbook(sheets, fill), SHEET) == [
        ("환불 › 의류", "한다."),
        ("교환 › 의류", "한 번 한다."),
        ("교환 › 의류", "두 번은 안 한다."),
    ]


def test_a_web_page_is_read_as_its_reader_sees_it():
    page = """<!doctype html><html><head><title>정책</title><style>p {}</style></head><body>
    <script>var 비밀;</script><h1>환불 <em>정책</em></h1><p>첫 문장은
    이어진다.<br>둘째 줄이다.</p>
    <ol start="3"><li>셋째다.<ul><li>안쪽이다.</li></ul></li><li><p>넷째다.</p><p>더 있다.</p></li></ol>
    <table><tr><th>구분</th><th>내용</th></tr>
    <tr><td rowspan=2>제주</td><td>하루 더</td></tr><tr><td>이틀 더</td></tr></table>
    <div>마지막 문장이다.</div></body></html>"""

    assert said(page.encode(), WEB) == [
        ("환불 정책", "첫 문장은 이어진다.\n둘째 줄이다."),
        ("환불 정책 3.", "셋째다.\n안쪽이다."),
        ("환불 정책 4.", "넷째다.\n더 있다."),
        ("환불 정책 › 제주", "하루 더"),
        ("환불 정책 › 제주", "이틀 더"),
        ("환불 정책", "마지막 문장이다."),
    ]


def test_markdown_is_read_with_headings_lists_tables_and_its_own_line_breaks():
    text = (
        "# 환불\n제1조(기간) 7일이다.\n제2조(비용)\n고객이 낸다.\n\n"
        "## 목록\n- 하나다.\n  - 안쪽이다.\n- 둘이다.\n\n"
        "| 상품 | 내용 |\n|---|---|\n| 책 | <b>안 한다</b> |\n"
    )

    assert said(text.encode("cp949"), MARKDOWN) == [
        ("환불 › 제1조(기간)", "7일이다."),
        ("환불 › 제2조(비용)", "고객이 낸다."),
        ("환불 › 목록", "하나다.\n안쪽이다."),
        ("환불 › 목록", "둘이다."),
        ("환불 › 목록", "<b>안 한다</b>\n상품: 책"),
    ]


SOUND_WORD = files.word(lambda document: document.add_paragraph("환불한다."))
SOUND_SHEET = files.workbook({"정책": [["환불한다."]]})
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        (b"", TEXT, Unreadable.EMPTY),
        (b" \r\n\t", WORD, Unreadable.EMPTY),
        (b"<html><body></body></html>", WEB, Unreadable.EMPTY),
        (b"<!-- -->", WEB, Unreadable.EMPTY),
        (files.word(lambda _document: None), WORD, Unreadable.EMPTY),
        (files.workbook({"빈": []}), SHEET, Unreadable.EMPTY),
        (b"\xff\xfe\xff\xff", TEXT, Unreadable.NOT_TEXT),
        (SOUND_WORD, TEXT, Unreadable.NOT_THAT_KIND),
        (b"%PDF-1.7 a", TEXT, Unreadable.NOT_THAT_KIND),
        ("환불한다.".encode(), WORD, Unreadable.NOT_THAT_KIND),
        ("환불한다.".encode(), SHEET, Unreadable.NOT_THAT_KIND),
        (SOUND_WORD, SHEET, Unreadable.NOT_THAT_KIND),
        (SOUND_SHEET, WORD, Unreadable.NOT_THAT_KIND),
        (OLD, WORD, Unreadable.OLD_FORMAT),
        (OLD + "EncryptedPackage".encode("utf-16-le"), SHEET, Unreadable.ENCRYPTED),
        (SOUND_WORD[:-200], WORD, Unreadable.DAMAGED),
        (files.package({"word/document.xml": b"<a"}), WORD, Unreadable.DAMAGED),
        (files.package({"xl/workbook.xml": b"<a"}), SHEET, Unreadable.DAMAGED),
        (files.rewritten(SOUND_WORD, "word/document.xml", lambda part: part[:-20]), WORD, Unreadable.DAMAGED),
        (("가" * 90 + "\n\n").encode() * 4_500, TEXT, Unreadable.TOO_LARGE),
        (bytes(11 * 1024 * 1024), TEXT, Unreadable.TOO_LARGE),
        ("환불은 삼일 안에 한다.\n\n".encode() * (DOCUMENT_CLAUSES + 1), TEXT, Unreadable.TOO_MANY),
    ],
)
def test_what_cannot_be_read_says_why(raw, kind, code):
    assert refusal(raw, kind) == code


def test_the_largest_document_is_read():
    text = ("가" * 399 + "\n\n") * (DOCUMENT_CHARACTERS // 400)

    assert len(read(text.encode(), TEXT)) == DOCUMENT_CHARACTERS // 400


def test_a_file_that_unpacks_to_too_much_is_not_opened(monkeypatch):
    monkeypatch.setattr(packages, "MOST_UNPACKED", 1_000_000)
    bomb = files.package({"word/document.xml": b"0" * 1_000_001})

    assert refusal(bomb, WORD) == Unreadable.SWOLLEN
    monkeypatch.setattr(packages, "MOST_PARTS", 3)
    assert refusal(SOUND_WORD, WORD) == Unreadable.SWOLLEN


def test_a_file_that_lies_about_its_size_is_damaged():
    raw = bytearray(files.package({"word/document.xml": b"0" * 100_000}))
    entry = raw.index(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = struct.pack("<I", 10)

    assert refusal(bytes(raw), WORD) == Unreadable.DAMAGED


def test_a_protected_part_is_refused():
    raw = bytearray(SOUND_WORD)
    with zipfile.ZipFile(io.BytesIO(SOUND_WORD)) as archive:
        names = len(archive.namelist())
    at = 0
    for _ in range(names):
        at = raw.index(b"PK\x01\x02", at) + 4
        raw[at + 4] |= 1

    assert refusal(bytes(raw), WORD) == Unreadable.ENCRYPTED


@settings(deadline=None)
@given(st.integers(0, len(SOUND_WORD) - 1), st.integers(1, 255))
def test_a_word_document_with_a_wrong_byte_is_read_or_refused(place, change):
    raw = bytearray(SOUND_WORD)
    raw[place] ^= change

    assert outcome(bytes(raw), WORD) in [[("", "환불한다.")], *Unreadable]


@settings(deadline=None)
@given(st.integers(0, len(SOUND_SHEET) - 1), st.integers(1, 255))
def test_a_sheet_with_a_wrong_byte_is_read_or_refused(place, change):
    raw = bytearray(SOUND_SHEET)
    raw[place] ^= change

    assert outcome(bytes(raw), SHEET) in [[("", "환불한다.")], *Unreadable]


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(DocumentKind))
def test_any_bytes_are_read_or_refused(raw, kind):
    found = outcome(raw, kind)

    assert found in Unreadable.values or all(text for _heading, text in found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("정책.DOCX", WORD), ("a.xlsx", SHEET), ("a.htm", WEB), ("a.md", MARKDOWN), ("a.b.txt", TEXT)],
)
def test_the_name_tells_the_kind(name, kind):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("정책.doc", Unreadable.OLD_FORMAT),
        ("a.pdf", Unreadable.UNKNOWN_KIND),
        ("정책", Unreadable.UNKNOWN_KIND),
    ],
)
def test_files_nobody_reads_are_refused_by_name(name, code):
    with pytest.raises(UnreadableDocumentError) as refused:
        kind_of(name)
    assert refused.value.code == code


def test_what_word_itself_writes_is_read():
    content = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("환불한다.").add_run("\t탭\n줄")
    document.save(content)

    assert said(content.getvalue(), WORD) == [("", "환불한다. 탭\n줄")]


WORD_OF_A_PAGE = st.integers(1, 999).map(lambda number: f"낱말{number}이다")
TAGS = (
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "h1",
    "h3",
    "table",
    "tr",
    "td",
    "th",
    "span",
    "b",
    "blockquote",
    "section",
)
PAGE = st.recursive(
    WORD_OF_A_PAGE,
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>",
        st.sampled_from(TAGS),
        st.lists(inside, min_size=1, max_size=4),
    ),
    max_leaves=25,
)


@settings(deadline=None)
@given(PAGE)
def test_no_word_of_a_page_is_lost_however_it_is_nested(page):
    found = " ".join(f"{heading} {text}" for heading, text in said(page.encode(), WEB))

    assert set(re.findall(r"낱말\d+이다", page)) - set(re.findall(r"낱말\d+이다", found)) == set()


def test_tables_in_tables_keep_their_words():
    def fill(document):
        outer = document.add_table(rows=2, cols=2)
        for place, text in enumerate(["하나다.", "둘이다.", "셋이다.", "넷이다."]):
            outer.cell(place // 2, place % 2).text = text
        inner = outer.cell(1, 1).add_table(rows=2, cols=2)
        for place, text in enumerate(["구분", "내용", "제주", "하루 더"]):
            inner.cell(place // 2, place % 2).text = text

    assert said(files.word(fill), WORD) == [
        ("", "하나다.\n둘이다."),
        ("", "셋이다.\n넷이다.\n제주 하루 더"),
    ]
