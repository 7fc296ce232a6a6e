"""Korean and malformed mails, read right or marked; nothing else than no mail at all is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.integrations.email.rules.charsets import decode
from gijun.integrations.email.rules.files import file_name
from gijun.integrations.email.rules.headers import header_text
from gijun.integrations.email.rules.parse import ParsedMail, Unparseable, parse

MAILS = Path(__file__).parents[1] / "mails"
SENT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
LONG = "안녕하세요 주문 번호 12345 배송이 늦어요. 똠방각하 펲시콜라"


@pytest.mark.parametrize(
    ("name", "subject", "text", "files", "defects"),
    [
        ("bogus_charset", "배송", "안녕하세요", (), ("charset_unclear",)),
        ("euckr_8bit", "배송 문의", "안녕하세요 배송 문의", (), ()),
        ("high_byte_no_charset", "nul", "ab�c\nx\n", (), ("charset_unclear", "no_date")),
        ("iso2022kr", "배송 문의", "안녕하세요 배송 문의", (), ()),
        ("ks_c_5601_b64", "회신: 똠방각하", LONG, (), ()),
        ("label_euckr_but_cp949_bytes", "배송 문의", LONG, (), ()),
        ("no_charset_raw_8bit_header", "배송 문의", "안녕하세요", (), ()),
        ("no_message_id_bad_date", "x", "body\n", (), ("bad_date", "no_message_id")),
        ("rfc2047_filename", "att", "hi", ("견적서.pdf",), ()),
        ("rfc2231_filename", "att2", "hi", ("견적서.pdf",), ()),
        ("split_multibyte_encoded_word", "배송 문의드립니다 매우 긴 제목", "안녕", (), ()),
        ("truncated_multipart", "trunc", "first part only", (), ("truncated",)),
    ],
)
def test_the_sample_mails_are_read_right(name, subject, text, files, defects):
    mail = parse((MAILS / f"{name}.eml").read_bytes())

    assert (mail.subject, mail.body_new, tuple(file.name for file in mail.attachments)) == (
        subject,
        text,
        files,
    )
    assert set(mail.defects) == set(defects)
    assert mail.sender.address == "kim@lab.test"
    if "date" not in " ".join(defects):
        assert (mail.sent_at, mail.sender.name) == (SENT, "김고객")


def test_the_same_mail_over_two_ways_has_one_digest():
    raw = (MAILS / "euckr_8bit.eml").read_bytes()
    other = b"Received: from a by b\r\nDelivered-To: other@lab.test\r\n" + raw

    assert parse(raw).canonical_hash == parse(other).canonical_hash
    assert parse(raw).canonical_hash != parse(raw.replace(b"13:00:00", b"13:00:01")).canonical_hash


@pytest.mark.parametrize("raw", [b"", b"\r\n \r\n", b"hello there, no headers", b"\x00\xff\xfe"])
def test_what_is_no_mail_is_refused(raw):
    with pytest.raises(Unparseable):
        parse(raw)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_a_mail_or_are_refused(raw):
    try:
        mail = parse(raw)
    except Unparseable:
        return
    assert isinstance(mail, ParsedMail)
    assert "\x00" not in mail.text + mail.subject


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(MAILS.glob("*.eml"))), st.data())
def test_real_mails_with_damage_never_raise(path, data):
    raw = bytearray(path.read_bytes())
    for _hit in range(data.draw(st.integers(1, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(raw)))
    with suppress(Unparseable):
        parse(bytes(raw[:cut]))


@pytest.mark.parametrize(
    ("label", "content", "text", "certain"),
    [
        ("ks_c_5601-1987", "뷁".encode("cp949"), "뷁", True),
        ("EUC-KR", "똠방각하 펲시콜라".encode("cp949"), "똠방각하 펲시콜라", True),
        ("windows-949", "뷁".encode("cp949"), "뷁", True),
        ("utf8mb4", "환불".encode(), "환불", True),
        (None, "환불".encode("cp949"), "환불", True),
        (None, "환불".encode(), "환불", True),
        ("default", "환불".encode("cp949"), "환불", True),
        ("x-nobody-knows", "환불".encode("cp949"), "환불", False),
        ("gb2312", "㐀".encode("gb18030"), "㐀", True),
        ("us-ascii", b"a\x00b", "ab", True),
        ("utf-8", b"\xff\xfe\xfa", "���", False),
    ],
)
def test_labels_are_read_as_what_they_really_mean(label, content, text, certain):
    found = decode(content, label or "")

    assert (found.text, found.is_certain) == (text, certain)


def test_a_syllable_cut_between_two_encoded_words_becomes_whole():
    from base64 import b64encode

    raw = "배송 지연 문의드립니다".encode("euc-kr")
    for cut in (1, 3, 5, 6):
        words = b" ".join(b"=?euc-kr?B?" + b64encode(part) + b"?=" for part in (raw[:cut], raw[cut:]))
        assert header_text(words).text == "배송 지연 문의드립니다"


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\김\\견적서.pdf", "견적서.pdf"),
        ("=?utf-8?B?6rKs7KCB7ISc?= =?utf-8?Q?=2Epdf?=", "견적서.pdf"),
        ("가나다.txt", "가나다.txt"),  # a Mac's decomposed letters
        (b"\xb0\xdf\xc0\xfb\xbc\xad.pdf", "견적서.pdf"),
        ("", "attachment-3.pdf"),
        ("...", "attachment-3.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
    ],
)
def test_attachment_names_are_data_never_paths(raw, name):
    given = raw if isinstance(raw, str) else header_text(raw).text

    assert file_name(given, content_type="application/pdf", content=b"", place=3) == name


def test_a_bracketed_message_id_breaks_nothing():
    mail = parse(b"From: a@b.c\r\nMessage-ID: <[x@y]>\r\nSubject: s\r\n\r\nbody")

    assert mail.message_id == "<[x@y]>"


def test_html_alone_becomes_text_with_its_quote_apart():
    html = '<p>네, 확인했습니다.</p><div class="gmail_quote">이전 글<blockquote>원문</blockquote></div><script>x()</script>'
    mail = parse(
        f"From: a@b.c\r\nSubject: s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}".encode()
    )

    assert mail.body_new.strip() == "네, 확인했습니다."
    assert "원문" in mail.body_quoted
    assert "x()" not in mail.text


def test_a_backslash_in_the_text_stays():
    mail = parse(b"From: a@b.c\r\nSubject: s\r\n\r\nC:\\new\\table")

    assert mail.text == "C:\\new\\table"


def test_names_with_commas_and_two_addresses():
    raw = 'From: "김, 고객" <kim@b.c>\r\nTo: help@x.y, "다른, 곳" <other@x.y>\r\nCc: third@x.y\r\nSubject: s\r\n\r\nb'
    mail = parse(raw.encode())

    assert (mail.sender.name, mail.sender.address) == ("김, 고객", "kim@b.c")
    assert mail.recipients == ("help@x.y", "other@x.y", "third@x.y")
