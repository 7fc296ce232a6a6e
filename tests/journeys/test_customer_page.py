"""A customer opens the link to their matter on a small screen: no sign-in, nothing written by looking."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gijun.desk import actions
from gijun.desk.actions.promises.making import Wanted, make
from gijun.desk.models import Satisfaction, Ticket
from gijun.desk.queries.promises import links
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards.models import ContactReason
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import reach, told

pytestmark = pytest.mark.journey

NARROW = {"width": 390, "height": 844}
OVERFLOWS = """[document.documentElement, document.querySelector("main")]
  .some((one) => one.scrollWidth > one.clientWidth)"""


@pytest.fixture
def promised(product) -> Ticket:
    """A matter an agent looks into, with an answer promised in two hours."""
    product.send("카드 환불이 아직 안 들어왔어요.")
    until(lambda: told("desk.message_received").exists())
    jisu, now = Person.objects.get(username="jisu"), timezone.now()
    ticket = actions.take(Ticket.objects.get().pk, by=jisu, at=now)
    wanted = Wanted(kind="answer_by", due_at=now + timedelta(hours=2), why="knowledge", outside_ok=True)
    make(ticket.pk, wanted, by=jisu, at=now)
    return ticket


@pytest.fixture
def customer(chromium):
    """A telephone nobody is signed in on."""
    context = chromium.new_context(locale="ko-KR", viewport=NARROW)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def opened(page, url: str, status: int = 200) -> str:
    """Open an address and give back what it says; it is accessible, narrow, and nothing is written by it."""
    before = log.head()
    answer = page.goto(url)
    assert (answer.status, log.head()) == (status, before)
    assert (complaints(page), page.evaluate(OVERFLOWS)) == ([], False)
    return page.inner_text("main")


def test_a_customer_follows_their_matter_and_says_how_it_was(product, promised, customer):
    url = links.url_of(promised, product.address)

    text = opened(customer, url)
    picture(customer, "customer-page-ko")
    assert customer.inner_text("h1") == "문의 진행상황"
    assert "● 확인하고 있습니다" in customer.inner_text("[aria-current=step]")
    due = timezone.localtime(promised.promises.get().due_at)
    assert f"{due:%H:%M}" in text
    assert customer.locator("form[action$='/satisfaction/']").count() == 0

    changed = url[:-2] + ("A" if url[-2] != "A" else "B") + "/"
    assert "링크가 완전하지 않습니다" in opened(customer, changed, 404)

    jisu = Person.objects.get(username="jisu")
    refund = ContactReason.objects.get(code="refund")
    actions.solve(promised.pk, by=jisu, at=timezone.now(), reason_id=refund.pk)
    opened(customer, url)
    rate(customer)
    assert list(Satisfaction.objects.values_list("score", "resolved", "comment")) == [(4, True, "빨랐어요.")]
    compare_log_and_rows()


def rate(page) -> None:
    """Choose four of five, say that it is settled, and send it; all by keyboard."""
    reach(page, "input[name=score]")
    page.keyboard.press("Space")
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    reach(page, "input[name=resolved]")
    page.keyboard.press("Space")
    reach(page, "textarea[name=comment]")
    page.keyboard.insert_text("빨랐어요.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("main [role=status]")
    assert (complaints(page), page.evaluate(OVERFLOWS)) == ([], False)
    picture(page, "customer-page-rated-ko")
