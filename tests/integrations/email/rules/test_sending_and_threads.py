"""Machines told from people; threads found in the right order; outgoing headers."""

import pytest

from gijun.integrations.email.rules.automatic import reason_for
from gijun.integrations.email.rules.compose import Outgoing, compose, subject_of, token_address
from gijun.integrations.email.rules.threads import Thread, thread_of, without_token

TOKEN = "0123456789abcdef0123456789abcdef"


def why(headers=(), *, content_type="text/plain", subject="환불 문의", senders=("kim@example.com",)):
    given = {name.lower(): value for name, value in headers}
    return reason_for(
        lambda name: given.get(name.lower(), ""), content_type=content_type, subject=subject, senders=senders
    )


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([], ""),
        ([("Auto-Submitted", "no")], ""),
        ([("Auto-Submitted", "No")], ""),
        ([("Auto-Submitted", "auto-replied; owner")], "auto_submitted"),
        ([("Precedence", "Bulk")], "bulk"),
        ([("Precedence", "first-class")], ""),
        ([("List-Id", "<news.example.com>")], "list"),
        ([("Return-Path", "<>")], "bounce"),
        ([("X-Autoreply", "yes")], "auto_reply"),
    ],
)
def test_machines_are_told_from_people_by_their_headers(headers, reason):
    assert why(headers) == reason


@pytest.mark.parametrize(
    ("subject", "reason"),
    [
        ("부재중 자동응답: 휴가 중입니다", "away"),
        ("[자동회신] 문의가 접수되었습니다", "away"),
        ("Automatic reply: refund", "away"),
        ("Out of office", "away"),
        ("자동차 보험 환불 문의", ""),
        ("부재중 전화를 받았어요", ""),
        ("자동결제 환불해 주세요", ""),
    ],
)
def test_subjects_are_judged_with_care(subject, reason):
    assert why(subject=subject) == reason


def test_a_delivery_report_is_a_bounce():
    assert why(content_type="multipart/report") == "bounce"
    assert why(senders=["MAILER-DAEMON@example.com"]) == "bounce"


class Known:
    """A desk with one ticket a way."""

    def ticket_of_token(self, token):
        return {TOKEN: 1}.get(token)

    def ticket_of_message_id(self, message_id):
        return {"<a@x>": 2, "<b@x>": 3}.get(message_id)

    def ticket_of_number(self, number):
        return {"2026-1183": 4}.get(number)

    def takes_part(self, ticket_id, address):
        return address == "kim@example.com"


def thread(**given):
    plain = {
        "sender": "kim@example.com",
        "recipients": (),
        "in_reply_to": (),
        "references": (),
        "subject": "",
    }
    return thread_of(Known(), **(plain | given))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, Thread(None)),
        ({"recipients": [f"help+t.{TOKEN}@x.y"], "in_reply_to": ["<a@x>"]}, Thread(1)),
        ({"recipients": [f"help+t.{TOKEN.upper()}@x.y"]}, Thread(1)),
        ({"in_reply_to": ["<a@x>"], "references": ["<b@x>"]}, Thread(2)),
        ({"in_reply_to": ["<foreign@crm>"], "references": ["<a@x>", "<b@x>", "<foreign@crm>"]}, Thread(3)),
        ({"references": ["<a@x", "a@x", "<a@x.y>"]}, Thread(None)),  # whole ids only
        ({"subject": "Re: 환불 [#2026-1183]"}, Thread(4)),
        ({"subject": "Re: 환불 2026-1183"}, Thread(None)),
        ({"subject": "[#2026-1183]", "sender": "other@example.com"}, Thread(None, doubtful=True)),
        ({"subject": "[#2026-9999]"}, Thread(None)),
    ],
)
def test_threads_are_found_in_the_agreed_order(given, found):
    assert thread(**given) == found


def test_an_address_without_its_token_is_the_mailbox():
    assert without_token(token_address("Help@x.y", TOKEN)) == "help@x.y"
    assert without_token("help+news@x.y") == "help+news@x.y"


def mail(**given):
    plain = {
        "from_name": "고객센터", "from_address": "help@example.com", "to": ["kim@example.com"], "subject": "환불 문의",
        "number": "2026-1183", "body": "확인했습니다.", "message_id": "<k@example.com>", "reply_token": TOKEN,
        "answers": "<b@x>", "references": ["<a@x>", "<b@x>"], "quoted": "언제 되나요?", "quoted_head": "쓰신 글:",
    }  # fmt: skip
    return compose(Outgoing(**(plain | given)))


def test_the_outgoing_mail_keeps_the_thread_and_stops_loops():
    made = mail()

    assert made["Subject"] == "Re: 환불 문의 [#2026-1183]"
    assert (made["In-Reply-To"], made["References"]) == ("<b@x>", "<a@x> <b@x>")
    assert made["Reply-To"] == f"help+t.{TOKEN}@example.com"
    assert made["Message-ID"] == "<k@example.com>"
    assert (made["X-Gijun-Loop"], made["Auto-Submitted"]) == ("reply", None)
    assert made.get_content().replace("\r\n", "\n") == "확인했습니다.\n\n쓰신 글:\n> 언제 되나요?\n"


def test_subjects_are_not_doubled():
    once = subject_of("환불", "2026-1")

    assert subject_of(once, "2026-1") == once == "Re: 환불 [#2026-1]"


def test_a_line_break_in_a_name_adds_no_header():
    made = mail(from_name="고객센터\r\nBcc: evil@example.com", subject="a\r\nX-Evil: 1")

    assert (made["Bcc"], made["X-Evil"]) == (None, None)


def test_long_threads_keep_the_first_and_the_last_ids():
    ids = [f"<{n}@x>" for n in range(100)]
    kept = mail(references=ids, answers="<99@x>")["References"].split()

    assert (kept[0], kept[-1], len(kept)) == ("<0@x>", "<99@x>", 30)
