"""Tickets are found by everything that was said on them, by whoever may see them, and by nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk import actions, searching
from gijun.desk.models import Customer
from gijun.desk.queries import lists
from gijun.events import log
from gijun.science.korean.terms import stream
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return make.centre()


@pytest.fixture
def lead(centre):
    return make.person("lead", centre, "team_lead")


def write_all() -> None:
    while searching.write():
        pass


def found(person, words: str) -> list[str]:
    page = lists.page(person, lists.Filter(view="all", words=words))
    return sorted(ticket.subject for ticket in page.tickets)


def test_a_ticket_is_found_by_any_message_however_it_is_spaced(centre, lead):
    door = make.account(centre)
    said = make.ticket(
        door, address="a@example.com", subject="문의", body="환불 기준이 궁금합니다. 주문번호 A1234567"
    )
    make.ticket(door, address="b@example.com", subject="배송", body="언제 오나요")
    write_all()

    for words in ("환불기준", "환불 기준", "궁금", "문의 환불", "A1234", "a1234567", "환", said.number):
        assert found(lead, words) == ["문의"], words
    assert found(lead, "환불 배송") == []


def test_what_is_said_later_is_found_once_the_worker_has_read_it(centre, lead):
    door = make.account(centre)
    first = make.ticket(door, address="a@example.com", subject="문의", body="처음")
    write_all()
    actions.write_note(first.pk, body="팀장에게 물어봄", by=lead, at=make.NOON)
    assert found(lead, "팀장에게") == []

    write_all()

    assert found(lead, "팀장에게") == ["문의"]
    assert searching.position() == log.head()


def test_words_on_a_merged_ticket_lead_to_the_one_it_went_into(centre, lead):
    door = make.account(centre)
    first = make.ticket(door, address="a@example.com", subject="첫째", body="사라진영수증")
    second = make.ticket(door, address="b@example.com", subject="둘째", body="다른 말")
    write_all()

    actions.merge(first.pk, into_id=second.pk, by=lead, at=make.NOON)

    assert "둘째" in found(lead, "사라진영수증")


def test_an_erased_customer_is_found_by_nothing_they_said(centre):
    head = make.person("head", centre, "centre_head")
    door = make.account(centre)
    said = make.ticket(
        door, address="a@example.com", subject="사라질 제목", body="지울 말", sender_name="홍길동"
    )
    write_all()
    assert found(head, "홍길동") == found(head, "지울") == ["사라질 제목"]

    actions.erase_customer(Customer.objects.get(tickets=said).pk, by=head, at=make.NOON)
    write_all()

    for words in ("홍길동", "지울", "사라질"):
        assert list(searching.hits(words)) == [], words


def test_nobody_finds_the_tickets_of_another_team(centre, lead):
    other = make.team(centre, "다른 팀")
    stranger = make.person("stranger", make.team(centre, "또 다른 팀"), "agent")
    make.ticket(make.account(other), address="a@example.com", subject="남의 일", body="비밀스러운 말")
    write_all()

    assert found(stranger, "비밀스러운") == []
    assert found(lead, "비밀스러운") == ["남의 일"]


def test_a_damaged_index_is_written_anew(centre, lead):
    make.ticket(make.account(centre), address="a@example.com", subject="문의", body="환불")
    write_all()
    for file in searching.folder().glob("*.idx"):
        file.write_bytes(b"broken")
    (searching.folder() / "meta.json").write_text("{")
    second = make.account(centre, "second@example.com")
    make.ticket(second, address="b@example.com", subject="새 문의", body="환불")

    write_all()

    assert found(lead, "환불") == ["문의", "새 문의"]


def test_before_any_index_is_written_subjects_are_searched(centre, lead):
    make.ticket(make.account(centre), address="a@example.com", subject="환불 문의", body="다른 말")

    assert found(lead, "불 문") == ["환불 문의"]


@given(st.text(alphabet="환불기준 결제\t", min_size=1, max_size=30))
def test_terms_do_not_depend_on_spaces(text):
    assert stream(text) == stream("".join(text.split()))
