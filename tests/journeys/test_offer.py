"""Routing offers tickets to an agent who is ready: one is accepted, the next declined, by keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Stop

import pytest
from django.utils import timezone

from gijun.desk.dispatching import keep_routing
from gijun.desk.models import Offer, Ticket
from gijun.organisation.models import Team
from gijun.organisation.queries.floor import state_of
from tests.committed import Racer
from tests.desk.routing import routed
from tests.front.keyboard import press_hangul
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import reach, sign_in, told

pytestmark = pytest.mark.journey

CARD = "[data-offer]"


@contextmanager
def routing() -> Iterator[None]:
    """The worker's loop that routes, under a policy that asks and waits long for the answer."""
    centre, stop = Team.objects.get(name="서울센터"), Stop()
    routed.policy(centre, routed.queue(asks=True), when=timezone.now(), offer_s=600, again_after_s=600)
    racer = Racer(keep_routing, stop)
    try:
        yield
    finally:
        stop.set()
        racer.finish()


def answered() -> list[tuple[str, str]]:
    return list(Offer.objects.order_by("id").values_list("answer", "reason"))


def accept_what_is_offered(page) -> None:
    page.wait_for_selector(CARD)  # without a reload
    assert "배송 문의" in page.inner_text(CARD)
    assert complaints(page) == []
    picture(page, "offer-ko")
    press_hangul(page, "ㅛ", "KeyY")
    page.wait_for_selector(".msg.in")
    assert page.inner_text(".head h1") == "배송 문의"


def decline_what_is_offered(page) -> None:
    page.wait_for_selector(CARD)
    assert "교환 문의" in page.inner_text(CARD)
    assert complaints(page) == []
    reach(page, f"{CARD} select[name=reason]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(CARD, state="detached")


def test_an_offer_appears_is_accepted_and_the_next_is_declined(product, browser_context):
    page = sign_in(browser_context, product)
    with routing():
        press_hangul(page, "F8", "F8")
        until(lambda: told("organisation.state_entered").filter(data__state="ready").exists())
        product.send("배송은 언제 되나요?", subject="배송 문의")
        accept_what_is_offered(page)
        jisu = Ticket.objects.get().assignee
        assert (jisu.username, answered()) == ("jisu", [("accepted", "")])

        product.send("교환하고 싶어요.", subject="교환 문의", sender="garam@example.com")
        decline_what_is_offered(page)
    assert answered() == [("accepted", ""), ("refused", "knowledge")]
    assert Ticket.objects.get(subject="교환 문의").assignee is None
    assert state_of([jisu.pk])[jisu.pk].kind == "in_contact"
    assert complaints(page) == []
    compare_log_and_rows()
