"""Personal scripts in files."""

import pytest

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.rules.snippet_rows import MOST_ROWS, SnippetRow, SnippetVerdict, plan, read
from gijun.standards.terms.documents import SnippetProblem, Unreadable
from tests.standards.documents import files


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "title,text,owner\n환불,환불해 드립니다.,jisu\n",
            [SnippetRow(2, "환불", "환불해 드립니다.", "jisu")],
        ),
        (
            '제목\t내용\t아이디\n\n\t"두\n줄"\t\n환불\t\t\n',
            [SnippetRow(3, "두", "두\n줄"), SnippetRow(5, "환불", "")],
        ),
        ("스크립트\n바로 답합니다.\n", [SnippetRow(2, "바로 답합니다.", "바로 답합니다.")]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949"])
def test_tables_have_a_row_for_each_script(text, rows, encoding):
    assert read(text.encode(encoding), "내 문구.csv") == rows


@pytest.mark.parametrize(
    ("name", "raw", "rows"),
    [
        (
            "문구.txt",
            "[환불 안내]\n고객님,\n환불해 드립니다.\n\n감사합니다.\n\n■ 배송\n내일 보냅니다.".encode(),
            [
                SnippetRow(1, "[환불 안내]", "고객님,\n환불해 드립니다.\n감사합니다."),
                SnippetRow(2, "■ 배송", "내일 보냅니다."),
            ],
        ),
        (
            "문구.txt",
            "안녕하세요,\n고객센터입니다.\n\n감사합니다.\n\n1. 확인해 드릴게요.".encode("cp949"),
            [
                SnippetRow(1, "안녕하세요,", "안녕하세요,\n고객센터입니다."),
                SnippetRow(2, "감사합니다.", "감사합니다."),
                SnippetRow(3, "1. 확인해 드릴게요.", "1. 확인해 드릴게요."),
            ],
        ),
        (
            "문구.md",
            "# 환불\n하나다.\n\n- 둘이다.\n\n# 끝인사\n".encode(),
            [SnippetRow(1, "환불", "하나다.\n둘이다."), SnippetRow(2, "끝인사", "끝인사")],
        ),
        (
            "문구.docx",
            files.word(lambda document: (document.add_heading("환불", 1), document.add_paragraph("합니다."))),
            [SnippetRow(1, "환불", "합니다.")],
        ),
    ],
)
def test_documents_have_a_script_for_each_heading_or_paragraph(name, raw, rows):
    assert read(raw, name) == rows


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("문구.csv", "title\n환불".encode(), Unreadable.NO_TEXT_COLUMN),
        ("문구.csv", b"", Unreadable.NO_TEXT_COLUMN),
        ("문구.csv", b"text\n", Unreadable.EMPTY),
        ("문구.csv", b'text\n"a', Unreadable.DAMAGED),
        ("문구.csv", b"\xff\xff", Unreadable.NOT_TEXT),
        ("문구.csv", b"text\n\x00", Unreadable.NOT_TEXT),
        ("문구.csv", b"text\n" + b"a\n" * (MOST_ROWS + 1), Unreadable.TOO_MANY),
        ("문구.csv", bytes(11 * 1024 * 1024), Unreadable.TOO_LARGE),
        ("문구.xlsx", b"PK", Unreadable.UNKNOWN_KIND),
        ("문구.hwp", b"a", Unreadable.UNKNOWN_KIND),
        ("문구.txt", b" ", Unreadable.EMPTY),
    ],
)
def test_files_that_cannot_be_read_say_why(name, raw, code):
    with pytest.raises(UnreadableDocumentError) as refused:
        read(raw, name)
    assert refused.value.code == code


def test_each_row_has_its_verdict():
    rows = [
        SnippetRow(2, "환불", "환불해 드립니다."),
        SnippetRow(3, "배송", "보냈습니다.", "jisu"),
        SnippetRow(4, "빈", ""),
        SnippetRow(5, "누구", "누구입니다.", "nobody"),
        SnippetRow(6, "또", "환불해\n드립니다."),
        SnippetRow(7, "있음", "있습니다."),
        SnippetRow(8, "긴", "가" * 4001),
        SnippetRow(9, "긴" * 201, "제목이 길다."),
    ]
    known = {SnippetRow(0, "", "있습니다.").words_hash()}

    assert plan(rows, {"jisu": 7}, known, owner_id=1) == [
        SnippetVerdict(rows[0], 1),
        SnippetVerdict(rows[1], 7),
        SnippetVerdict(rows[2], 1, SnippetProblem.NO_WORDS),
        SnippetVerdict(rows[3], 0, SnippetProblem.UNKNOWN_OWNER),
        SnippetVerdict(rows[4], 1, SnippetProblem.TWICE),
        SnippetVerdict(rows[5], 1, SnippetProblem.SAME_WORDS),
        SnippetVerdict(rows[6], 1, SnippetProblem.TOO_LONG),
        SnippetVerdict(rows[7], 1, SnippetProblem.TOO_LONG),
    ]
