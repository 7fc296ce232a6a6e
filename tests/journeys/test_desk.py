"""A contact goes all the way round, by keyboard, in Korean."""

from email import message_from_bytes, policy

import pytest

from gijun.events.models import Event
from tests.integrations.email.ports import until
from tests.journeys.conftest import SENTENCE, compare_log_and_rows, complaints, picture

pytestmark = pytest.mark.journey


def sign_in(context, product, username="jisu"):
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{product.address}/")
    reach(page, "input[name=login]")
    page.keyboard.type(username)
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/**")
    return page


def reach(page, selector, key="Tab"):
    """Press a key until the focus is on an element."""
    for _press in range(80):
        if page.evaluate("s => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"The keyboard does not reach {selector}.")


def told(name):
    return Event.objects.filter(name=name)


def find_and_insert(page):
    """Write a greeting, find the agreed sentence by two syllables, insert it."""
    page.keyboard.press("r")
    page.keyboard.type("고객님, 안녕하세요. ")
    page.keyboard.press("Escape")
    page.keyboard.press(";")
    page.wait_for_selector("#finder-input:focus")
    page.keyboard.type("환불")
    page.wait_for_selector("g-finder [role=option][aria-selected=true]")
    picture(page, "finder-ko")
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=body]:focus")
    assert page.input_value("textarea[name=body]") == f"고객님, 안녕하세요. {SENTENCE}"


def tick_the_first_step(page):
    page.wait_for_selector("#checklists input[type=checkbox]")
    reach(page, "#checklists input[type=checkbox]")
    page.keyboard.press("Space")
    until(lambda: told("desk.checklist_ticked").exists())
    picture(page, "desk-ko")


def send_and_solve(page, product):
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".msg.out")
    until(lambda: len(product.sink.mails) == 1)
    page.evaluate("document.activeElement?.blur()")
    page.keyboard.press("t")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_selector("#wrap-up form")
    reach(page, "#wrap-up .btn.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".head .state.ok")


def test_from_a_mail_to_a_solved_ticket_and_back(product, browser_context):
    product.send("카드 취소했는데 입금이 안 됐어요. 언제 들어오나요?")
    until(lambda: told("desk.message_received").exists())
    page = sign_in(browser_context, product)
    assert complaints(page) == []

    page.keyboard.press("n")  # the one who has waited longest
    page.wait_for_selector(".msg.in")
    assert page.inner_text(".head h1") == "환불 문의"
    find_and_insert(page)
    tick_the_first_step(page)
    assert complaints(page) == []
    send_and_solve(page, product)

    sent = message_from_bytes(product.sink.mails[0], policy=policy.default)
    asked = told("desk.message_received").get()
    assert sent["To"] == "haneul@example.com"
    assert sent["In-Reply-To"] == sent["References"]
    assert "+t." in sent["Reply-To"]
    assert sent.get_content().startswith(f"고객님, 안녕하세요. {SENTENCE}")
    assert told("desk.standard_used").get().data["edited_share"] == 0.0
    assert told("desk.ticket_solved").get().ticket_id == asked.ticket_id

    colleague = browser_context.browser.new_context(locale="ko-KR")
    watching = sign_in(colleague, product, "lead")
    watching.goto(page.url)
    watching.wait_for_selector(".msg.out")
    product.send(
        "아직 안 들어왔어요.", subject=f"Re: {sent['Subject']}", In_Reply_To=sent["Message-ID"],
        References=f"{sent['References']} {sent['Message-ID']}",
    )  # fmt: skip
    for seen in (page, watching):  # without a reload, in both browsers
        seen.wait_for_selector(".msg.in >> nth=1")
    colleague.close()

    assert {event.ticket_id for event in told("desk.message_received")} == {asked.ticket_id}
    assert told("desk.ticket_reopened").get().data == {"by_customer": True}
    compare_log_and_rows()


def test_shortcuts_work_with_hangul_on_and_enter_sends_once(product, browser_context):
    product.send("배송은 언제 되나요?")
    until(lambda: told("desk.message_received").exists())
    page = sign_in(browser_context, product)

    page.evaluate(
        "document.body.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'ㅜ', code: 'KeyN', bubbles: true, cancelable: true}))"
    )
    page.wait_for_selector(".msg.in")
    area = page.locator("textarea[name=body]")
    area.focus()
    page.keyboard.insert_text("안녕하세요")
    area.dispatch_event("compositionstart")
    area.dispatch_event(
        "keydown", {"key": "Enter", "code": "Enter", "ctrlKey": True, "isComposing": True, "keyCode": 229}
    )
    area.dispatch_event("compositionend")
    page.wait_for_selector(".msg.out")

    until(lambda: len(product.sink.mails) == 1)
    assert told("desk.reply_written").count() == 1


def test_messages_that_arrived_meanwhile_stop_the_answer_and_the_text_stays(product, browser_context):
    product.send("교환하고 싶어요.")
    until(lambda: told("desk.message_received").exists())
    page = sign_in(browser_context, product)
    page.keyboard.press("n")
    page.wait_for_selector(".msg.in")
    page.keyboard.press("r")
    page.keyboard.type("색상은 어떤 것을 원하세요?")
    first = told("desk.message_received").get()
    from gijun.desk.models import ExternalRef

    original = ExternalRef.objects.get(message_id=first.data["message_id"], kind="message-id").external_id
    product.send("파란색이요.", In_Reply_To=original)
    until(lambda: told("desk.message_received").count() == 2)

    page.keyboard.press("Control+Enter")
    page.wait_for_selector("[data-notice] [role=alert]")

    assert page.input_value("textarea[name=body]") == "색상은 어떤 것을 원하세요?"
    assert told("desk.reply_written").count() == 0
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".msg.out")


def test_without_scripts_the_desk_still_works(product, chromium):
    product.send("스크립트 없이도 되나요?")
    until(lambda: told("desk.message_received").exists())
    context = chromium.new_context(locale="ko-KR", java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{product.address}/")
    page.fill("input[name=login]", "jisu")
    page.fill("input[name=password]", "correct horse")
    page.click("button.main")
    page.click(".case-none button.main")
    page.fill("textarea[name=body]", "네, 됩니다.")
    page.click("button[data-send]")

    assert page.inner_text(".msg.out .body") == "네, 됩니다."
    context.close()
