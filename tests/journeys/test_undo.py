"""A reply just sent is taken back whole by its key; one left alone goes out, whoever leaves the page."""

import pytest
from django.utils import timezone

from gijun.desk.actions.sparing.policies import change_policy
from gijun.desk.rules.sparing.policy import Sending
from gijun.desk.terms.sparing import PolicyKind
from gijun.organisation.models import Person, Team
from tests import make
from tests.front.keyboard import press_hangul
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import sign_in, told

pytestmark = pytest.mark.journey

TEXT = "확인해서 알려 드리겠습니다."


@pytest.fixture
def manager(product) -> Person:
    return make.person("manager", Team.objects.get(name="서울센터"), "operations_manager")


def replies_wait(seconds: int, manager: Person) -> None:
    """How long a reply can be taken back from now on."""
    centre = Team.objects.get(name="서울센터")
    change_policy(centre.pk, PolicyKind.SENDING, Sending(undo_s=seconds), by=manager, at=timezone.now())


def test_a_reply_is_taken_back_and_the_next_one_goes_out_from_a_page_that_was_left(
    product, browser_context, manager
):
    replies_wait(120, manager)
    product.send("환불은 언제 되나요?")
    until(lambda: told("desk.message_received").exists())
    page = sign_in(browser_context, product)
    page.keyboard.press("n")
    page.wait_for_selector(".msg.in")
    page.keyboard.press("r")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("g-undo")
    assert page.input_value("textarea[name=body]") == ""
    assert complaints(page) == []
    picture(page, "undo-ko")

    page.evaluate("document.activeElement?.blur()")
    press_hangul(page, "ㅋ", "KeyZ")
    page.wait_for_selector("g-undo", state="detached")
    assert page.input_value("textarea[name=body]") == TEXT
    assert (told("desk.reply_withdrawn").count(), product.sink.mails) == (1, [])
    compare_log_and_rows()

    replies_wait(1, manager)
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".msg.out .body")
    page.goto("about:blank")
    until(lambda: len(product.sink.mails) == 1)
    assert (told("desk.reply_written").count(), told("desk.reply_withdrawn").count()) == (2, 1)
    compare_log_and_rows()
