"""Outgoing mails: one thread for every program, no loops, nothing smuggled in."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gijun.integrations.email.rules.compose import (
    KEPT_REFERENCES,
    Outgoing,
    OutgoingFile,
    UnsafeHeader,
    compose,
    subject_of,
)
from gijun.integrations.email.rules.parse import parse

TOKEN = "0123456789abcdef0123456789abcdef"
LONG_ID = f"<{'SL2P216MB' * 8}@SL2P216MB1234.KORP216.PROD.OUTLOOK.COM>"
HEAD = "2026년 11월 25일 (수) 오후 1:00, 김고객 <kim@example.com>님이 작성:"


def outgoing(**given) -> Outgoing:
    plain = {
        "from_name": "고객센터",
        "from_address": "help@example.com",
        "to": ["kim@example.com"],
        "subject": "환불 문의",
        "number": "2026-1183",
        "body": "내일 환불됩니다.",
        "message_id": "<key@example.com>",
        "reply_token": TOKEN,
        "answers": "<b@x>",
        "references": ["<a@x>", "<b@x>"],
    }
    return Outgoing(**(plain | given))


def sent(**given) -> bytes:
    return compose(outgoing(**given)).as_bytes()


def test_a_reply_says_what_it_answers_and_who_sent_it():
    mail = message_from_bytes(
        sent(sent_at=datetime(2026, 11, 25, 4, tzinfo=UTC), thread_index="AQHc"), policy=policy.default
    )

    assert dict(mail.items()) == {
        "From": "고객센터 <help@example.com>",
        "To": "kim@example.com",
        "Reply-To": f"고객센터 <help+t.{TOKEN}@example.com>",
        "Subject": "Re: 환불 문의 [#2026-1183]",
        "Date": "Wed, 25 Nov 2026 04:00:00 +0000",
        "Message-ID": "<key@example.com>",
        "In-Reply-To": "<b@x>",
        "References": "<a@x> <b@x>",
        "Thread-Index": "AQHc",
        "X-Gijun-Loop": TOKEN,
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
        "MIME-Version": "1.0",
    }


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({}, None),
        ({"is_automatic": True}, "auto-replied"),
        ({"is_automatic": True, "answers": ""}, "auto-generated"),
    ],
)
def test_only_a_machines_mail_says_that_it_is_one(given, value):
    assert compose(outgoing(**given))["Auto-Submitted"] == value


def test_the_first_mail_of_a_thread_answers_nothing():
    mail = compose(outgoing(answers="", references=[]))

    assert (mail["In-Reply-To"], mail["References"], mail["Thread-Index"]) == (None, None, None)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("환불 문의", "Re: 환불 문의 [#7]"),
        ("Re: 환불 문의 [#7]", "Re: 환불 문의 [#7]"),
        ("RE: Re[2]: 회신: 환불", "Re: 환불 [#7]"),
        ("답장 : 환불", "Re: 환불 [#7]"),
        ("[#7] 환불", "Re: [#7] 환불"),
        ("FW: 환불", "Re: FW: 환불 [#7]"),
        ("Reclaim", "Re: Reclaim [#7]"),
        ("  ", "Re: [#7]"),
    ],
)
def test_a_subject_is_never_doubled(subject, expected):
    assert subject_of(subject, "7") == expected
    assert subject_of(expected, "7") == expected


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=60))
def test_a_subject_stays_as_it_is_however_often_it_is_answered(subject):
    once = subject_of(subject, "2026-1183")

    assert subject_of(once, "2026-1183") == once


def test_long_ids_go_out_whole():
    raw = sent(answers=LONG_ID, references=["<a@x>", LONG_ID], thread_index="A" * 300)

    assert f"\r\nIn-Reply-To: {LONG_ID}\r\nReferences: <a@x>\r\n {LONG_ID}\r\n".encode() in raw
    assert parse(raw).references == ("<a@x>", LONG_ID)
    assert parse(raw).thread_index == "A" * 300


def test_a_long_thread_keeps_its_first_and_its_last_ids():
    ids = [f"<{number}@x>" for number in range(100)]

    kept = parse(sent(references=ids, answers="<50@x>")).references

    assert kept == ("<0@x>", *ids[100 - KEPT_REFERENCES + 2 :], "<50@x>")
    assert len(kept) == KEPT_REFERENCES


def test_an_id_that_cannot_stand_in_a_header_costs_no_reply():
    mail = compose(outgoing(answers="<김@x>", references=["<김@x>", "two words", "<a@x>"]))

    assert (mail["In-Reply-To"], mail["References"]) == (None, "<a@x>")


def test_the_original_stands_marked_below_the_answer():
    mail = parse(sent(quoted="언제 되나요?\n\n급해요", quoted_head=HEAD))

    assert mail.text == f"내일 환불됩니다.\n\n{HEAD}\n> 언제 되나요?\n>\n> 급해요\n"
    assert mail.body_new == "내일 환불됩니다.\n"


def test_files_go_along_under_their_names():
    files = [
        OutgoingFile("견적서 최종본 2026년 11월 25일 수정.pdf", b"%PDF", "application/pdf"),
        OutgoingFile("mail.eml", b"From: a@b", "message/rfc822"),
        OutgoingFile("?", b"x", "nonsense"),
    ]

    mail = parse(sent(files=files))

    assert [(one.name, one.content, one.content_type) for one in mail.attachments] == [
        ("견적서 최종본 2026년 11월 25일 수정.pdf", b"%PDF", "application/pdf"),
        ("mail.eml", b"From: a@b", "application/octet-stream"),
        ("?", b"x", "application/octet-stream"),
    ]
    assert mail.defects == ("no_date",)


def test_made_again_it_is_the_same_to_the_last_byte():
    given = {"files": [OutgoingFile("a.pdf", b"%PDF")], "quoted": "언제?", "quoted_head": HEAD}

    assert sent(**given) == sent(**given)


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("kim@도메인.한국", "kim@xn--hq1bm8jm9l.xn--3e0b707e"),
        ("a..b@docomo.ne.jp", "a..b@docomo.ne.jp"),
        ('"a..b"@docomo.ne.jp', "a..b@docomo.ne.jp"),
        ("o'neil+x@example.com", "o'neil+x@example.com"),
    ],
)
def test_unusual_addresses_can_be_written_to(address, written):
    assert parse(sent(to=[address], cc=["x@y.z"])).recipients == (written, "x@y.z")


SMUGGLED = "x\r\nBcc: thief@example.com"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\0", "\u2028"])
@pytest.mark.parametrize(
    "field",
    [
        "from_name",
        "from_address",
        "subject",
        "number",
        "message_id",
        "reply_token",
        "answers",
        "thread_index",
    ],
)
def test_a_line_break_in_a_header_is_refused(field, end):
    with pytest.raises(UnsafeHeader):
        compose(outgoing(**{field: f"<a@x.y>{end}Bcc: thief@example.com"}))


@pytest.mark.parametrize(
    "given",
    [
        {"to": [SMUGGLED]},
        {"cc": [SMUGGLED]},
        {"references": [SMUGGLED]},
        {"files": [OutgoingFile(SMUGGLED, b"")]},
        {"to": []},
        {"to": ["a@x.y, thief@example.com"]},
        {"to": ["not an address"]},
        {"to": ["Kim <kim@x.y>"]},
        {"to": ["김@x.y"]},
        {"to": ["@x.y"]},
        {"to": ["a@"]},
        {"from_address": ""},
        {"message_id": "<two words@x>"},
        {"message_id": ""},
    ],
)
def test_nothing_but_addresses_and_ids_stands_where_they_belong(given):
    with pytest.raises(UnsafeHeader):
        compose(outgoing(**given))


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_written_no_header_is_added(body, name, subject):
    try:
        raw = sent(body=body, from_name=name, subject=subject, quoted=body, quoted_head=HEAD)
    except UnsafeHeader:
        return
    mail = message_from_bytes(raw, policy=policy.compat32)
    assert sorted(mail.keys()) == sorted(compose(outgoing()).keys())
    assert parse(raw).loop_token == (TOKEN,)


@settings(deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\ufeff"), max_size=80)
)
def test_the_text_arrives_as_it_was_written(body):
    assert parse(sent(body=body)).text.removesuffix("\n") == body.removesuffix("\n")
