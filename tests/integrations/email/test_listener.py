"""Mail as it really comes in: over a socket, into the vault, onto tickets."""

import smtplib
from threading import Event

import pytest
from django.db import connection

from gijun.desk import actions, vault
from gijun.desk.models import Customer, Message, RawInbound, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import RawReason, RawState
from gijun.integrations.email import intake, tokens
from gijun.integrations.email.smtp_in import NO_MAILBOX, TRY_AGAIN
from tests import make
from tests.committed import Racer, race
from tests.integrations.email.conftest import MAILS
from tests.integrations.email.mail import mail
from tests.integrations.email.ports import until
from tests.make import NOON

SAMPLES = sorted(MAILS.glob("*.eml"))


@pytest.fixture
def door(committed_db):
    return make.account(make.team(make.centre()))


@pytest.fixture
def samples(door):
    """The door the sample mails are written to."""
    make.account(door.team, "cs@lab.test")
    return SAMPLES


def refused(sender, content: bytes, *to: str) -> tuple[int, str]:
    """The server's answer to a mail it does not take."""
    with pytest.raises((smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)) as caught:
        sender.send(content, *to)
    error = caught.value
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    else:
        code, text = error.smtp_code, error.smtp_error
    return code, text.decode()


def as_sent(content: bytes) -> bytes:
    """SMTP ends every line."""
    return content if content.endswith(b"\r\n") else content + b"\r\n"


def test_every_sample_becomes_a_readable_ticket_and_its_bytes_stay(listener, samples):
    for sample in samples:
        listener.send(sample.read_bytes(), "cs@lab.test")

    assert intake.take_in_waiting() == len(samples) == 12
    assert Ticket.objects.count() == 12
    raws = list(RawInbound.objects.order_by("id").select_related("message"))
    assert [vault.read(raw.vault_key) for raw in raws] == [as_sent(one.read_bytes()) for one in samples]
    assert {raw.state for raw in raws} == {RawState.PARSED}
    assert [one.name for one, raw in zip(samples, raws, strict=True) if not raw.message.shown.strip()] == []
    marked = [one.stem for one, raw in zip(samples, raws, strict=True) if "truncated" in raw.message.defects]
    assert marked == ["truncated_multipart"]
    assert state.from_log() == state.from_rows()


def test_samples_sent_twice_double_nothing_and_rows_say_so(listener, samples):
    for sample in [*samples, *samples]:
        listener.send(sample.read_bytes(), "cs@lab.test")

    intake.take_in_waiting()

    assert Message.objects.count() == len(samples)
    copies = RawInbound.objects.filter(reason=RawReason.DUPLICATE).order_by("id")
    assert [(raw.state, raw.message_id) for raw in copies] == [
        (RawState.DROPPED, first.message_id)
        for first in RawInbound.objects.filter(state=RawState.PARSED).order_by("id")
    ]


def test_one_unreadable_mail_in_the_middle_is_set_aside_and_the_others_arrive(listener, door):
    listener.send(mail("첫째"))
    listener.send(b"\r\nno header at all")
    listener.send(mail("셋째"))

    intake.take_in_waiting()

    assert list(Message.objects.order_by("id").values_list("body_new", flat=True)) == ["첫째\n", "셋째\n"]
    (aside,) = RawInbound.objects.filter(state=RawState.QUARANTINED)
    assert (aside.reason, aside.detail) == (RawReason.UNPARSEABLE, "no_headers")
    assert vault.read(aside.vault_key) == b"\r\nno header at all\r\n"


def test_only_open_mailboxes_take_mail(listener, door):
    shut = make.account(door.team, "shut@example.com")
    admin = make.person("admin", door.team.parent, "it_administrator")
    actions.change_account(shut.pk, name="닫힘", team_id=shut.team_id, active=False, by=admin, at=NOON)

    assert refused(listener, mail(), "nobody@example.com") == (550, NO_MAILBOX.partition(" ")[2])
    assert refused(listener, mail(), "shut@example.com") == (550, NO_MAILBOX.partition(" ")[2])
    assert not RawInbound.objects.exists()


def test_an_address_with_a_plus_sign_leads_to_its_mailbox_in_any_case(listener, door):
    listener.send(mail(), f"Help+t.{tokens.token_of(1)}@Example.com")

    assert RawInbound.objects.get().account == door


def test_a_mail_to_two_mailboxes_is_one_message_for_each(listener, door):
    other = make.account(door.team, "refund@example.com")

    listener.send(mail(), "help@example.com", "help+a@example.com", "refund@example.com")
    intake.take_in_waiting()

    assert list(RawInbound.objects.order_by("id").values_list("account", "envelope_to")) == [
        (door.pk, ["help@example.com", "help+a@example.com"]),
        (other.pk, ["refund@example.com"]),
    ]
    assert sorted(Message.objects.values_list("account_id", flat=True)) == [door.pk, other.pk]
    assert Ticket.objects.count() == 2


def test_a_mail_that_is_too_large_is_refused_before_it_is_sent(settings, listener, door):
    settings.MAIL_MAX_BYTES = 2_000

    code, _text = refused(listener, mail("가" * 2_000))

    assert code == 552
    assert not RawInbound.objects.exists()


def test_a_line_far_beyond_the_standard_passes(listener, door):
    listener.send(mail("가나다" * 20_000))

    intake.take_in_waiting()

    assert len(Message.objects.get().body_new) > 60_000


def test_the_sender_tries_again_when_the_database_cannot_store(listener, door):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE desk_rawinbound RENAME TO away")

    assert refused(listener, mail()) == (451, TRY_AGAIN.partition(" ")[2])

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO desk_rawinbound")
    listener.send(mail())
    assert RawInbound.objects.count() == 1


def test_addresses_with_letters_of_every_alphabet_are_taken(listener, door):
    with smtplib.SMTP("127.0.0.1", listener.port, local_hostname="example.com") as server:
        server.ehlo_or_helo_if_needed()
        assert server.has_extn("smtputf8")
        assert server.has_extn("8bitmime")
        server.sendmail("하늘@example.com", ["help@example.com"], mail(), ["SMTPUTF8", "BODY=8BITMIME"])

    assert RawInbound.objects.get().envelope_from == "하늘@example.com"


def test_an_address_of_bytes_that_are_no_letters_harms_nothing(listener, door):
    with smtplib.SMTP("127.0.0.1", listener.port, local_hostname="example.com") as server:
        server.ehlo()
        server.sock.sendall(b"MAIL FROM:<\xb0\xa1@example.com>\r\n")
        assert server.getreply()[0] == 250
        server.rcpt("help@example.com")
        assert server.data(mail())[0] == 250

    assert RawInbound.objects.get().envelope_from.endswith("@example.com")


def test_mail_is_read_at_once_and_not_at_the_next_look(monkeypatch, listener, door):
    monkeypatch.setattr(intake, "LOOKS_EVERY_S", 3600)
    stop = Event()
    reader = Racer(intake.run, stop)

    listener.send(mail())
    until(Message.objects.exists)

    stop.set()
    intake.wake()
    reader.finish()


def test_what_a_crash_left_unread_is_read_at_the_next_start(listener, door):
    listener.send(mail("하나"))
    listener.send(mail("둘"))
    stopped = Event()
    stopped.set()

    intake.run(stopped)

    assert list(Message.objects.order_by("id").values_list("body_new", flat=True)) == ["하나\n", "둘\n"]


@pytest.mark.threads
def test_the_same_mail_from_four_servers_at_once_is_one_message(listener, door, tmp_path):
    content = mail()
    race(listener.send, *[(content,)] * 4)

    race(intake.take_in_waiting, *[()] * 4)

    assert Message.objects.count() == Ticket.objects.count() == Customer.objects.count() == 1
    assert sorted(RawInbound.objects.values_list("state", "reason")) == [
        (RawState.DROPPED, RawReason.DUPLICATE),
        (RawState.DROPPED, RawReason.DUPLICATE),
        (RawState.DROPPED, RawReason.DUPLICATE),
        (RawState.PARSED, ""),
    ]
    assert len([path for path in (tmp_path / "files").rglob("*") if path.is_file()]) == 1
    assert state.from_log() == state.from_rows()


@pytest.mark.threads
def test_one_original_read_by_four_workers_is_taken_in_once(listener, door):
    listener.send(mail())

    race(intake.take_in_waiting, *[()] * 4)

    raw = RawInbound.objects.get()
    assert (raw.state, raw.message) == (RawState.PARSED, Message.objects.get())
