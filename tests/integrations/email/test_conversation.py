"""A mail, its answer, the answer to that; and everything that pretends to be one."""

from email import message_from_bytes, policy

import pytest

from gijun.desk import actions, vault
from gijun.desk.models import Customer, Handle, Message, Outbox, RawInbound, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import DeliveryState, RawReason, RawState, TicketStatus
from gijun.integrations.email import intake, smtp_in, smtp_out, tokens
from tests import make
from tests.integrations.email.mail import mail, report
from tests.make import NOON


@pytest.fixture
def door(team):
    return make.account(team)


def arrive(content: bytes, *to: str, sender: str = "haneul@example.com"):
    """What becomes of a mail that comes to our listener; the last of its originals."""
    smtp_in.keep(content, sender, list(to) or ["help@example.com"])
    intake.take_in_waiting()
    return RawInbound.objects.order_by("-id").select_related("message__ticket").first()


def answered(ticket: Ticket, by, *, solve: bool = False) -> Message:
    """A reply of ours that the mail server took."""
    message = actions.reply(ticket.pk, body="내일 환불됩니다.", by=by, at=NOON)
    if solve:
        actions.solve(ticket.pk, by=by, at=NOON, reason_id=make.reason().pk)
    outbox = Outbox.objects.get(message=message)
    actions.note_sent(outbox.pk, at=NOON, external_ids=[("message-id", id_of(message))])
    return message


def id_of(message: Message) -> str:
    return f"<{message.outbox.idempotency_key}@example.com>"


def token_address(ticket: Ticket) -> str:
    return f"help+t.{tokens.token_of(ticket.pk)}@example.com"


def test_a_reply_and_the_customers_answer_to_it_lie_on_one_ticket(listener, sink):
    door = make.account(make.team(make.centre()))
    jisu = make.person("jisu", door.team, "agent")
    listener.send(mail(message_id="<first@customers.example>", thread_index="AQHc"))
    intake.take_in_waiting()
    ticket = Ticket.objects.get()
    message = actions.reply(ticket.pk, body="내일 환불됩니다.", by=jisu, at=NOON)

    assert smtp_out.send_next()

    assert sink.envelopes == [("help@example.com", ["haneul@example.com"])]
    sent = message_from_bytes(sink.mails[0], policy=policy.default)
    headers = ("From", "To", "Subject", "In-Reply-To", "Thread-Index", "Reply-To")
    assert {name: sent[name] for name in headers} == {
        "From": "고객센터 <help@example.com>",
        "To": "haneul@example.com",
        "Subject": f"Re: 환불 문의 [#{ticket.number}]",
        "In-Reply-To": "<first@customers.example>",
        "Thread-Index": "AQHc",
        "Reply-To": f"고객센터 <{token_address(ticket)}>",
    }
    assert sent["Message-ID"] == id_of(message)
    assert sent["References"].split() == ["<first@customers.example>"]
    assert sent.get_content().strip() == "내일 환불됩니다."

    listener.send(
        mail("고맙습니다.", to=sent["Reply-To"], in_reply_to=sent["Message-ID"], subject=sent["Subject"]),
        token_address(ticket),
    )
    intake.take_in_waiting()

    ticket.refresh_from_db()
    assert [one.body_new.strip() for one in ticket.messages.order_by("id")] == [
        "환불은 언제 되나요?", "내일 환불됩니다.", "고맙습니다."
    ]  # fmt: skip
    assert (Ticket.objects.count(), ticket.status) == (1, TicketStatus.OPEN)
    message.refresh_from_db()
    assert message.delivery == DeliveryState.SENT
    assert state.from_log() == state.from_rows()


ANSWERS = {
    "token in the envelope": lambda ticket, _ours: (mail("네"), token_address(ticket)),
    "token in Cc": lambda ticket, _ours: (mail("네", cc=token_address(ticket)), "help@example.com"),
    "In-Reply-To": lambda _ticket, ours: (mail("네", in_reply_to=id_of(ours)), "help@example.com"),
    "References behind a foreign id": lambda _ticket, ours: (
        mail("네", in_reply_to="<crm@other.example>", references=f"{id_of(ours)} <crm@other.example>"),
        "help@example.com",
    ),
    "number in the subject": lambda ticket, _ours: (
        mail("네", subject=f"Re: [#{ticket.number}]"),
        "help@example.com",
    ),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_finds_its_ticket_by(door, jisu, answer):
    ticket = arrive(mail()).message.ticket
    content, to = answer(ticket, answered(ticket, jisu))

    raw = arrive(content, to)

    assert raw.message.ticket == ticket
    assert raw.message.defects == []


def test_an_answer_to_a_reply_whose_sending_was_never_confirmed_finds_its_ticket(door, jisu):
    ticket = arrive(mail()).message.ticket
    message = actions.reply(ticket.pk, body="내일 환불됩니다.", by=jisu, at=NOON)

    raw = arrive(mail("네", in_reply_to=id_of(message)))

    assert raw.message.ticket == ticket


def test_a_token_nobody_made_is_no_key_to_a_ticket(door, jisu):
    ticket = arrive(mail()).message.ticket
    forged = f"{ticket.pk:012x}{'0' * 20}"

    raw = arrive(mail("열려라", sender="thief@example.com"), f"help+t.{forged}@example.com")

    assert raw.message.ticket != ticket


def test_a_ticket_number_of_another_customer_opens_a_marked_ticket_of_its_own(door):
    ticket = arrive(mail()).message.ticket

    raw = arrive(mail("저도요", sender="other@example.com", subject=f"[#{ticket.number}] 환불"))

    assert raw.message.ticket != ticket
    assert raw.message.defects == ["number_of_other_customer"]


def test_a_mail_answers_the_ticket_of_the_mailbox_it_comes_to(door, team):
    make.account(team, "refund@example.com")
    both = mail(message_id="<both@customers.example>")
    smtp_in.keep(both, "haneul@example.com", ["help@example.com", "refund@example.com"])
    intake.take_in_waiting()
    first, second = Ticket.objects.order_by("id")

    again = arrive(mail("한 가지 더", in_reply_to="<both@customers.example>"), "help@example.com")

    assert (again.message.ticket, second.messages.count()) == (first, 1)


def test_a_mail_forwarded_to_another_mailbox_is_a_new_ticket_that_names_the_first(door, team, jisu):
    refunds = make.account(team, "refund@example.com")
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu)

    raw = arrive(mail("전달합니다", references=id_of(ours)), "refund@example.com")

    assert (raw.message.account, raw.message.ticket.follows) == (refunds, ticket)


def test_the_mailbox_that_took_over_from_a_closed_one_goes_on_with_its_tickets(door, team, jisu, manager):
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu)
    make.account(team, "care@example.com")
    actions.change_account(door.pk, name="옛 주소", team_id=team.pk, active=False, by=manager, at=NOON)

    raw = arrive(mail("네", in_reply_to=id_of(ours)), "care@example.com")

    assert raw.message.ticket == ticket


def test_two_different_mails_under_one_id_are_two_messages_and_the_second_is_marked(door):
    arrive(mail("주문 1 발송", message_id="<same@courier.example>"))

    raw = arrive(mail("주문 2 발송", message_id="<same@courier.example>"))

    assert raw.message.defects == ["same_id_other_content"]
    assert Message.objects.count() == 2


def test_the_customer_who_writes_yes_twice_without_id_and_date_has_written_twice(door):
    bare = b"From: haneul@example.com\r\nTo: help@example.com\r\n\r\n\xeb\x84\xa4"

    arrive(bare)
    arrive(bare)

    assert Message.objects.count() == 2


def test_what_a_mail_sets_in_motion_happened_when_it_arrived(door):
    smtp_in.keep(mail(), "haneul@example.com", ["help@example.com"])
    raw = RawInbound.objects.get()

    intake.take_in(raw.pk, raw.received_at.replace(year=raw.received_at.year + 1))

    assert Ticket.objects.get().waiting_since == raw.received_at


# ---- machines


def test_a_returned_reply_marks_the_reply_and_the_address_and_wakes_nothing(door, jisu):
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu)

    raw = arrive(report(id_of(ours)), sender="")

    ours.refresh_from_db()
    ticket.refresh_from_db()
    assert ours.delivery == DeliveryState.BOUNCED
    assert Handle.objects.get().undeliverable_since == raw.received_at
    assert (raw.message.ticket, raw.message.automatic) == (ticket, "bounce")
    assert (ticket.status, ticket.waiting_since) == (TicketStatus.WAITING_CUSTOMER, None)
    assert Customer.objects.count() == 1
    assert state.from_log() == state.from_rows()


@pytest.mark.parametrize(
    "content",
    [
        lambda ours: report(id_of(ours), action="delayed"),
        lambda ours: report(id_of(ours), action="delivered"),
        lambda ours: report(id_of(ours), kind="disposition-notification"),
    ],
    ids=["delayed", "delivered", "read"],
)
def test_a_report_that_gives_nothing_up_returns_nothing(door, jisu, content):
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu)

    raw = arrive(content(ours), sender="")

    ours.refresh_from_db()
    assert (raw.message.ticket, ours.delivery) == (ticket, DeliveryState.SENT)


def test_a_mail_without_return_address_is_from_a_machine(door):
    raw = arrive(mail("자동 응답입니다"), sender="")

    assert (raw.state, raw.reason) == (RawState.DROPPED, RawReason.AUTOMATIC)


def test_an_automatic_mail_opens_no_ticket(door):
    raw = arrive(mail("부재중입니다", auto_submitted="auto-replied"))

    assert (raw.state, raw.reason) == (RawState.DROPPED, RawReason.AUTOMATIC)
    assert not Ticket.objects.exists()
    assert not Customer.objects.exists()


def test_auto_submitted_no_is_a_human(door):
    assert arrive(mail(auto_submitted="no")).state == RawState.PARSED


def test_an_out_of_office_answer_to_our_reply_reopens_nothing(door, jisu):
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu, solve=True)

    raw = arrive(mail("휴가 중입니다", in_reply_to=id_of(ours), auto_submitted="auto-replied"))

    ticket.refresh_from_db()
    assert (raw.message.ticket, raw.message.automatic) == (ticket, "auto_submitted")
    assert (ticket.status, ticket.waiting_since) == (TicketStatus.RESOLVED, None)


def test_the_customers_own_answer_reopens_the_ticket(door, jisu):
    ticket = arrive(mail()).message.ticket
    ours = answered(ticket, jisu, solve=True)

    arrive(mail("아직 안 왔어요", in_reply_to=id_of(ours)))

    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.OPEN
    assert state.from_log() == state.from_rows()


@pytest.mark.parametrize(
    "content",
    [mail(sender="help@example.com"), mail(x_gijun_loop="reply")],
    ids=["our own address", "our own mark"],
)
def test_our_own_mail_is_not_taken_in(door, content):
    raw = arrive(content)

    assert (raw.state, raw.reason) == (RawState.DROPPED, RawReason.OWN)


def test_a_mail_that_does_not_say_who_sent_it_is_set_aside(door):
    raw = arrive(b"To: help@example.com\r\nSubject: ?\r\n\r\nwho?")

    assert (raw.state, raw.reason) == (RawState.QUARANTINED, RawReason.UNPARSEABLE)


def test_a_fault_of_ours_sets_one_mail_aside_and_the_next_goes_on(door):
    smtp_in.keep(mail("사라진 바이트"), "haneul@example.com", ["help@example.com"])
    lost = RawInbound.objects.get()
    vault.forget(lost.vault_key)

    raw = arrive(mail("둘째"))

    lost.refresh_from_db()
    assert (lost.state, lost.reason) == (RawState.QUARANTINED, RawReason.FAULT)
    assert lost.detail.startswith("FileNotFoundError")
    assert raw.state == RawState.PARSED


def test_who_wrote_an_original_without_envelope_is_known_for_erasing(door):
    away = mail(auto_submitted="auto-replied")
    raw = actions.keep_original(away, channel="email", account_id=door.pk, at=NOON)

    intake.take_in_waiting()

    raw.refresh_from_db()
    assert raw.envelope_from == "haneul@example.com"
