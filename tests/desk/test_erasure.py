"""Erasing a customer leaves no personal datum anywhere, and every fact where it was."""

import pytest
from django.db import connection

from gijun.desk import actions, vault
from gijun.desk.actions.sorting import memos
from gijun.desk.actions.sorting.wrapping import fill_fields
from gijun.desk.errors import DeskError
from gijun.desk.models import Attachment, Customer, Message, RawInbound, Ticket
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sorting import FieldKind, Source
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as sorting
from tests.make import NOON, at

NAME, ADDRESS, TEXT = "남궁비밀", "secret.person@example.com", "제 비밀은 홍길동입니다"


def every_cell():
    """Every value of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- our own tables
            for row in cursor.fetchall():
                for cell in row:
                    yield (
                        table,
                        cell.decode("utf-8", "ignore") if isinstance(cell, bytes | memoryview) else str(cell),
                    )


def traces():
    return sorted(
        {
            table
            for table, cell in every_cell()
            for word in (NAME, ADDRESS, TEXT, "secret.person")
            if word in cell
        }
    )


@pytest.fixture
def customer(team, jisu):
    door = make.account(team)
    mail = f"From: {NAME} <{ADDRESS}>\r\nSubject: {TEXT}\r\n\r\n{TEXT}".encode()
    raw = actions.keep_original(
        mail,
        channel=ChannelKind.EMAIL,
        account_id=door.pk,
        at=NOON,
        envelope_from=ADDRESS,
        envelope_to=["help@example.com"],
    )
    landed = actions.receive(
        actions.Inbound(
            account_id=door.pk, address=ADDRESS, address_as_typed=ADDRESS, sender_name=NAME, subject=TEXT,
            body_full=TEXT, body_new=TEXT, dedupe_key="k", external_ids=[("message-id", f"<1.{ADDRESS}>")],
            files=[actions.InboundFile(f"{NAME}.txt", TEXT.encode(), "text/plain")],
        ),
        at=NOON,
        raw_id=raw.pk,
    )  # fmt: skip
    actions.reply(
        landed.ticket_id,
        body=f"{NAME} 고객님, {TEXT}",
        by=jisu,
        at=at(60),
        then_solve=True,
        reason_id=make.reason().pk,
    )
    actions.reopen(landed.ticket_id, by=jisu, at=at(70))
    actions.save_draft(landed.ticket_id, body=f"{NAME} 고객님", base_message_id=0, by=jisu, at=at(80))
    note_everything_down(landed.ticket_id, team.parent, jisu)
    actions.keep_original(
        b"not a mail", channel=ChannelKind.EMAIL, account_id=door.pk, at=at(90), envelope_from=ADDRESS
    )
    return Customer.objects.get(name=NAME)


def note_everything_down(ticket_id, centre, jisu):
    """The customer's words in memos and in fields of every kind that holds words."""
    governs = make.person("g", centre, "operations_manager")
    words = sorting.field(centre, governs)
    address = sorting.field(centre, governs, "address", FieldKind.CHOICE, personal=True)
    sorting.asks(centre, governs, Rule(words.pk, required=False, source=Source.CUSTOMER_MAIL))
    fill_fields(ticket_id, typed={words.pk: TEXT, address.pk: "paid"}, by=jisu, at=at(81))
    memos.write_memo(text=f"{NAME} 고객", ticket_id=ticket_id, by=jisu, at=at(82))
    customer_id = Ticket.objects.get(pk=ticket_id).customer_id
    memos.write_memo(text=TEXT, customer_id=customer_id, pinned=True, by=jisu, at=at(83))


def test_nothing_personal_is_left_in_any_table_or_file(customer, manager, settings):
    keys = [
        *RawInbound.objects.values_list("vault_key", flat=True),
        *Attachment.objects.values_list("vault_key", flat=True),
    ]
    assert traces() != []

    actions.erase_customer(customer.pk, by=manager, at=at(100))

    assert traces() == []
    for key in keys:
        with pytest.raises(FileNotFoundError):
            vault.read(key)


def test_history_and_counts_stay(customer, manager):
    facts = list(Event.objects.values_list("position", "name", "data"))

    actions.erase_customer(customer.pk, by=manager, at=at(100))

    assert list(Event.objects.values_list("position", "name", "data"))[: len(facts)] == facts
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 2)
    assert Event.objects.latest("position").data == {"customer_id": customer.pk, "tickets": 1}


def test_a_file_somebody_else_sent_too_stays_for_them(customer, team, manager):
    other = make.inbound(
        make.account(team), files=[actions.InboundFile("a.txt", TEXT.encode(), "text/plain")]
    )

    actions.erase_customer(customer.pk, by=manager, at=at(100))

    file = Attachment.objects.get(message_id=other.message_id)
    assert vault.read(file.vault_key) == TEXT.encode()


def test_erasing_twice_is_refused(customer, manager):
    actions.erase_customer(customer.pk, by=manager, at=at(100))

    with pytest.raises(DeskError):
        actions.erase_customer(customer.pk, by=manager, at=at(101))


def test_a_reply_that_has_not_gone_out_yet_stays_here(customer, manager):
    actions.erase_customer(customer.pk, by=manager, at=at(100))

    assert actions.claim_due(at(200), channel="email") == []
