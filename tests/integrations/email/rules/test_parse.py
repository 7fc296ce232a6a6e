"""Whole mails: read right, or read with their faults noted; only what is no mail is refused."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.integrations.email.rules.compose import subject_of
from gijun.integrations.email.rules.headers import Address
from gijun.integrations.email.rules.parse import ParsedMail, Unparseable, parse
from tests.integrations.email.rules.raw import multipart, raw_mail
from tests.integrations.email.rules.test_html_quotes import ONLY_HTML
from tests.integrations.email.rules.test_parts import HTML, NESTED, PDF, TEXT

MAILS = sorted((Path(__file__).parents[1] / "mails").glob("*.eml"))
LONG = "안녕하세요 주문 번호 12345 배송이 늦어요. 똠방각하 펲시콜라"
SAMPLES = {
    "bogus_charset": ("배송", "안녕하세요", [], ["charset_unclear"]),
    "euckr_8bit": ("배송 문의", "안녕하세요 배송 문의", [], []),
    "high_byte_no_charset": ("nul", "abïc\nx\n", [], ["charset_unclear", "no_date"]),
    "iso2022kr": ("배송 문의", "안녕하세요 배송 문의", [], []),
    "ks_c_5601_b64": ("회신: 똠방각하", LONG, [], []),
    "label_euckr_but_cp949_bytes": ("배송 문의", LONG, [], []),
    "no_charset_raw_8bit_header": ("배송 문의", "안녕하세요", [], ["charset_unclear"]),
    "no_message_id_bad_date": ("x", "body\n", [], ["bad_date", "no_message_id"]),
    "rfc2047_filename": ("att", "hi", ["견적서.pdf"], []),
    "rfc2231_filename": ("att2", "hi", ["견적서.pdf"], []),
    "split_multibyte_encoded_word": ("배송 문의드립니다 매우 긴 제목", "안녕", [], []),
    "truncated_multipart": ("trunc", "first part only", [], ["truncated"]),
}


def test_there_is_an_expectation_for_every_sample():
    assert [path.stem for path in MAILS] == sorted(SAMPLES)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_the_samples_read_as_they_were_written(path):
    subject, text, files, defects = SAMPLES[path.stem]

    mail = parse(path.read_bytes())

    assert (mail.subject, mail.text, mail.body_new, mail.body_quoted) == (subject, text, text, "")
    assert [file.name for file in mail.attachments] == files
    assert list(mail.defects) == defects
    is_named = path.stem not in {"high_byte_no_charset", "no_message_id_bad_date"}
    assert mail.sender == Address("kim@lab.test", "김고객" if is_named else "", "kim@lab.test")
    assert mail.sent_at == (datetime(2026, 11, 25, 4, tzinfo=UTC) if is_named else None)
    assert mail.recipients == ("cs@lab.test",)


def test_everything_a_mail_says_about_itself_is_kept():
    mail = parse(
        raw_mail(
            "네",
            "Subject: =?utf-8?B?7ZmY67aI?=",
            "Reply-To: Other <Other@lab.test>",
            "To: help@x.y, =?euc-kr?B?seiw7bC0?= <a@x.y>",
            "Cc: b@x.y",
            "Delivered-To: c@x.y",
            "Delivered-To: HELP@x.y",
            "X-Original-To: d@x.y",
            "In-Reply-To: <2@x.y>",
            "References: <1@x.y>\r\n <2@x.y>",
            "Thread-Index: AQHc\r\n abc=",
            "X-Gijun-Loop: one",
            "X-Gijun-Loop: two",
            sender="Kim <Kim@Lab.test>",
        )
    )

    assert (mail.message_id, mail.in_reply_to, mail.references) == (
        "<1@lab.test>",
        ("<2@x.y>",),
        ("<1@x.y>", "<2@x.y>"),
    )
    assert (mail.subject, mail.sender) == ("환불", Address("kim@lab.test", "Kim", "Kim@Lab.test"))
    assert mail.reply_to == (Address("other@lab.test", "Other", "Other@lab.test"),)
    assert mail.recipients == ("help@x.y", "a@x.y", "b@x.y", "c@x.y", "d@x.y")
    assert (mail.thread_index, mail.loop_token) == ("AQHcabc=", ("one", "two"))
    assert (mail.html, mail.attachments, mail.bounce, mail.defects) == (None, (), (), ())


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"hello there, no headers", "no_headers"),
        (b"\x00\xff\xfe", "no_headers"),
        (b'{"json": true}', "no_mail_headers"),
        (b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", "no_headers"),
        (b"Server: x\r\nX-Powered-By: y\r\n\r\nbody", "no_mail_headers"),
    ],
)
def test_what_is_no_mail_is_refused_with_a_reason(raw, reason):
    with pytest.raises(Unparseable) as refused:
        parse(raw)

    assert refused.value.reason_code == reason
    assert refused.value.detail == str(refused.value) != ""


@pytest.mark.parametrize(
    "before", [b"\r\n\r\n", b"\xef\xbb\xbf", b"From kim@lab.test Wed Nov 25 13:00:00 2026\n"]
)
def test_what_transport_puts_before_a_mail_is_no_matter(before):
    assert parse(before + raw_mail("네")).text == "네"


@pytest.mark.parametrize(
    ("header", "message_id"),
    [
        ("<[x@y]>", "<[x@y]>"),
        ("x@y", "x@y"),
        ("no at sign", "no at sign"),
        ("<very\r\n long@y>", "<verylong@y>"),
        ("<>", None),
        ("", None),
    ],
)
def test_a_message_id_is_taken_as_it_is_however_odd(header, message_id):
    mail = parse(
        f"From: a@b.c\r\nDate: Wed, 25 Nov 2026 13:00:00 +0900\r\nMessage-ID: {header}\r\n\r\n".encode()
    )

    assert mail.message_id == message_id
    assert list(mail.defects) == ([] if message_id else ["no_message_id"])


@pytest.mark.parametrize("name", ["Sender", "Reply-To", "Return-Path"])
def test_without_from_the_next_best_header_names_the_sender(name):
    mail = parse(f"Subject: x\r\n{name}: <Kim@b.c>\r\n\r\n".encode())

    assert mail.sender == Address("kim@b.c", "", "Kim@b.c")


def test_a_mail_that_names_nobody_has_no_sender():
    mail = parse(b"Subject: x\r\n\r\n")

    assert (mail.sender, "no_sender" in mail.defects) == (None, True)


def test_nul_bytes_vanish_and_the_text_stays():
    mail = parse(raw_mail(b"a\x00b\r\nc\x00", b"Subject: =?koi8-r?B?8NLJ18XU?=\x00"))

    assert (mail.subject, mail.text) == ("Привет", "ab\nc")


def test_a_backslash_in_the_text_stays():
    assert parse(raw_mail(r"C:\new\table")).text == r"C:\new\table"


# ---- the same mail

HOPS = (
    b"Received: from a by b\r\nDelivered-To: other@lab.test\r\nX-Spam: no\r\nReturn-Path: <kim@lab.test>\r\n"
)


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.stem)
def test_the_same_mail_over_two_ways_has_one_hash(path):
    raw = path.read_bytes()

    assert parse(HOPS + raw).canonical_hash == parse(raw).canonical_hash


def test_another_encoding_on_the_way_makes_no_other_mail():
    plain = raw_mail("환불\r\n해 주세요", "Content-Type: text/plain; charset=utf-8")
    recoded = raw_mail(
        "7ZmY67aICu2VtCDso7zshLjsmpQK",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
    )

    assert parse(plain).canonical_hash == parse(recoded).canonical_hash


def test_another_text_date_sender_or_file_makes_another_mail():
    mails = [
        raw_mail("주문 1 발송"),
        raw_mail("주문 2 발송"),
        raw_mail("주문 1 발송").replace(b"13:00:00", b"13:00:01"),
        raw_mail("주문 1 발송", sender="lee@lab.test"),
        raw_mail(multipart("mixed", TEXT, PDF)[0], multipart("mixed")[1]),
        raw_mail(multipart("mixed", TEXT, PDF.replace(b"JVBERg", b"JVBER2"))[0], multipart("mixed")[1]),
    ]

    assert len({parse(raw).canonical_hash for raw in mails}) == len(mails)


# ---- anything at all


def holds(mail: ParsedMail) -> None:
    """What is true of every mail that could be read."""
    assert mail.body_new + mail.body_quoted == mail.text
    for text in (
        mail.text,
        mail.subject,
        mail.html or "",
        mail.message_id or "",
        *mail.references,
        mail.thread_index,
    ):
        assert "\0" not in text
        text.encode()
    for file in mail.attachments:
        assert not {"/", "\\", "\0"} & set(file.name)
    assert mail.sent_at is None or mail.sent_at.tzinfo is UTC
    subject_of(mail.subject, "1")  # it can be answered


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_a_mail_or_refused(raw, with_header):
    with suppress(Unparseable):
        holds(parse(b"From: a@b.c\r\n" * with_header + raw))


SEEDS = [
    *(path.read_bytes() for path in MAILS),
    *(raw_mail(html, "Content-Type: text/html") for html in ONLY_HTML.values()),
    raw_mail(multipart("mixed", TEXT, HTML, PDF, NESTED)[0], multipart("mixed")[1]),
]
SCRAPS = [
    b"=?euc-kr?B?",
    b"?=",
    b"charset=utf-16",
    b"boundary=xx",
    b"--xx",
    b"\r\n\r\n",
    b"filename*0*=",
    b"base64",
    b"\x1b$B",
    b"\xb0",
    b"\0",
    b"<",
    b">",
    b"message/rfc822",
    b"multipart/mixed",
    b"utf-7",
    b'"',
]
HITS = st.tuples(st.floats(0, 1), st.sampled_from(SCRAPS) | st.binary(max_size=3), st.integers(0, 9))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(HITS, max_size=12), st.floats(0.1, 1))
def test_real_mails_with_damage_are_mails_or_refused(seed, hits, kept):
    raw = bytearray(seed)
    for where, scrap, lost in hits:
        place = int(where * len(raw))
        raw[place : place + lost] = scrap
    with suppress(Unparseable):
        holds(parse(bytes(raw[: int(kept * len(raw))])))
