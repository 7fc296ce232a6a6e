"""Finding a standard or a page takes the keyboard alone, and only the latest answer is shown."""

from threading import Event

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import compose, press_while_composing
from tests.front.loopback import Answer, Asked, Site
from tests.front.written import FOUND, TICKET

pytestmark = pytest.mark.journey


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    site.pages["/"] = TICKET
    site.answers["/find/"] = Answer(FOUND)
    page.goto("/")
    return page


def test_semicolon_words_arrow_enter_inserts_the_second_sentence(site, ticket):
    ticket.keyboard.press(";")
    ticket.keyboard.type("교환")
    expect(ticket.locator("[role=option]")).to_have_count(2)
    ticket.keyboard.press("ArrowDown")
    ticket.keyboard.press("Enter")

    expect(ticket.locator("#body")).to_have_value("교환은 7일 안에 신청하실 수 있습니다.")
    expect(ticket.locator("[role=option]")).to_have_count(0)
    assert site.to("/find/")[-1].values == {"ticket": ["12"], "q": ["교환"]}


def test_a_screen_reader_hears_which_answer_is_chosen(site, ticket):
    words = ticket.locator("#words")
    words.fill("환불")
    expect(words).to_have_attribute("aria-expanded", "true")
    chosen = ticket.locator("[role=option][aria-selected=true]")
    expect(words).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    ticket.keyboard.press("ArrowDown")

    expect(chosen).to_have_text("교환 기준")
    expect(words).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")


def test_it_searches_while_a_syllable_is_composed_and_enter_waits_for_it(site, ticket):
    ticket.locator("#words").focus()
    compose(ticket, "환")
    expect(ticket.locator("[role=option]")).to_have_count(2)
    press_while_composing(ticket, "Enter")

    expect(ticket.locator("#body")).to_have_value("")
    assert site.to("/find/")[-1].values["q"] == ["환"]


def test_a_late_answer_to_an_earlier_question_is_not_shown(site, ticket):
    asked, released = Event(), Event()

    def answer(one: Asked) -> Answer:
        if one.values["q"] != ["환불"]:
            asked.set()
            return Answer("<div role='option'>늦은 답</div>", after=released.wait)
        return Answer(FOUND)

    site.answers["/find/"] = answer
    ticket.locator("#words").fill("환")
    assert asked.wait(5)
    ticket.locator("#words").fill("환불")
    expect(ticket.locator("[role=option]")).to_have_count(2)
    with ticket.expect_request_finished(lambda request: "q=%ED%99%98&" in f"{request.url}&"):
        released.set()

    expect(ticket.locator("[role=option]").first).to_have_text("환불 기준")


def test_escape_closes_and_goes_back_to_the_answer(site, ticket):
    ticket.locator("#body").fill("쓰던 글 ")
    ticket.keyboard.type(";")
    ticket.keyboard.type("환불")
    expect(ticket.locator("[role=option]")).to_have_count(2)
    ticket.keyboard.press("Escape")

    expect(ticket.locator("[role=option]")).to_have_count(0)
    expect(ticket.locator("#body")).to_be_focused()
    expect(ticket.locator("#body")).to_have_value("쓰던 글 ")


def test_the_time_runs_from_opening_to_inserting(site, ticket):
    ticket.clock.install()
    ticket.locator("#words").fill("환불")
    ticket.clock.run_for(200)
    expect(ticket.locator("[role=option]")).to_have_count(2)
    ticket.clock.run_for(4_000)
    ticket.keyboard.press("Enter")

    found_ms = ticket.locator("input[name=used_found_ms]").input_value()
    assert 4_200 <= int(found_ms) < 10_000


def test_what_nobody_finds_is_said_with_the_words_and_the_time(site, ticket):
    ticket.clock.install()
    ticket.locator("#words").fill("없는 말")
    ticket.clock.run_for(3_000)
    ticket.locator("[data-not-found] button").click()

    (asked,) = site.wait_for("/not-found/")
    assert asked.values["q"] == ["없는 말"]
    assert 3_000 <= int(asked.values["took_ms"][0]) < 10_000


def test_ctrl_k_goes_to_a_page_of_the_menu(site, ticket):
    ticket.locator("#body").focus()
    ticket.keyboard.press("Control+k")
    options = ticket.locator(".palette [role=option]")
    expect(options).to_have_text(["데스크 G D", "기준 G S", "옆 창 ]", "맡기 T", "답장 R", "기준 ;"])
    ticket.keyboard.type("기준")
    expect(options).to_have_text(["기준 G S", "기준 ;"])
    ticket.keyboard.press("Enter")

    ticket.wait_for_url("**/standards/")


@pytest.mark.parametrize("typed", ["ㄷㅅㅋ", "eptm", "데슼", "데스크"])
def test_ctrl_k_understands_initials_the_wrong_keyboard_and_half_a_syllable(site, ticket, typed):
    ticket.keyboard.press("Control+k")
    ticket.locator("#palette").fill(typed)

    expect(ticket.locator(".palette [role=option]")).to_have_text(["데스크 G D"])


def test_ctrl_k_does_what_the_page_offers(site, ticket):
    ticket.keyboard.press("Control+k")
    ticket.keyboard.type("맡기")
    ticket.keyboard.press("Enter")

    site.wait_for("/take/")
    expect(ticket.locator(".palette")).not_to_be_visible()


def test_what_was_chosen_last_stands_first(site, ticket):
    ticket.keyboard.press("Control+k")
    ticket.keyboard.type("답장")
    ticket.keyboard.press("Enter")
    expect(ticket.locator("#body")).to_be_focused()
    ticket.keyboard.press("Control+k")

    expect(ticket.locator(".palette [role=option]").first).to_have_text("답장 R")


def test_ctrl_k_goes_to_a_ticket(site, ticket):
    site.answers["/desk/palette/found/"] = Answer("<li><a href='/desk/tickets/12/'><b>환불 문의</b></a></li>")
    ticket.keyboard.press("Control+k")
    ticket.keyboard.type("환불")
    expect(ticket.locator(".palette [role=option]")).to_have_text(["환불 문의"])
    ticket.keyboard.press("Enter")

    ticket.wait_for_url("**/desk/tickets/12/")


def test_the_field_in_the_top_bar_searches_without_scripts(site, chromium):
    site.pages["/"] = TICKET
    context = chromium.new_context(java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.goto("/")
    page.locator("#find").fill("2026-1183")
    page.locator("#find").press("Enter")

    assert site.wait_for("/desk/")[0].values == {"view": ["all"], "q": ["2026-1183"]}
    context.close()
