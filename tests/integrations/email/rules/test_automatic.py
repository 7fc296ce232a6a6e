"""Machines told from people."""

import pytest

from gijun.integrations.email.rules.automatic import Automatic
from gijun.integrations.email.rules.parse import parse
from tests.integrations.email.rules.raw import multipart, part, raw_mail

PEOPLE = {
    "nothing said": (),
    "Auto-Submitted: no": ("Auto-Submitted: no",),
    "in capitals": ("Auto-Submitted: NO",),
    "with a remark": ("Auto-Submitted: no (a person)",),
    "empty": ("Auto-Submitted: ",),
    "first class": ("Precedence: first-class",),
    "no receipts wanted": ("X-Auto-Response-Suppress: DR, RN, NRN",),
    "away notes not wanted": ("X-Auto-Response-Suppress: OOF",),
    "an address to return to": ("Return-Path: <kim@lab.test>",),
    "a normal report": ("Subject: 자동 응답 기능이 안 돼요",),
}
MACHINES = {
    "auto_submitted": [
        "Auto-Submitted: auto-replied",
        "auto-submitted: Auto-Generated; owner-email=x",
        "Auto-Submitted: auto-notified",
    ],
    "bulk": ["Precedence: Bulk", "Precedence: list", "Precedence: JUNK", "Precedence: auto_reply"],
    "list": ["List-Id: News <news.example.com>"],
    "no_answers": ["X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF, AutoReply"],
    "null_sender": ["Return-Path: <>", "Return-Path: < >"],
    "auto_reply": ["X-Autoreply: yes", "X-Autorespond: x", "X-Auto-Reply: 1"],
    "own": ["X-Gijun-Loop: 0123456789abcdef"],
}


@pytest.mark.parametrize("said", PEOPLE)
def test_a_persons_mail_is_a_persons(said):
    assert parse(raw_mail("환불", *PEOPLE[said])).automatic is None


@pytest.mark.parametrize(
    ("reason", "header"), [(reason, header) for reason, headers in MACHINES.items() for header in headers]
)
def test_a_machine_gives_itself_away_by_its_headers(reason, header):
    assert parse(raw_mail("환불", header)).automatic is Automatic(reason)


@pytest.mark.parametrize(
    "subject",
    [
        "부재중 자동 회신: 휴가 중입니다",
        "[자동응답] 문의가 접수되었습니다",
        "자동 회신: Re: 환불",
        "(부재중) 12월 1일까지",
        "부재중 알림",
        "Automatic reply: refund",
        "Out of Office",
        "Out of the office: back on Monday",
        "Auto-Reply: x",
        "Automated Response: Re: x",
    ],
)
def test_an_absence_note_is_known_by_the_beginning_of_its_subject(subject):
    assert parse(raw_mail("", f"Subject: {subject}")).automatic is Automatic.AWAY


@pytest.mark.parametrize(
    "subject",
    [
        "부재중 전화를 받았어요",
        "부재 중이라 택배를 못 받았습니다",
        "자동차 보험 환불 문의",
        "자동결제 환불해 주세요",
        "자동응답만 오고 답이 없습니다",
        "Re: 부재중 자동 회신: 휴가",
        "휴가 중 배송 보류 요청",
        "Out of office chairs?",
        "automatic reply does not work",
    ],
)
def test_people_write_of_absences_and_automats_too(subject):
    assert parse(raw_mail("", f"Subject: {subject}")).automatic is None


def report(kind: str, *parts: bytes) -> bytes:
    body, content_type = multipart("report", *parts)
    return raw_mail(body, f"{content_type}; report-type={kind}", sender="MAILER-DAEMON@mx.example.com")


NOTICE = part("배달하지 못했습니다.", "Content-Type: text/plain; charset=utf-8")
RETURNED = {
    "whole": part("Message-ID: <ours@lab.test>\r\nSubject: Re\r\n\r\nhello", "Content-Type: message/rfc822"),
    "headers": part("Message-ID: <ours@lab.test>\r\nSubject: Re\r\n", "Content-Type: text/rfc822-headers"),
    "headers in base64": part(
        "TWVzc2FnZS1JRDogPG91cnNAbGFiLnRlc3Q+DQoNCg==",
        "Content-Type: text/rfc822-headers",
        "Content-Transfer-Encoding: base64",
    ),
    "mail in base64": part(
        "TWVzc2FnZS1JRDogPG91cnNAbGFiLnRlc3Q+DQoNCmg=",
        "Content-Type: message/rfc822",
        "Content-Transfer-Encoding: base64",
    ),
}


@pytest.mark.parametrize("returned", RETURNED)
def test_a_bounce_names_the_mail_it_returns(returned):
    status = part("Reporting-MTA: dns; mx\r\n\r\nAction: failed", "Content-Type: message/delivery-status")
    mail = parse(report("delivery-status", NOTICE, status, RETURNED[returned]))

    assert (mail.automatic, mail.bounce) == (Automatic.BOUNCE, ("<ours@lab.test>",))
    assert mail.text == "배달하지 못했습니다."


def test_a_reading_receipt_is_a_receipt():
    told = part("Original-Message-ID: <ours@lab.test>", "Content-Type: message/disposition-notification")
    mail = parse(report("disposition-notification", NOTICE, told))

    assert (mail.automatic, mail.bounce) == (Automatic.RECEIPT, ("<ours@lab.test>",))


@pytest.mark.parametrize(
    ("sender", "subject"),
    [
        ("MAILER-DAEMON (Mail System)", "?"),
        ("postmaster@x.y", "Undeliverable: x"),
        ("postmaster@x.y", "메일 발송 실패 안내"),
    ],
)
def test_a_failure_notice_in_a_servers_own_words_is_a_bounce(sender, subject):
    assert parse(raw_mail("", f"Subject: {subject}", sender=sender)).automatic is Automatic.BOUNCE


def test_a_postmaster_may_be_a_person_with_a_question():
    assert parse(raw_mail("", "Subject: 견적 문의", sender="postmaster@x.y")).automatic is None


def test_an_answer_to_our_mail_returns_nothing():
    assert parse(raw_mail("", "In-Reply-To: <ours@lab.test>")).bounce == ()
