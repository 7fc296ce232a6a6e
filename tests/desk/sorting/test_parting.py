"""A merge of customers taken back: what came goes back, what came in since stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gijun.desk import actions
from gijun.desk.actions.sorting import memos
from gijun.desk.actions.sorting.parting import part_customers
from gijun.desk.errors import DeskError
from gijun.desk.models import Customer, CustomerMerge, Handle, Memo, Promise, Ticket
from gijun.desk.queries.sorting.customers import known_as
from gijun.events.models import Event
from tests import make
from tests.desk.promises import promised
from tests.desk.sorting import sorted as built
from tests.make import at
from tests.standards.browser import browser, words


@pytest.fixture
def door(team):
    return make.account(team)


def ticket(door, who, name="이하늘", when=None):
    return make.ticket(
        door, address=f"{who}@example.com", sender_name=name, subject=who, when=when or make.NOON
    )


def merged(goes: Customer, stays: Customer, by, seconds: float, **choices) -> CustomerMerge:
    actions.merge_customers(goes.pk, into_id=stays.pk, by=by, at=at(seconds), **choices)
    return CustomerMerge.objects.get(goes=goes, parted_at=None)


def whose(model, **of) -> dict[int, int]:
    return dict(model.objects.filter(**of).order_by("pk").values_list("pk", "customer_id"))


def test_everything_that_came_goes_back(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b", "하늘")
    stays, goes = here.customer, there.customer
    memos.write_memo(text="VIP", customer_id=goes.pk, by=jisu, at=at(1))
    before = [whose(model) for model in (Ticket, Handle, Memo)]

    merge = merged(goes, stays, jisu, 2, name_of=goes.pk)
    assert [set(whose(model).values()) for model in (Ticket, Handle, Memo)] == [{stays.pk}] * 3
    part_customers(merge.pk, by=jisu, at=at(3))

    assert [whose(model) for model in (Ticket, Handle, Memo)] == before
    assert list(Customer.objects.order_by("pk").values_list("name", "merged_into")) == [
        ("이하늘", None),
        ("하늘", None),
    ]
    assert known_as(stays.pk) == {stays.pk}
    assert built.replayed()


def test_a_promise_goes_back_with_its_ticket(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b")
    made = promised.promise(there, jisu, when=1)

    merge = merged(there.customer, here.customer, jisu, 2)
    part_customers(merge.pk, by=jisu, at=at(3))

    assert Promise.objects.get(pk=made.pk).ticket.customer_id == there.customer_id


def test_what_arrived_after_the_merge_stays_where_it_was_written(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b")
    stays, goes = here.customer, there.customer
    merge = merged(goes, stays, jisu, 2)
    later = ticket(door, "b", when=at(3))
    memo = memos.write_memo(text="나중", customer_id=stays.pk, by=jisu, at=at(4))

    part_customers(merge.pk, by=jisu, at=at(5))

    assert whose(Ticket) == {here.pk: stays.pk, there.pk: goes.pk, later.pk: stays.pk}
    assert whose(Memo) == {memo.pk: stays.pk}
    assert ticket(door, "b", when=at(6)).customer_id == goes.pk
    assert built.replayed()


def test_a_name_given_since_stays(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b", "하늘")
    merge = merged(there.customer, here.customer, jisu, 2, name_of=there.customer_id)
    Customer.objects.filter(pk=here.customer_id).update(name="이하늘 대표")

    part_customers(merge.pk, by=jisu, at=at(3))

    assert Customer.objects.get(pk=here.customer_id).name == "이하늘 대표"


def test_merges_of_a_chain_are_taken_back_from_its_end(door, jisu):
    rows = [ticket(door, who) for who in "abc"]
    one, two, three = (row.customer for row in rows)
    first = merged(one, two, jisu, 2)
    second = merged(two, three, jisu, 3)

    with pytest.raises(DeskError, match=r"다른 기록|another record"):
        part_customers(first.pk, by=jisu, at=at(4))
    assert built.replayed()

    part_customers(second.pk, by=jisu, at=at(5))
    assert list(whose(Ticket).values()) == [two.pk, two.pk, three.pk]
    part_customers(first.pk, by=jisu, at=at(6))
    assert list(whose(Ticket).values()) == [one.pk, two.pk, three.pk]
    assert built.replayed()


def test_what_was_erased_stays_merged_and_keeps_no_name(door, jisu, manager):
    here, there = ticket(door, "a"), ticket(door, "b", "하늘")
    merge = merged(there.customer, here.customer, jisu, 2, name_of=there.customer_id)
    actions.erase_customer(here.customer_id, by=manager, at=at(3))

    with pytest.raises(DeskError):
        part_customers(merge.pk, by=jisu, at=at(4))

    assert CustomerMerge.objects.get().name_before == ""
    assert built.replayed()


def test_taking_back_twice_is_once_and_merging_again_is_another_merge(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b")
    merge = merged(there.customer, here.customer, jisu, 2)
    for seconds in (3, 4):
        part_customers(merge.pk, by=jisu, at=at(seconds))

    assert Event.objects.filter(name="desk.customers_parted").count() == 1
    again = merged(there.customer, here.customer, jisu, 5)
    part_customers(merge.pk, by=jisu, at=at(6))
    assert Ticket.objects.get(pk=there.pk).customer_id == here.customer_id
    part_customers(again.pk, by=jisu, at=at(7))
    assert Ticket.objects.get(pk=there.pk).customer_id == there.customer_id
    assert built.replayed()


def test_only_who_may_merge_and_sees_the_customer_takes_it_back(door, centre, jisu):
    here, there = ticket(door, "a"), ticket(door, "b")
    merge = merged(there.customer, here.customer, jisu, 2)
    elsewhere = make.person("far", make.team(make.centre("부산센터")), "agent")

    with pytest.raises(PermissionDenied):
        part_customers(merge.pk, by=make.person("o", centre, "observer"), at=at(3))
    with pytest.raises(Customer.DoesNotExist):
        part_customers(merge.pk, by=elsewhere, at=at(3))
    with pytest.raises(Customer.DoesNotExist):
        part_customers(merge.pk + 1, by=jisu, at=at(3))
    assert Ticket.objects.get(pk=there.pk).customer_id == here.customer_id


def test_the_page_says_who_merged_and_splits_again(door, jisu):
    here, there = ticket(door, "a"), ticket(door, "b", "하늘")
    merge = merged(there.customer, here.customer, jisu, 2)
    client = browser(jisu)
    where = reverse("desk:customer", args=[here.customer_id])
    part = reverse("desk:part_customers", args=[merge.pk])

    shown = client.get(where).content.decode()
    assert jisu.name in shown
    assert part in shown
    assert client.get(part).status_code == 405
    assert client.post(part).url == where

    assert part not in client.get(where).content.decode()
    assert "하늘" in words(client.get(reverse("desk:customer", args=[there.customer_id])))
