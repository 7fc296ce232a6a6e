"""Two records made one with conflicts chosen, and everything with a customer in order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gijun.desk import actions
from gijun.desk.actions.sorting import memos
from gijun.desk.models import Customer, Handle, Memo
from gijun.desk.queries import page as pages
from gijun.desk.queries.sorting.customers import alike, known_as, side_by_side
from gijun.desk.queries.sorting.timeline import SHOWN, timeline
from tests import make
from tests.desk.sorting import sorted as built
from tests.make import NOON, at


@pytest.fixture
def door(team):
    return make.account(team)


def customer(door, who, name="이하늘"):
    return make.ticket(door, address=f"{who}@example.com", sender_name=name).customer


def test_two_records_stand_side_by_side_with_what_differs(door, jisu):
    stays, goes = customer(door, "a"), customer(door, "b", "하늘")
    for who in (stays, goes):
        memos.write_memo(text="VIP", customer_id=who.pk, pinned=True, by=jisu, at=at(1))

    both = side_by_side(jisu, goes.pk, stays.pk)

    assert both.names_differ
    assert [memo.customer_id for memo in both.pinned] == [stays.pk, goes.pk]
    assert [one.external_id for one in both.goes.handles] == ["b@example.com"]


def test_what_was_chosen_is_kept_and_everything_moves(door, jisu):
    stays, goes = customer(door, "a"), customer(door, "b", "하늘")
    memo = memos.write_memo(text="VIP", customer_id=goes.pk, pinned=True, by=jisu, at=at(1))

    actions.merge_customers(goes.pk, into_id=stays.pk, name_of=goes.pk, unpin=[memo.pk], by=jisu, at=at(2))

    kept = Customer.objects.get(pk=stays.pk)
    assert (kept.name, kept.tickets.count(), Handle.objects.filter(customer=kept).count()) == ("하늘", 2, 2)
    assert list(Memo.objects.values_list("customer_id", "is_pinned")) == [(stays.pk, False)]
    assert pages.customer(jisu, goes.pk) == kept
    assert built.replayed()


def test_a_record_without_a_name_takes_the_others(door, jisu):
    stays, goes = customer(door, "a", ""), customer(door, "b", "하늘")

    actions.merge_customers(goes.pk, into_id=stays.pk, by=jisu, at=at(2))

    assert Customer.objects.get(pk=stays.pk).name == "하늘"


def test_a_chain_of_merges_leads_to_its_end_and_cannot_close(door, jisu):
    one, two, three = (customer(door, who) for who in "abc")
    actions.merge_customers(one.pk, into_id=two.pk, by=jisu, at=at(2))
    actions.merge_customers(two.pk, into_id=three.pk, by=jisu, at=at(3))

    assert pages.customer(jisu, one.pk) == three
    assert known_as(three.pk) == {one.pk, two.pk, three.pk}
    for back in (one, two):
        with pytest.raises(Customer.DoesNotExist):
            actions.merge_customers(three.pk, into_id=back.pk, by=jisu, at=at(4))
    assert built.replayed()


def test_erasing_reaches_every_record_of_a_chain(door, jisu, manager):
    one, two, three = (customer(door, who, f"이름{who}") for who in "abc")
    actions.merge_customers(one.pk, into_id=two.pk, by=jisu, at=at(2))
    actions.merge_customers(two.pk, into_id=three.pk, by=jisu, at=at(3))

    actions.erase_customer(three.pk, by=manager, at=at(4))

    assert set(Customer.objects.values_list("name", "erased_at")) == {("", at(4))}
    assert built.replayed()


def test_records_of_one_name_are_proposed(door, jisu):
    one, two, _other = customer(door, "a"), customer(door, "b"), customer(door, "c", "다른 사람")

    assert alike(jisu, one) == [two]


def test_the_timeline_tells_everything_in_order_the_latest_first(door, jisu):
    ticket = make.ticket(door)
    memos.write_memo(text="재입고 알림", ticket_id=ticket.pk, by=jisu, at=at(60))
    actions.solve(ticket.pk, reason_id=make.reason().pk, by=jisu, at=at(120))

    told = timeline(jisu, ticket.customer)

    assert [(one.what, one.at) for one in told.moments] == [
        ("solved", at(120)),
        ("memo", at(60)),
        ("contact", NOON),
        ("opened", NOON),
    ]
    assert told.before == ""


def test_pages_of_the_timeline_lose_and_double_nothing(door, jisu):
    ticket = make.ticket(door)
    for serial in range(130):
        memos.write_memo(text=f"메모 {serial}", ticket_id=ticket.pk, by=jisu, at=at(60 + serial // 3))

    seen, before = [], None
    while True:
        told = timeline(jisu, ticket.customer, before=before)
        seen += [(one.what, one.pk) for one in told.moments]
        if not told.before:
            break
        assert len(told.moments) >= SHOWN
        before = told.moments[-1].at

    assert len(seen) == len(set(seen)) == 132


def test_a_longer_timeline_takes_no_more_queries(door, jisu):
    ticket = make.ticket(door)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            timeline(jisu, ticket.customer)
        return len(queries)

    timeline(jisu, ticket.customer)  # the person's standing is read once
    few = asked()
    for serial in range(40):
        memos.write_memo(text="메모", ticket_id=ticket.pk, by=jisu, at=at(60 + serial))
    assert asked() == few


def test_a_colleague_elsewhere_sees_their_own_part_only(door, centre, jisu):
    ticket = make.ticket(door)
    other_team = make.team(centre, "2팀")
    other = make.person("b", other_team, "agent")
    theirs = make.ticket(make.account(other_team, "two@example.com"), when=NOON + timedelta(hours=1))
    memos.write_memo(text="1팀 메모", ticket_id=ticket.pk, by=jisu, at=at(60))

    assert theirs.customer_id == ticket.customer_id
    assert {one.ticket for one in timeline(other, theirs.customer).moments} == {theirs}
