"""Which ticket a mail belongs to."""

import pytest

from gijun.integrations.email.rules.parse import parse
from gijun.integrations.email.rules.reply_address import token_address, token_in, without_token
from gijun.integrations.email.rules.threads import Evidence, Outcome, ThreadDecision, thread_of
from tests.integrations.email.rules.raw import raw_mail

TOKEN = "0123456789abcdef0123456789abcdef"
WITH_TOKEN = f"support+t.{TOKEN}@example.com"


class Desk:
    """A desk with a ticket for every way."""

    def ticket_of_token(self, token: str) -> int | None:
        return {TOKEN: 1}.get(token)

    def ticket_of_message_id(self, message_id: str) -> int | None:
        return {"<a@x>": 2, "<b@x>": 3}.get(message_id)

    def ticket_of_number(self, number: str) -> int | None:
        return {"2026-1183": 4, "1183": 5}.get(number)

    def takes_part(self, ticket_id: int, address: str) -> bool:
        return address == "kim@lab.test"


def decide(*headers: str, sender: str = "kim@lab.test", **given) -> ThreadDecision:
    return thread_of(parse(raw_mail("네", *headers, sender=sender)), Desk(), **given)


def on(ticket_id: int, evidence: Evidence) -> ThreadDecision:
    return ThreadDecision(Outcome.TICKET, ticket_id, evidence)


@pytest.mark.parametrize(
    "header",
    [
        f"To: 고객센터 <{WITH_TOKEN}>",
        f"Cc: other@x.y, {WITH_TOKEN}",
        f"Delivered-To: {WITH_TOKEN}",
        f"X-Original-To: {WITH_TOKEN.upper()}",
    ],
)
def test_the_reply_token_is_found_in_every_address_the_mail_names(header):
    assert decide(header) == on(1, Evidence.TOKEN)


def test_the_reply_token_is_found_in_what_the_mail_server_was_told():
    assert decide("To: support@example.com", envelope_to=[WITH_TOKEN]) == on(1, Evidence.TOKEN)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([f"To: {WITH_TOKEN}", "In-Reply-To: <a@x>", "Subject: [#2026-1183]"], on(1, Evidence.TOKEN)),
        (["In-Reply-To: <a@x>", "References: <b@x>"], on(2, Evidence.IN_REPLY_TO)),
        (
            ["In-Reply-To: <crm@elsewhere>", "References: <a@x> <b@x> <crm@elsewhere>"],
            on(3, Evidence.REFERENCES),
        ),
        (["References: <b@x> <a@x>"], on(2, Evidence.REFERENCES)),
        (["References: <a@x>\r\n <unknown@x>", "Subject: [#2026-1183]"], on(2, Evidence.REFERENCES)),
        (["Subject: Re: 환불 [#2026-1183]"], on(4, Evidence.NUMBER)),
        (["Subject: FW: [#1183] old number"], on(5, Evidence.NUMBER)),
        (["Subject: [＃2026-1183］"], on(4, Evidence.NUMBER)),
        (["Subject: [#9999] and [#2026-1183]"], on(4, Evidence.NUMBER)),
    ],
)
def test_stronger_evidence_goes_first(headers, expected):
    assert decide(*headers) == expected


@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["Subject: 환불 2026-1183"],
        ["Subject: [#2026-11834]"],
        ["Subject: [#2026]"],
        ["In-Reply-To: <a@x.y>", "References: <aa@x> <a@xx>"],
        [f"To: support+t.{TOKEN}0@example.com"],
        [f"To: support+{TOKEN}@example.com"],
    ],
)
def test_what_is_only_alike_opens_a_ticket_of_its_own(headers):
    assert decide(*headers) == ThreadDecision(Outcome.NEW)


def test_a_number_in_the_hands_of_somebody_else_goes_to_review_and_not_near_the_ticket():
    decision = decide("Subject: [#2026-1183]", sender="other@lab.test")

    assert decision == ThreadDecision(Outcome.REVIEW, None, Evidence.NUMBER, doubtful_ticket_id=4)


def test_a_token_in_another_mailboxs_address_is_no_business_of_this_one():
    assert decide(f"To: {WITH_TOKEN}", mailbox="refund@example.com") == ThreadDecision(Outcome.NEW)
    assert decide(f"To: {WITH_TOKEN}", mailbox="Support@example.com") == on(1, Evidence.TOKEN)


def test_an_address_with_a_token_leads_back_to_its_mailbox():
    address = token_address("Support@example.com", TOKEN)

    assert (token_in(address.upper()), without_token(address)) == (TOKEN, "support@example.com")
    assert (token_in("support+news@example.com"), without_token("a+b@x.y")) == ("", "a+b@x.y")
