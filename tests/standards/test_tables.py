"""From a file's bytes to rows."""

import pytest

from gijun.standards.errors import UnreadableTableError
from gijun.standards.rules.tables import REASON_HEADS, STANDARD_HEADS, Row, decoded, rows_of

TEXT = "코드,이름\nrefund,환불\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp949"), "cp949"),
        (TEXT.encode("euc-kr"), "cp949"),
    ],
)
def test_the_encoding_is_recognised(raw, encoding):
    assert decoded(raw) == (TEXT, encoding)


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableTableError):
        decoded(b"\xff\xff\xff")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("code,name_ko\nrefund,환불\n", [Row(2, {"code": "refund", "name_ko": "환불"})]),
        (
            "코드\t이름\t영문 이름\nrefund\t환불\tRefund",
            [Row(2, {"code": "refund", "name_ko": "환불", "name_en": "Refund"})],
        ),
        ("Code;Name;왜\nrefund;환불;그냥", [Row(2, {"code": "refund", "name_ko": "환불"})]),
        (
            "code,name\r\n\r\n a ,b\r\n,\r\nc,d\r\n",
            [Row(3, {"code": "a", "name_ko": "b"}), Row(5, {"code": "c", "name_ko": "d"})],
        ),
        (
            'code,name\n"a","두\n줄"\nb,c\n',
            [Row(2, {"code": "a", "name_ko": "두\n줄"}), Row(4, {"code": "b", "name_ko": "c"})],
        ),
        ("code,name\nshort\n", [Row(2, {"code": "short"})]),
        ("code,name\n", []),
    ],
    ids=["plain", "tabs", "unknown column", "empty rows", "line break in a cell", "short row", "no rows"],
)
def test_rows_know_their_line_and_headings(text, rows):
    assert rows_of(text, REASON_HEADS) == rows


@pytest.mark.parametrize("text", ["", "name\n환불", 'code,name\n"a,b', "code\n" + "a\n" * 5001])
def test_what_is_no_such_table_is_refused(text):
    with pytest.raises(UnreadableTableError):
        rows_of(text, REASON_HEADS)


def test_sentences_have_a_column_for_each_channel_and_language():
    text = "code,기준문장,sentence_en,sentence_email,기준문장_채팅_영어\nS1,가,b,다,d\n"

    assert rows_of(text, STANDARD_HEADS) == [
        Row(
            2,
            {
                "code": "S1",
                "sentence_any_ko": "가",
                "sentence_any_en": "b",
                "sentence_email_ko": "다",
                "sentence_chat_en": "d",
            },
        )
    ]
