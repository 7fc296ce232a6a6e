"""A second matter gets a ticket of its own, and nothing is lost."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sorting.splitting import split
from gijun.desk.errors import DeskError
from gijun.desk.models import Contact, Message, Ticket, TicketClock
from gijun.desk.rules.sorting.splitting import Said, waits_since, whole_contacts
from gijun.events.models import Event
from tests import make
from tests.desk.clocks import agreed
from tests.desk.sorting import sorted as built
from tests.make import at


@pytest.fixture
def door(team):
    return make.account(team)


@pytest.fixture
def ticket(door, jisu):
    return two_matters(door, jisu)


def two_matters(door, jisu) -> Ticket:
    """A refund, and an hour later a delivery, in one ticket."""
    made = make.ticket(door)
    make.inbound(door, body="그리고 다른 주문은 언제 오나요?", when=at(3_600), ticket_id=made.pk)
    actions.take(made.pk, by=jisu, at=at(3_700))
    return made


def messages(ticket) -> list[int]:
    return list(Message.objects.filter(ticket=ticket).order_by("id").values_list("pk", flat=True))


def said(pk, direction="in", contact=1, automatic=False):
    return Said(pk, contact, direction, automatic, at(pk))


def test_who_waits_is_the_oldest_message_no_later_answer_followed():
    assert waits_since([said(1), said(2, "out"), said(3), said(4)]) == at(3)
    assert waits_since([said(1), said(2, "out"), said(3, automatic=True), said(4, "internal")]) is None


def test_a_contact_goes_along_when_all_of_it_does():
    both = [said(1), said(2, contact=2), said(3, contact=2), said(4, "internal", contact=None)]

    assert whole_contacts(both, {2, 3, 4}) == [2]
    assert whole_contacts(both, {2}) == []


def test_chosen_messages_move_to_a_ticket_of_the_same_customer_and_holder(ticket, jisu):
    refund, delivery = messages(ticket)

    new = split(ticket.pk, message_ids=[delivery], subject="배송 문의", by=jisu, at=at(4_000))

    ticket.refresh_from_db()
    assert (messages(ticket), messages(new)) == ([refund], [delivery])
    assert (new.subject, new.customer_id, new.assignee, new.split_from_id) == (
        "배송 문의",
        ticket.customer_id,
        jisu,
        ticket.pk,
    )
    assert (ticket.waiting_since, new.waiting_since) == (make.NOON, at(3_600))
    assert built.replayed()


def test_a_contact_that_goes_whole_counts_for_the_new_ticket(door, team, jisu):
    other = make.account(team, "second@example.com")
    ticket = make.ticket(door)
    landed = make.inbound(other, address="haneul@example.com", when=at(60), ticket_id=ticket.pk)

    new = split(ticket.pk, message_ids=[landed.message_id], by=jisu, at=at(100))

    moved = Contact.objects.get(ticket=new)
    assert moved.account == other
    assert Event.objects.get(name="desk.contact_moved").data == {"into_ticket_id": new.pk}
    assert Contact.objects.get(ticket=ticket).account == door
    assert built.replayed()


def test_the_customers_answer_to_a_moved_message_lands_on_the_new_ticket(ticket, jisu, door):
    _refund, delivery = messages(ticket)
    new = split(ticket.pk, message_ids=[delivery], by=jisu, at=at(4_000))

    landed = make.inbound(door, when=at(5_000), ticket_id=new.pk)

    assert Message.objects.get(pk=landed.message_id).ticket == new
    assert built.replayed()


def test_clocks_follow_who_waits_in_each(centre, door, jisu):
    agreed.targets(centre)
    ticket = two_matters(door, jisu)
    _refund, delivery = messages(ticket)

    new = split(ticket.pk, message_ids=[delivery], by=jisu, at=at(4_000))

    running = TicketClock.objects.filter(stopped_at=None).values_list("ticket_id", "metric", "started_at")
    assert sorted(running) == [
        (ticket.pk, "first_response", make.NOON),
        (ticket.pk, "resolution", make.NOON),
        (new.pk, "first_response", at(3_600)),
        (new.pk, "resolution", at(4_000)),
    ]
    assert built.replayed()


def test_with_the_only_waiting_message_the_wait_goes_too(ticket, jisu):
    refund, delivery = messages(ticket)
    split(ticket.pk, message_ids=[refund], by=jisu, at=at(4_000))

    assert Ticket.objects.get(pk=ticket.pk).waiting_since == at(3_600)
    assert messages(ticket) == [delivery]
    assert built.replayed()


@pytest.mark.parametrize("choice", ["none", "all", "foreign", "note"])
def test_what_is_no_second_matter_is_refused(ticket, jisu, door, choice):
    elsewhere = make.inbound(door, address="b@example.com").message_id
    note = actions.write_note(ticket.pk, body="확인 중", by=jisu, at=at(3_800)).pk
    own = messages(ticket)
    chosen = {"none": [], "all": own, "foreign": [own[0], elsewhere], "note": [note]}[choice]

    with pytest.raises(DeskError):
        split(ticket.pk, message_ids=chosen, by=jisu, at=at(4_000))
    assert messages(ticket) == own
    assert built.replayed()


def test_a_solved_ticket_and_an_onlooker_split_nothing(ticket, jisu, centre):
    observer = make.person("o", centre, "observer")
    own = messages(ticket)

    with pytest.raises(PermissionDenied):
        split(ticket.pk, message_ids=own[:1], by=observer, at=at(4_000))
    actions.solve(ticket.pk, reason_id=make.reason().pk, by=jisu, at=at(4_100))
    with pytest.raises(DeskError, match="Reopen"):
        split(ticket.pk, message_ids=own[:1], by=jisu, at=at(4_200))


def test_an_answer_to_a_ticket_merged_twice_lands_at_the_end(door, jisu):
    one, two, three = (make.ticket(door, address=f"{who}@example.com") for who in "abc")
    actions.merge(one.pk, into_id=two.pk, by=jisu, at=at(10))
    actions.merge(two.pk, into_id=three.pk, by=jisu, at=at(20))

    landed = make.inbound(door, address="a@example.com", when=at(30), ticket_id=one.pk)

    assert landed.ticket_id == three.pk
    for back in (one, two):  # a circle, however long
        with pytest.raises(DeskError):
            actions.merge(three.pk, into_id=back.pk, by=jisu, at=at(40))
    assert built.replayed()
