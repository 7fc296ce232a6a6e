from datetime import timedelta

from gijun.desk import actions
from gijun.desk.models import Contact, Message, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import TicketStatus
from gijun.events.models import Event
from tests import make
from tests.make import NOON


def names():
    return list(
        Event.objects.filter(name__startswith="desk.").order_by("position").values_list("name", flat=True)
    )[1:]


def test_a_first_message_opens_customer_ticket_and_contact(team):
    door = make.account(team)

    ticket = make.ticket(door, subject="환불 문의", body="환불은 언제 되나요?")

    assert (ticket.number, ticket.subject, ticket.status) == ("2026-0001", "환불 문의", TicketStatus.NEW)
    assert ticket.waiting_since == NOON
    assert ticket.customer.name == "이하늘"
    assert names() == ["desk.ticket_opened", "desk.contact_opened", "desk.message_received"]
    assert state.from_log() == state.from_rows()


def test_a_second_message_joins_the_open_contact(team):
    door = make.account(team)
    ticket = make.ticket(door)

    make.inbound(door, ticket_id=ticket.pk, when=NOON + timedelta(minutes=5))

    assert Contact.objects.count() == 1
    assert Message.objects.count() == 2
    ticket.refresh_from_db()
    assert ticket.waiting_since == NOON
    assert state.from_log() == state.from_rows()


def test_the_same_message_twice_is_dropped_with_a_row_that_says_so(team):
    door = make.account(team)
    make.inbound(door, dedupe_key="same")

    again = make.inbound(door, dedupe_key="same")

    assert (again.message_id, again.reason) == (None, "duplicate")
    assert Message.objects.count() == 1


def test_a_message_to_a_merged_ticket_lands_at_the_end_of_the_chain(team, jisu):
    door = make.account(team)
    first, second, third = (make.ticket(door, address=f"{n}@example.com") for n in "abc")
    actions.merge(first.pk, into_id=second.pk, by=jisu, at=NOON)
    actions.merge(second.pk, into_id=third.pk, by=jisu, at=NOON)

    landed = make.inbound(door, ticket_id=first.pk)

    assert landed.ticket_id == third.pk
    assert Ticket.objects.get(pk=third.pk).messages.count() == 4
    assert state.from_log() == state.from_rows()
