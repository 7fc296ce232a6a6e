"""What an agent writes is sent exactly once, whole, and is never lost."""

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import compose, finish, press_while_composing
from tests.front.loopback import Answer, Site
from tests.front.written import FOUND, OVERTAKEN, TICKET

pytestmark = pytest.mark.journey

CARD = "카드 결제는 승인 취소로 처리됩니다."


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    site.pages["/"] = TICKET
    site.answers["/reply/"] = Answer("<p id='sent'>보냈습니다.</p>")
    site.answers["/find/"] = Answer(FOUND)
    page.goto("/")
    return page


def bodies(site: Site) -> list[str]:
    return [values["body"][0] for values in site.posts("/reply/")]


def insert_first(page: Page) -> None:
    page.locator("#words").fill("환불")
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("Enter")


def test_ctrl_enter_sends_once_with_everything_the_form_holds(site, ticket):
    ticket.locator("#body").fill("확인해 드리겠습니다.")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert site.posts("/reply/") == [
        {"csrfmiddlewaretoken": ["the-token"], "base_message_id": ["7"], "body": ["확인해 드리겠습니다."]}
    ]


def test_sending_while_a_syllable_is_composed_sends_the_whole_text_once(site, ticket):
    ticket.locator("#body").focus()
    finish(ticket, "안녕하세")
    compose(ticket, "요")
    press_while_composing(ticket, "Enter", ctrl=True)
    press_while_composing(ticket, "Enter", ctrl=True)
    finish(ticket, "요")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert bodies(site) == ["안녕하세요"]


def test_enter_alone_sends_for_who_chose_so_and_waits_for_the_syllable(site, ticket):
    ticket.keyboard.press("?")
    ticket.locator("dialog .option input").nth(1).check()
    ticket.keyboard.press("Escape")
    ticket.locator("#body").focus()
    finish(ticket, "네")
    ticket.keyboard.press("Shift+Enter")
    compose(ticket, "감사합니다")
    press_while_composing(ticket, "Enter")
    finish(ticket, "감사합니다")

    expect(ticket.locator("#sent")).to_be_visible()
    assert bodies(site) == ["네\n감사합니다"]


def test_enter_alone_is_a_new_line_otherwise(site, ticket):
    ticket.locator("#body").focus()
    ticket.keyboard.type("a")
    ticket.keyboard.press("Enter")
    ticket.keyboard.type("b")

    expect(ticket.locator("#body")).to_have_value("a\nb")
    assert bodies(site) == []


def test_a_second_click_before_the_answer_sends_nothing_more(site, ticket):
    answered = Event()
    site.answers["/reply/"] = Answer(OVERTAKEN, status=409, after=answered.wait)
    ticket.locator("#body").fill("두 번 누름")
    ticket.locator("#send").click()
    ticket.locator("#send").click()
    ticket.keyboard.press("Control+Enter")
    answered.set()

    expect(ticket.locator("[data-notice] [role=alert]")).to_be_visible()
    assert bodies(site) == ["두 번 누름"]


def test_an_empty_text_is_not_sent_by_the_keyboard(site, ticket):
    ticket.locator("#body").fill("  \n")
    ticket.keyboard.press("Control+Enter")
    ticket.locator("#body").fill("이제")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert bodies(site) == ["이제"]


def test_the_draft_is_on_the_server_within_two_seconds_while_writing_goes_on(site, ticket):
    ticket.clock.install()
    ticket.locator("#body").fill("쓰는 ")
    ticket.clock.run_for(1_000)
    ticket.locator("#body").fill("쓰는 중")
    ticket.clock.run_for(1_000)

    site.wait_for("/draft/")
    assert site.posts("/draft/") == [{"body": ["쓰는 중"], "base_message_id": ["7"]}]


def test_a_draft_on_its_way_arrives_before_the_answer_is_sent(site, ticket):
    arrived = Event()
    site.answers["/draft/"] = Answer(status=204, after=arrived.wait)
    ticket.clock.install()
    ticket.locator("#body").fill("초안")
    ticket.clock.run_for(1_600)
    site.wait_for("/draft/")
    ticket.keyboard.press("Control+Enter")
    ticket.keyboard.press("Control+Enter")
    assert bodies(site) == []
    arrived.set()

    expect(ticket.locator("#sent")).to_be_visible()
    assert bodies(site) == ["초안"]


def test_what_was_typed_last_survives_a_reload(site, ticket):
    ticket.locator("#body").fill("아직 저장 전")
    insert_first(ticket)
    ticket.reload()

    expect(ticket.locator("#body")).to_have_value(f"아직 저장 전 {CARD}")
    ticket.locator("#body").press("Control+Enter")
    expect(ticket.locator("#sent")).to_be_visible()
    assert site.posts("/reply/")[0]["used_version"] == ["13"]


def test_a_later_draft_of_another_window_wins_over_the_tab(site, ticket):
    ticket.locator("#body").fill("이 창의 글")
    site.pages["/"] = TICKET.replace("</textarea>", "다른 창의 글</textarea>")
    ticket.reload()

    expect(ticket.locator("#body")).to_have_value("다른 창의 글")


def test_nothing_of_it_comes_back_once_it_was_sent(site, ticket):
    ticket.locator("#body").fill("보낸 글")
    ticket.keyboard.press("Control+Enter")
    expect(ticket.locator("#sent")).to_be_visible()
    ticket.reload()

    expect(ticket.locator("#body")).to_have_value("")


def test_a_composer_that_comes_with_the_answer_is_empty(site, ticket):
    site.answers["/reply/"] = Answer(
        '<p id="sent">보냈습니다.</p><g-composer data-draft-url="/draft/" data-key="ticket-12"><form>'
        '<div data-used></div><textarea id="body" name="body"></textarea></form></g-composer>'
    )
    ticket.locator("#body").fill("보낸 글")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    expect(ticket.locator("#body")).to_have_value("")


def test_messages_that_arrived_meanwhile_are_said_and_the_next_send_goes_from_there(site, ticket):
    site.answers["/reply/"] = Answer(OVERTAKEN, status=409)
    ticket.locator("#body").fill("답")
    ticket.keyboard.press("Control+Enter")
    expect(ticket.locator("[data-notice]")).to_contain_text("메시지가 1건 도착했습니다.")
    expect(ticket.locator("#body")).to_have_value("답")
    site.answers["/reply/"] = Answer("<p id='sent'>보냈습니다.</p>")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert [values["base_message_id"] for values in site.posts("/reply/")] == [["7"], ["8"]]


def test_a_failure_keeps_the_text_and_another_try_goes_through(site, ticket):
    site.answers["/reply/"] = Answer(status=500)
    ticket.locator("#body").fill("답")
    ticket.keyboard.press("Control+Enter")
    expect(ticket.locator(".toast [role=alert]")).to_be_visible()
    expect(ticket.locator("#body")).to_have_value("답")
    site.answers["/reply/"] = Answer("<p id='sent'>보냈습니다.</p>")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert bodies(site) == ["답", "답"]


def test_an_agreed_sentence_goes_in_at_the_cursor_and_is_remembered(site, ticket):
    ticket.locator("#body").fill("안녕하세요.감사합니다.")
    ticket.locator("#body").evaluate("area => area.setSelectionRange(6, 6)")
    insert_first(ticket)
    expect(ticket.locator("#body")).to_be_focused()
    expect(ticket.locator("#body")).to_have_value(f"안녕하세요. {CARD} 감사합니다.")
    expect(ticket.locator(".inserted")).to_have_text("◆ 환불 기준")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    sent = site.posts("/reply/")[0]
    assert (sent["used_version"], sent["used_text"]) == (["13"], [CARD])
    assert 0 <= int(sent["used_found_ms"][0]) < 60_000


def test_undo_takes_the_sentence_out_and_it_no_longer_counts_until_redone(site, ticket):
    ticket.locator("#body").fill("네.")
    insert_first(ticket)
    ticket.keyboard.press("Control+z")
    expect(ticket.locator("#body")).to_have_value("네.")
    expect(ticket.locator(".inserted")).to_be_hidden()
    ticket.keyboard.press("Control+Shift+z")
    expect(ticket.locator(".inserted")).to_be_visible()
    ticket.keyboard.press("Control+z")
    ticket.keyboard.press("Control+Enter")

    expect(ticket.locator("#sent")).to_be_visible()
    assert "used_version" not in site.posts("/reply/")[0]


def test_a_semicolon_finds_a_standard_at_the_start_of_a_word_only(site, ticket):
    ticket.locator("#body").focus()
    ticket.keyboard.type("네;")
    expect(ticket.locator("#body")).to_have_value("네;")
    ticket.keyboard.type(" ;")

    expect(ticket.locator("#words")).to_be_focused()
    expect(ticket.locator("#body")).to_have_value("네; ")


def test_the_form_works_without_scripts(site, chromium):
    site.pages["/"] = TICKET
    site.answers["/reply/"] = Answer("<!doctype html><p id='sent'>보냈습니다.</p>")
    context = chromium.new_context(java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.goto("/")
    page.locator("#body").fill("답")
    page.locator("#solve").click()

    assert page.locator("#sent").text_content() == "보냈습니다."
    assert site.posts("/reply/")[0]["then_solve"] == ["on"]
    context.close()
