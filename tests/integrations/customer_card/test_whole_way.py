"""From a real server to the ticket page: the last card with its age, the pause, the page of speeds."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gijun.desk.actions.sparing.looking_up import look_up
from gijun.desk.lookups import CardField
from gijun.desk.models import CustomerCard, LookupCircuit, LookupTry
from gijun.desk.queries.sparing.lookups import cards_of, watched
from gijun.desk.terms.sparing import LookupOutcome
from gijun.integrations.customer_card import actions
from tests import make
from tests.integrations.customer_card.conftest import said
from tests.make import NOON, at
from tests.standards.browser import browser, words

MINUTE = timedelta(minutes=1)
CARD = (CardField("등급", "VIP"), CardField("최근 주문", "배송 중"), CardField("차단", "✗"))
SOMEBODY = said({"customer": {"email": "other@example.com", "grade": "타인"}})
AWAY = said(b"", status="302 Found", headers=["Location: https://elsewhere.example.com/"])


@pytest.fixture
def ticket(team):
    return make.ticket(make.account(team))


@pytest.fixture
def asked(ticket, jisu, source):
    return lambda when=NOON: look_up(ticket.pk, by=jisu, at=when)


def card(ticket, centre):
    return cards_of(ticket.customer_id, centre.pk)[0]


def test_the_card_comes_from_the_system_and_the_question_names_the_customer(asked, ticket, centre, system):
    assert asked(at(60)) == 1

    assert (card(ticket, centre).fields, card(ticket, centre).fetched_at) == (CARD, at(60))
    question = system.questions[0].decode()
    assert question.startswith("GET /customers?email=haneul%40example.com HTTP/1.1\r\n")
    assert "Authorization: Bearer s3cret\r\n" in question


def slow(system):
    system.before_s = 30


def dripping(system):
    system.between_s = 1.0


def answering(answer):
    def tell(system):
        system.answer = answer

    return tell


@pytest.mark.parametrize(
    ("tell", "outcome"),
    [
        (slow, LookupOutcome.SLOW),
        (dripping, LookupOutcome.SLOW),
        (answering(said()[:-5]), LookupOutcome.GARBLED),
        (
            answering(said({"customer": {"email": "other@example.com", "grade": "타인"}})),
            LookupOutcome.SOMEBODY_ELSE,
        ),
        (answering(said(status="500 Broken")), LookupOutcome.REFUSED),
        (answering(said(b"{]")), LookupOutcome.GARBLED),
        (answering(said(b" " * 300_000)), LookupOutcome.GARBLED),
        (answering(AWAY), LookupOutcome.NOT_ALLOWED),
    ],
    ids=["slow", "drip", "cut off", "somebody else", "500", "no json", "huge", "away"],
)
def test_a_fault_leaves_the_last_card_then_spares_the_system(
    asked, ticket, centre, system, short, tell, outcome
):
    asked(at(0))
    tell(system)

    outcomes = [asked(at(120 + second)) for second in (0, 10, 20, 30, 49, 50)]

    assert outcomes == [1, 1, 1, 0, 0, 1]
    assert set(LookupTry.objects.filter(at__gt=at(60)).values_list("outcome", flat=True)) == {outcome.value}
    shown = card(ticket, centre)
    assert (shown.fields, shown.fetched_at, shown.is_degraded) == (CARD, at(0), True)
    assert LookupCircuit.objects.get().failures == 4
    row = watched([centre.pk], at(200))[0]
    assert (row.name, row.hour.asked, row.hour.failed, row.is_spared) == ("주문 시스템", 5, 4, True)


def test_it_answers_again_and_all_is_well(asked, ticket, centre, system):
    system.answer = said(status="500 Broken")
    asked(at(0))
    system.answer = said()

    asked(at(10))

    assert (card(ticket, centre).fields, card(ticket, centre).is_degraded) == (CARD, False)


def test_an_answer_that_cannot_be_written_down_breaks_no_page(asked, ticket, centre, system):
    system.answer = said(rb'{"customer": {"email": "haneul@example.com", "grade": "V\ud800I\u0000P"}}')

    asked(at(0))

    assert card(ticket, centre).fields == (CardField("등급", "VIP"),)


def test_a_customer_the_system_does_not_know_is_no_fault(asked, ticket, centre, system):
    system.answer = said(status="404 Not Found")

    asked(at(0))

    assert (card(ticket, centre).fields, card(ticket, centre).is_degraded) == ((), False)


def test_who_has_no_such_address_is_not_asked_about(asked, ticket, centre, source, admin, described, system):
    by_phone = replace(described, url=f"{system.address}/c/{{phone}}")
    actions.change_source(source.pk, by_phone, secret="", by=admin, at=NOON)

    assert asked(at(0)) == 0

    assert (card(ticket, centre).is_asked, system.questions, LookupTry.objects.count()) == (False, [], 0)


def test_switched_off_it_is_neither_asked_nor_shown(asked, ticket, centre, source, admin, system):
    actions.switch_source(source.pk, active=False, by=admin, at=NOON)

    assert (asked(at(0)), system.questions, cards_of(ticket.customer_id, centre.pk)) == (0, [], [])


def test_other_centres_do_not_see_it(source):
    other = make.centre("부산센터")
    ticket = make.ticket(make.account(make.team(other), "busan@example.com"), address="sora@example.com")

    assert cards_of(ticket.customer_id, other.pk) == []


def test_the_pages_show_the_card_its_age_and_the_speed(ticket, jisu, lead, source, system):
    url = reverse("desk:customer_card", args=[ticket.pk])
    assert browser(jisu).post(url).status_code == 302
    CustomerCard.objects.update(fetched_at=timezone.now() - 5 * MINUTE, asked_at=None)
    system.answer = said(status="503 Busy")
    browser(jisu).post(url)

    shown = words(browser(jisu).get(reverse("desk:ticket", args=[ticket.pk])))
    speeds = words(browser(lead).get(reverse("desk:lookups")))

    assert "등급 VIP 최근 주문 배송 중" in shown
    assert "주문 시스템 is slow · last seen" in shown
    assert "주문 시스템 orders ✓ asked 2 1" in speeds
