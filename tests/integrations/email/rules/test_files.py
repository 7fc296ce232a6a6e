"""Names of files, in every way mails put them; and their bytes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.integrations.email.rules.files import LONGEST, file_name
from gijun.integrations.email.rules.parameters import parameter
from gijun.integrations.email.rules.transfer import Content, decoded

NAMES = {
    "RFC 2231": (b"filename*=euc-kr''%B0%DF%C0%FB%BC%AD.pdf", "견적서.pdf"),
    "RFC 2231 in pieces": (b"filename*0*=euc-kr''%B0%DF%C0%FB; filename*1*=%BC%AD.pdf", "견적서.pdf"),
    "pieces in no order": (b"filename*1=\".pdf\"; filename*0*=euc-kr''%B0%DF%C0%FB%BC%AD", "견적서.pdf"),
    "a syllable cut between pieces": (
        b"filename*0*=euc-kr''%B0; filename*1*=%DF%C0%FB%BC%AD.pdf",
        "견적서.pdf",
    ),
    "letters only CP949 has": (b"filename*=ks_c_5601-1987''%94%EE.pdf", "뷁.pdf"),
    "with a language": (b"filename*=utf-8'de'Erkl%C3%A4rung.txt", "Erklärung.txt"),
    "without a charset": (b"filename*=''%ED%99%98.pdf", "환.pdf"),
    "encoded words in quotes": (b'filename="=?euc-kr?B?sN/A+7ytLnBkZg==?="', "견적서.pdf"),
    "a B and a Q word": (b'filename="=?utf-8?B?6rKs7KCB7ISc?= =?utf-8?Q?=2Epdf?="', "견적서.pdf"),
    "words cut into pieces": (b'filename*0="=?utf-8?B?6rKs7K"; filename*1="CB7ISc?=.pdf"', "견적서.pdf"),
    "raw CP949": (b'filename="' + "견적서;최종.pdf".encode("cp949") + b'"', "견적서;최종.pdf"),
    "raw UTF-8": (b"filename=" + "견적서 최종.pdf".encode(), "견적서 최종.pdf"),
    "both, old and new": (b"filename=\"?.pdf\"; filename*=utf-8''%ED%99%98.pdf", "환.pdf"),
    "never closed": (b'filename="a.pdf', "a.pdf"),
    "spaces around": (b'FileName = "a.pdf" ; size=3', "a.pdf"),
    "quotes inside": (rb'filename="a \"b\".pdf"', 'a "b".pdf'),
    "only half a piece": (b"filename*99999999999999999999=x; filename=a.pdf", "a.pdf"),
    "of another parameter": (b"x-filename=a.pdf", ""),
}


@pytest.mark.parametrize("way", NAMES)
def test_a_name_is_read_whichever_way_it_is_written(way):
    raw, text = NAMES[way]

    assert parameter(b"attachment; " + raw, "filename").text == text


def test_the_bytes_of_a_name_are_kept():
    raw = "견적서.pdf".encode("cp949")

    assert parameter(b'attachment; filename="' + raw + b'"', "filename").raw == raw


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("견적서.pdf", "견적서.pdf"),
        (unicodedata.normalize("NFD", "견적서.pdf"), "견적서.pdf"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\김\견적서.pdf", "견적서.pdf"),
        ("a\r\nb\x00.pdf", "ab.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (" . a.pdf . ", ". a.pdf"),
        (".htaccess", ".htaccess"),
        ("가" * 300 + ".pdf", "가" * (LONGEST - 4) + ".pdf"),
    ],
)
def test_a_name_is_shown_as_a_name_never_as_a_path(given_name, shown):
    assert file_name(given_name, content_type="application/pdf", content=b"", place=1) == shown


@pytest.mark.parametrize(
    ("content_type", "content", "name"),
    [
        ("application/pdf", b"", "attachment-3.pdf"),
        ("image/jpeg", b"", "attachment-3.jpg"),
        ("application/vnd.hancom.hwp", b"", "attachment-3.hwp"),
        ("message/rfc822", b"", "attachment-3.eml"),
        ("application/octet-stream", b"\x89PNG\r\n\x1a\n", "attachment-3.png"),
        ("application/octet-stream", b"?", "attachment-3.bin"),
    ],
)
@pytest.mark.parametrize("nothing", ["", "...", "/", "\u202e", " \t"])
def test_a_file_without_a_name_gets_one_with_an_extension_from_its_content(
    content_type, content, name, nothing
):
    assert file_name(nothing, content_type=content_type, content=content, place=3) == name


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(given_name):
    name = file_name(given_name, content_type="text/plain", content=b"", place=1)

    assert 0 < len(name) <= LONGEST
    assert not {"/", "\\", "\0"} & set(name)
    assert name not in {".", ".."}


@given(st.binary(max_size=120))
def test_no_parameter_raises(raw):
    parameter(b"attachment; filename" + raw, "filename")


@pytest.mark.parametrize(
    ("encoding", "raw", "content", "is_sound"),
    [
        ("base64", b"7ZmY\r\n67aI\r\n", "환불".encode(), True),
        (" BASE64 (mime)", b"7ZmY67aI", "환불".encode(), True),
        ("base64", b"YQ==Yg==", b"ab", True),
        ("base64", b"7ZmY67a", "환불".encode()[:5], False),  # cut
        (
            "base64",
            "안녕하세요, base64가 아닙니다.".encode(),
            "안녕하세요, base64가 아닙니다.".encode(),
            False,
        ),
        ("base64", b"This is plain text after all.", b"This is plain text after all.", False),
        ("quoted-printable", b"=ED=99=98 a=\r\nb =zz", "환 ab =zz".encode(), True),
        ("x-uuencode", b"begin 644 a.txt\n#0V%T\n`\nend\n", b"Cat", True),
        ("uuencode", b"begin 644 a.txt\n~~~~\nend\n", b"begin 644 a.txt\n~~~~\nend\n", False),
        ("uuencode", b"no beginning", b"no beginning", False),
        ("8bit", b"\xc8\xaf", b"\xc8\xaf", True),
        ("nonsense", b"a", b"a", True),
    ],
)
def test_what_is_not_what_it_claims_to_be_stays_as_it_is(encoding, raw, content, is_sound):
    assert decoded(raw, encoding) == Content(content, is_sound=is_sound)
