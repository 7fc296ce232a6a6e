"""Memos: on a ticket or a customer, pinned, withdrawn, and gone with the customer."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.sorting import memos
from gijun.desk.errors import DeskError
from gijun.desk.models import Customer, Memo
from gijun.desk.queries.sorting.memos import beside
from gijun.events.models import Event
from tests import make
from tests.desk.sorting import sorted as built
from tests.make import at


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))


def write(ticket, by, text="재입고 알림 요청", **more):
    about = (
        {"ticket_id": ticket.pk} if not more.pop("customer", False) else {"customer_id": ticket.customer_id}
    )
    return memos.write_memo(text=text, by=by, at=at(1), **about, **more)


def test_a_memo_on_the_customer_stands_beside_all_their_tickets_pinned_ones_first(team, jisu, ticket):
    own, customers = write(ticket, jisu), write(ticket, jisu, customer=True)
    top = write(ticket, jisu, pinned=True)
    other = make.ticket(make.account(team, "other@example.com"), subject="다른 일", when=at(9))

    assert beside(ticket) == [top, customers, own]
    assert (other.customer_id, beside(other)) == (ticket.customer_id, [customers])
    assert built.replayed()


def test_no_fact_of_a_memo_holds_its_words(jisu, ticket):
    write(ticket, jisu, "비밀")

    assert Event.objects.get(name="desk.memo_written").data == {
        "memo_id": Memo.objects.get().pk,
        "customer_id": None,
        "pinned": False,
    }


def test_pinning_and_withdrawing_twice_is_once(jisu, ticket):
    memo = write(ticket, jisu)
    for _again in range(2):
        memos.pin_memo(memo.pk, pinned=True, by=jisu, at=at(2))
    for _again in range(2):
        memos.withdraw_memo(memo.pk, by=jisu, at=at(3))

    told = Event.objects.filter(name__startswith="desk.memo_").order_by("position")
    assert [one.name for one in told] == ["desk.memo_written", "desk.memo_pinned", "desk.memo_withdrawn"]
    assert beside(ticket) == []
    assert built.replayed()


def test_a_colleagues_memo_is_withdrawn_by_a_lead_only(team, jisu, lead, ticket):
    memo = write(ticket, jisu)
    colleague = make.person("b", team, "agent")

    with pytest.raises(DeskError, match="한지수"):
        memos.withdraw_memo(memo.pk, by=colleague, at=at(2))
    memos.withdraw_memo(memo.pk, by=lead, at=at(3))

    assert Memo.objects.get().withdrawn_at == at(3)


@pytest.mark.parametrize("text", ["", "  \n ", "가" * 2_001])
def test_nothing_and_too_much_are_refused(jisu, ticket, text):
    with pytest.raises(DeskError):
        write(ticket, jisu, text)
    assert Memo.objects.count() == 0


def test_whoever_does_not_see_the_customer_reads_and_writes_nothing(centre, jisu, ticket):
    memo = write(ticket, jisu)
    stranger = make.person("x", make.centre("부산"), "agent")
    observer = make.person("o", centre, "observer")

    with pytest.raises(Customer.DoesNotExist):
        write(ticket, stranger, customer=True)
    with pytest.raises(Memo.DoesNotExist):
        memos.pin_memo(memo.pk, pinned=True, by=stranger, at=at(2))
    with pytest.raises(PermissionDenied):
        write(ticket, observer)


def test_memos_follow_a_merged_ticket(team, jisu, ticket):
    memo = write(ticket, jisu)
    other = make.ticket(make.account(team), address="b@example.com")

    actions.merge(ticket.pk, into_id=other.pk, by=jisu, at=at(5))

    assert beside(other) == [memo]
    assert built.replayed()


def test_nothing_is_written_about_an_erased_customer(jisu, manager, ticket):
    write(ticket, jisu)
    actions.erase_customer(ticket.customer_id, by=manager, at=at(5))

    with pytest.raises(DeskError, match="erased"):
        write(ticket, jisu)
    assert list(Memo.objects.values_list("text", flat=True)) == [""]
    assert beside(ticket) == []
    assert built.replayed()
