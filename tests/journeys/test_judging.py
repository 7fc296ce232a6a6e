"""An exception is judged in the contact, by keyboard, in Korean."""

import pytest

from gijun.organisation.models import Person, Team
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import sign_in, told
from tests.standards import agreed, tabled

pytestmark = pytest.mark.journey

MOST_KEYS = 15


class Keys:
    """A keyboard that counts."""

    def __init__(self, page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def press_in_hangul(self, key, code):
        """A key of the Korean keyboard: the browser tells the letter it writes and the place it has."""
        self.page.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))",
            [key, code],
        )
        self.pressed += 1


@pytest.fixture
def opened(product, browser_context):
    """A ticket about sending something back, open in the browser; a standard with exceptions is in force."""
    owner, centre = Person.objects.get(username="owner"), Team.objects.get(name="서울센터")
    says = agreed.content("받은 날부터 7일 안에 반품됩니다.", steps=("주문 확인",))
    tabled.published(owner, centre, says=says, title="반품 기준")
    product.send("9일 전에 받은 신발인데 반품하고 싶어요. 마음이 바뀌었어요.", subject="반품 문의")
    until(lambda: told("desk.message_received").exists())
    page = sign_in(browser_context, product)
    page.keyboard.press("n")
    page.wait_for_selector(".msg.in")
    return page


def test_from_the_question_to_the_sentence_in_a_few_keys(opened):
    page, keys = opened, Keys(opened)

    keys.press("x")
    page.wait_for_selector("#judging [role=group]:focus")
    assert page.inner_text("#judging-question") == "왜 반품하나요?"
    assert complaints(page) == []
    picture(page, "judging-question-ko")
    keys.press("1")
    page.wait_for_selector("#judging-answer:focus")
    keys.press("9", "Enter")
    page.wait_for_selector("#judging [data-accept]:focus")
    assert tabled.LATE.reason in page.inner_text("#judging .ruling")
    assert complaints(page) == []
    picture(page, "judging-verdict-ko")
    keys.press("Enter")
    page.wait_for_selector("textarea[name=body]:focus")

    assert keys.pressed <= MOST_KEYS
    assert page.input_value("textarea[name=body]") == tabled.LATE.sentence
    assert page.get_attribute("[data-used] input[name=used_found_ms]", "value") == ""
    assert "승인 요청" in page.inner_text("#checklists")
    assert page.inner_text("#judging") == ""
    fact = told("desk.exception_judged").get()
    assert (fact.data["verdict"], fact.data["questions"]) == ("approval", 2)
    assert fact.data["took_ms"] > 0
    picture(page, "judging-done-ko")

    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".msg.out")
    used = told("desk.standard_used").get()
    assert (used.data["edited_share"], used.data["found_ms"]) == (0.0, None)
    compare_log_and_rows()


def test_keys_pressed_before_the_server_has_answered_are_not_lost(opened):
    page = opened

    page.keyboard.press("x")
    page.wait_for_selector("#judging [role=group]:focus")
    for key in ("1", "3", "Enter", "n"):
        page.keyboard.press(key)
    page.wait_for_selector("#judging [data-accept]")

    assert tabled.IN_TIME.sentence in page.inner_text("#judging .ruling")


def test_with_hangul_on_answers_are_known_by_their_place_and_can_be_taken_back(opened):
    page, keys = opened, Keys(opened)

    keys.press_in_hangul("ㅌ", "KeyX")
    page.wait_for_selector("#judging [role=group]:focus")
    keys.press("1")
    page.wait_for_selector("#judging-answer:focus")
    keys.press("3", "Enter")
    page.wait_for_selector("#judging [data-key=n]")
    keys.press_in_hangul("ㅛ", "KeyY")
    page.wait_for_selector("#judging [data-accept]")
    assert tabled.OPEN.sentence in page.inner_text("#judging .ruling")
    keys.press_in_hangul("ㅠ", "KeyB")
    page.wait_for_selector("#judging [data-key=n]")
    keys.press_in_hangul("ㅜ", "KeyN")
    page.wait_for_selector("#judging [data-accept]")

    assert tabled.IN_TIME.sentence in page.inner_text("#judging .ruling")
    assert not told("desk.exception_judged").exists()


def test_escape_closes_and_leads_back_to_the_answer(opened):
    page = opened

    page.keyboard.press("x")
    page.wait_for_selector("#judging [role=group]:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector("textarea[name=body]:focus")

    assert page.inner_text("#judging") == ""


def test_the_steps_are_done_one_after_another_with_the_space_bar(opened):
    page = opened
    page.keyboard.press("x")
    page.wait_for_selector("#judging [role=group]:focus")
    page.keyboard.press("2")
    page.wait_for_selector("#judging [data-accept]:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=body]:focus")
    page.keyboard.press("Escape")

    page.keyboard.press("s")
    page.wait_for_selector("#procedure-done:focus")
    assert page.inner_text("#procedure-step") == "주문 확인"
    assert complaints(page) == []
    picture(page, "procedure-ko")
    page.keyboard.press("Space")
    page.wait_for_selector("#procedure-step:has-text('사진 받기')")
    page.wait_for_selector("#procedure-done:focus")
    page.keyboard.press("b")
    page.wait_for_selector("#procedure-step:has-text('주문 확인')")
    page.wait_for_selector("#procedure-done:focus")
    page.keyboard.press("Space")
    page.wait_for_selector("#procedure-step:has-text('사진 받기')")
    page.keyboard.press("Space")
    page.wait_for_selector("#procedure p.state.ok")

    assert [event.data["done"] for event in told("desk.checklist_ticked")] == [True, True]
    assert page.locator("#checklists input[type=checkbox]:checked").count() == 2
