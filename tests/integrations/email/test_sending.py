"""Replies on their way to a real server: taken, refused, put off."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import AuthResult
from django.utils import timezone

from gijun.desk import actions, outbound
from gijun.desk.models import DeliveryAttempt, ExternalRef, Message, Outbox
from gijun.desk.queries import deliveries
from gijun.desk.terms import DeliveryState
from gijun.integrations.email import smtp_out
from tests import make
from tests.integrations.email.conftest import Sink, running
from tests.integrations.email.ports import free_port
from tests.make import NOON, at


@pytest.fixture
def reply(team, jisu) -> Message:
    """A reply that waits to be sent."""
    ticket = make.ticket(make.account(team))
    return actions.reply(ticket.pk, body="내일 환불됩니다.", by=jisu, at=NOON)


def due_again(message: Message) -> None:
    """The time of the next try has come."""
    Outbox.objects.filter(message=message).update(next_try_at=NOON)


def how(message: Message) -> tuple[str, str]:
    """State of the delivery, and what the server said the last time."""
    message.refresh_from_db()
    last = DeliveryAttempt.objects.filter(outbox__message=message).order_by("id").last()
    return message.delivery, last.answer if last else ""


def test_mail_can_send():
    assert outbound.can_send("email")


def test_a_reply_that_was_taken_is_known_by_its_id_and_the_servers(sink, reply):
    assert smtp_out.send_next()
    assert not smtp_out.send_next()

    assert how(reply) == (DeliveryState.SENT, "250 2.0.0 Ok: queued as 4F1A")
    assert reply.outbox.provider_id == "250 2.0.0 Ok: queued as 4F1A"
    known_by = ExternalRef.objects.get(message=reply).external_id
    assert known_by == f"<{reply.outbox.idempotency_key}@example.com>"


def test_a_refusal_with_5xx_is_for_good_and_names_nobody(sink, reply):
    sink.answers = ["550 5.7.1 <haneul@example.com> does not want this"]

    smtp_out.send_next()

    assert how(reply) == (DeliveryState.DEAD, "550 5.7.1 <…> does not want this")


def test_what_was_put_off_is_sent_again_word_for_word(sink, reply):
    sink.answers = ["451 4.7.1 Greylisted, come back"]

    smtp_out.send_next()

    assert how(reply) == (DeliveryState.PENDING, "451 4.7.1 Greylisted, come back")
    due_again(reply)
    smtp_out.send_next()
    assert how(reply)[0] == DeliveryState.SENT
    first, second = sink.mails
    assert first == second


def test_a_refused_recipient_is_for_good_and_a_busy_mailbox_is_not(sink, reply):
    sink.refusals = ["452 4.2.2 Mailbox full", "550 5.1.1 No such user"]

    smtp_out.send_next()

    assert how(reply) == (DeliveryState.PENDING, "452 4.2.2 Mailbox full")
    due_again(reply)
    smtp_out.send_next()
    assert how(reply) == (DeliveryState.DEAD, "550 5.1.1 No such user")


def test_a_server_that_is_away_costs_no_reply(settings, reply):
    settings.SMTP_SEND = f"127.0.0.1:{free_port()}"

    smtp_out.send_next()

    assert how(reply)[0] == DeliveryState.PENDING
    assert how(reply)[1].startswith("ConnectionRefusedError")


def test_a_server_without_the_wanted_security_gets_nothing(settings, sink, reply):
    settings.SMTP_STARTTLS = True

    smtp_out.send_next()

    assert how(reply)[0] == DeliveryState.PENDING
    assert how(reply)[1].startswith("SMTPNotSupportedError: STARTTLS")
    assert sink.mails == []


def test_a_server_that_wants_security_and_a_sign_in_gets_both(settings, secured, reply):
    settings.SMTP_STARTTLS, settings.SMTP_USER, settings.SMTP_PASSWORD = True, "gijun", "secret"
    known = {"tls_context": secured, "auth_required": True, "authenticator": only_gijun}

    with running(Sink(), settings, **known) as server:
        smtp_out.send_next()

    assert how(reply)[0] == DeliveryState.SENT
    assert len(server.mails) == 1


def test_a_wrong_password_is_our_fault_and_costs_no_reply(settings, secured, reply):
    settings.SMTP_STARTTLS, settings.SMTP_USER, settings.SMTP_PASSWORD = True, "gijun", "wrong"
    known = {"tls_context": secured, "auth_required": True, "authenticator": only_gijun}

    with running(Sink(), settings, **known):
        smtp_out.send_next()

    assert how(reply)[0] == DeliveryState.PENDING
    assert how(reply)[1].startswith("535 ")


def test_a_line_that_is_secured_from_the_start_is_used_on_its_port(settings, secured, reply, monkeypatch):
    settings.SMTP_STARTTLS = True

    with running(Sink(), settings, ssl_context=secured) as server:
        monkeypatch.setattr(smtp_out, "TLS_PORT", int(settings.SMTP_SEND.rpartition(":")[2]))
        smtp_out.send_next()

    assert how(reply)[0] == DeliveryState.SENT
    assert len(server.mails) == 1


def only_gijun(_server, _session, _envelope, _mechanism, given) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"gijun", b"secret"), handled=False)


def test_without_a_server_replies_wait(settings, reply):
    settings.SMTP_SEND = ""

    assert not smtp_out.send_next()

    assert how(reply) == (DeliveryState.PENDING, "")
    waiting = deliveries.waiting("email", timezone.now() + timedelta(days=366))
    assert (waiting.due, waiting.dead, waiting.oldest_due_at) == (
        1,
        0,
        at(10),
    )  # a reply can be taken back for so long


def test_nothing_goes_to_one_of_our_own_mailboxes(english, sink, team, jisu):
    door = make.account(team)
    make.account(team, "refund@example.com")
    ticket = make.ticket(door, address="refund@example.com")
    message = actions.reply(ticket.pk, body="?", by=jisu, at=NOON)

    smtp_out.send_next()

    assert how(message) == (DeliveryState.DEAD, "It would go to one of our own mailboxes.")
    assert sink.mails == []


def test_a_reply_that_was_erased_while_it_waited_is_not_sent(sink, reply, manager):
    claimed = actions.claim_due(timezone.now() + timedelta(days=366), channel="email")
    actions.erase_customer(reply.ticket.customer_id, by=manager, at=NOON)

    sent = smtp_out.MailOut().send(deliveries.outgoing(claimed[0].pk))

    assert (sent.accepted, sent.final, sink.mails) == (False, True, [])


def test_an_address_no_mail_can_be_made_for_is_given_up(sink, team, jisu):
    ticket = make.ticket(make.account(team), address="not an address")
    message = actions.reply(ticket.pk, body="?", by=jisu, at=NOON)

    smtp_out.send_next()

    assert how(message)[0] == DeliveryState.DEAD
    assert sink.mails == []


def test_the_worker_sends_everything_that_is_due(settings, sink, reply, team, jisu):
    other = make.ticket(make.account(team), address="bada@example.com")
    actions.reply(other.pk, body="둘째", by=jisu, at=NOON)

    while smtp_out.send_next():
        pass

    assert sorted(message_from_bytes(one, policy=policy.default)["To"] for one in sink.mails) == [
        "bada@example.com",
        "haneul@example.com",
    ]
