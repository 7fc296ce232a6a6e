"""Use teaches the search; before anything is typed the finder shows what fits the customer's words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.desk import actions as desk
from gijun.desk.queries.lessons import labels, last_words
from gijun.standards import actions, indexing, queries
from gijun.standards.models import Lesson
from tests import make
from tests.make import NOON
from tests.standards import agreed

SENTENCE = "카드사 승인 취소로 처리합니다."


@pytest.fixture
def policy(centre):
    return make.person("policy", centre, "policy_owner")


@pytest.fixture
def door(team):
    return make.account(team)


@pytest.fixture
def refund(policy, centre):
    """Nothing in it is what customers call it."""
    return agreed.published(policy, centre, agreed.content(SENTENCE), title="환불 처리 기준")


def said_to(door, jisu, version, words, address):
    """A customer's words, answered with the standard."""
    ticket = make.ticket(door, body=words, address=address, subject="문의")
    used = [desk.UsedSentence(version.pk, SENTENCE, 4_000)]
    desk.reply(ticket.pk, body=SENTENCE, by=jisu, at=NOON, used=used)
    return ticket


def test_words_that_several_customers_used_lead_to_what_was_said_to_them(
    door, jisu, policy, centre, refund, settings
):
    exchange = agreed.published(policy, centre, agreed.content(SENTENCE), title="교환 접수 절차")
    for number in range(4):
        said_to(door, jisu, refund, "뿌잉머니 돌아오나요", f"c{number}@example.com")
        said_to(door, jisu, exchange, "한 치수 크게요", f"d{number}@example.com")
    assert queries.find(jisu, "뿌잉머니", at=NOON) == []

    lesson = actions.learn(labels(NOON), at=NOON)
    assert lesson.pairs == 8
    indexing.write(settings.SEARCH, NOON)

    assert [one.title for one in queries.find(jisu, "뿌잉머니", at=NOON)] == ["환불 처리 기준"]
    assert actions.learn(labels(NOON), at=NOON) is None


def test_what_one_customer_wrote_is_not_learned(door, jisu, refund):
    for _ in range(5):
        said_to(door, jisu, refund, "김뽀삐는 제 고양이예요", "one@example.com")

    actions.learn(labels(NOON), at=NOON)

    assert Lesson.objects.get().terms == {}


def test_the_last_words_are_the_customers_and_no_machines(door, jisu, refund):
    ticket = said_to(door, jisu, refund, "돈이 아직이에요", "a@example.com")
    make.inbound(
        door, body="부재중입니다", address="a@example.com", ticket_id=ticket.pk, automatic="auto_reply"
    )

    assert last_words(ticket.pk) == "문의 돈이 아직이에요"
    assert last_words(0) == ""


def test_the_finder_suggests_before_anything_is_typed(client, door, jisu, policy, centre):
    now = timezone.now() - timedelta(minutes=1)
    agreed.published(policy, centre, agreed.content(SENTENCE), title="환불 처리 기준", at=now)
    agreed.published(policy, centre, agreed.content("7일"), title="교환 접수 절차", at=now)
    ticket = make.ticket(door, body="교환 접수는 어떻게 하나요")
    client.force_login(jisu)
    url = reverse("desk:find", args=[ticket.pk])

    suggested = client.get(url).content.decode()
    typed = client.get(url, {"q": "환불"}).content.decode()

    assert "교환 접수 절차" in suggested
    assert 'id="suggested"' in suggested
    assert "환불 처리 기준" in typed
    assert 'id="suggested"' not in typed


def test_nobody_is_told_what_a_customer_of_others_said(client, door):
    ticket = make.ticket(door, body="교환 접수는 어떻게 하나요")
    client.force_login(make.person("far", make.centre("부산"), "agent"))

    assert client.get(reverse("desk:find", args=[ticket.pk])).status_code == 404
