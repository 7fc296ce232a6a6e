"""Charset names are read as what programs mean by them; what cannot be known is guessed and marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.email.rules.charsets import Decoded, codec_of, decode

OUTSIDE_EUC_KR = "똠방각하 펲시콜라 뷁"  # letters that only CP949 has
KOREAN = [
    *("euc-kr", "EUC-KR", "euckr", "x-euc-kr", "ks_c_5601-1987", "KS_C_5601-1987", "ks_c_5601", "ksc5601"),
    *(
        "ksc_5601",
        "KSC5601",
        "korean",
        "cp949",
        "cp-949",
        "windows-949",
        "x-windows-949",
        "ms949",
        "uhc",
        '"euc-kr"',
    ),
]


@pytest.mark.parametrize("name", KOREAN)
def test_every_name_of_the_korean_charset_means_cp949(name):
    assert decode(OUTSIDE_EUC_KR.encode("cp949"), name) == Decoded(OUTSIDE_EUC_KR, is_certain=True)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("utf8mb4", "환불 😀".encode(), "환불 😀"),
        ("UTF-8", b"\xef\xbb\xbf" + "환불".encode(), "환불"),
        ("gb2312", "ひらがな 㐀 𠮷".encode("gb18030"), "ひらがな 㐀 𠮷"),
        ("iso-2022-kr", b"\x1b$)C\x0e9h<[\x0f 1", "배송 1"),
        ("iso-2022-kr", b"\x0e9h<[\x0f", "배송"),  # its announcement forgotten
        ("shift_jis", "髙﨑①".encode("cp932"), "髙﨑①"),
        ("iso-8859-1", b"caf\xe9 \x80 5", "café € 5"),
        ("koi8-r", "Привет".encode("koi8-r"), "Привет"),
        ("utf-16", "환불".encode("utf-16"), "환불"),
        ("us-ascii", b"a\x00b", "ab"),
        ("us-ascii", b"\x1b$B4A;z\x1b(B", "漢字"),
        ("", b"\x1b$)C\x0e9h<[\x0f", "배송"),
        ("", "환불".encode(), "환불"),
        ("default", b"plain", "plain"),
    ],
)
def test_other_names_mean_their_superset(name, content, text):
    assert decode(content, name) == Decoded(text, is_certain=True)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\x1b$B4A;z\x1b(B and \x1b(Ja\x1b(B", "漢字 and a"),
        (b"\x1b$B-!-j|b\x1b(B", "①㈱髙"),  # NEC's row 13 and IBM's additions
        (b"\x1b(I1234\x1b(B\r\n", "ｱｲｳｴ\r\n"),
        (b"\x1b$(D0!\x1b(B", "丂"),  # JIS X 0212
        (b"\x1b$(Q.!\x1b(B", "俱"),  # JIS X 0213
    ],
)
def test_japanese_with_the_vendors_characters_is_read(content, text):
    assert decode(content, "ISO-2022-JP") == Decoded(text, is_certain=True)


@pytest.mark.parametrize(
    "name", ["default", "x-user-defined", "x-unknown-99", "us-ascii", "iso-8859-1", "utf-8"]
)
def test_korean_bytes_under_a_wrong_name_are_recognised_and_marked(name):
    assert decode("배송 문의합니다".encode("cp949"), name) == Decoded("배송 문의합니다", is_certain=False)


@pytest.mark.parametrize("name", ["x-unknown-99", "euc-kr", "us-ascii", "utf-16", "windows-1252"])
def test_utf_8_under_a_wrong_name_is_recognised_and_marked(name):
    assert decode("환불해 주세요".encode(), name) == Decoded("환불해 주세요", is_certain=False)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("euc-kr", "배송 문의".encode("cp949")[:-1], "배송 문\ufffd"),
        ("utf-8", "배송 문의".encode()[:-1], "배송 문\ufffd"),
        ("", "배송 문의".encode()[:-1], "배송 문\ufffd"),
        ("", b"caf\xe9", "café"),  # neither UTF-8 nor CP949
        ("iso-2022-jp", b"\x1b$B4A;z~~\x1b(B", "漢字\ufffd\ufffd"),
        ("utf-7", b"+2AA-", "\ufffd"),  # half a character
    ],
)
def test_a_cut_or_a_stray_byte_spoils_its_letter_not_the_text(name, content, text):
    assert decode(content, name).text == text


def test_western_letters_are_not_taken_for_korean():
    text = "Grüße aus München, déjà vu"

    assert decode(text.encode("latin-1"), "iso-8859-1") == Decoded(text, is_certain=True)


@pytest.mark.parametrize(
    "name",
    [
        "hex",
        "base64",
        "idna",
        "punycode",
        "unicode_escape",
        "undefined",
        "rot13",
        "zip",
        "no\0name",
        "x" * 99,
    ],
)
def test_names_that_python_knows_but_no_mail_means_are_no_charsets(name):
    assert codec_of(name) is None


def test_a_backslash_stays_a_backslash():
    assert decode(rb"C:\new\table", "unicode_escape").text == r"C:\new\table"


@given(
    st.binary(max_size=200),
    st.one_of(st.sampled_from([*KOREAN, "utf-16", "hz", "iso-2022-jp", ""]), st.text()),
)
def test_anything_becomes_text_that_can_be_stored(content, name):
    text = decode(content, name).text

    assert "\0" not in text
    assert text.encode().decode() == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")))
def test_utf_8_comes_through_unchanged(text):
    assert decode(text.encode(), "utf-8") == Decoded(text, is_certain=True)
