"""Shortcuts work with Hangul on, keep out of the way while somebody types, and belong to the person."""

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import press_hangul
from tests.front.loopback import Answer, Site
from tests.front.written import TICKET

pytestmark = pytest.mark.journey


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    site.pages["/"] = TICKET
    page.goto("/")
    return page


def test_a_letter_works_with_hangul_switched_on(site, ticket):
    press_hangul(ticket, "ㅅ", "KeyT")

    site.wait_for("/take/")
    assert len(site.posts("/take/")) == 1


def test_a_letter_works_on_a_keyboard_that_has_it_elsewhere(site, ticket):
    press_hangul(ticket, "t", "KeyY")

    site.wait_for("/take/")


def test_g_then_a_letter_goes_to_a_page_with_hangul_on(site, ticket):
    press_hangul(ticket, "ㅎ", "KeyG")
    press_hangul(ticket, "ㄴ", "KeyS")

    ticket.wait_for_url("**/standards/")


def test_nothing_happens_while_somebody_types(site, ticket):
    ticket.keyboard.press("r")
    ticket.keyboard.type("test")
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("t")

    expect(ticket.locator("#body")).to_have_value("test")
    site.wait_for("/take/")
    assert len(site.posts("/take/")) == 1


def test_alt_and_the_key_work_while_typing(site, ticket):
    ticket.locator("#body").fill("답을 쓰는 중")
    ticket.keyboard.press("Alt+t")

    site.wait_for("/take/")
    expect(ticket.locator("#body")).to_have_value("답을 쓰는 중")


def test_j_and_k_walk_the_list_and_enter_opens(site, ticket):
    for key, code in [("ㅓ", "KeyJ"), ("ㅓ", "KeyJ"), ("ㅏ", "KeyK"), ("j", "KeyJ")]:
        press_hangul(ticket, key, code)
    ticket.keyboard.press("Enter")

    ticket.wait_for_url("**#two")


def test_a_folded_pane_stays_folded(site, ticket):
    ticket.keyboard.press("]")
    expect(ticket.locator("#side")).to_be_hidden()
    ticket.reload()

    expect(ticket.locator("#side")).to_be_hidden()
    expect(ticket.locator("#fold")).to_have_attribute("aria-expanded", "false")


def test_the_list_of_keys_names_what_the_page_offers(site, ticket):
    ticket.keyboard.press("?")

    keys = ticket.locator("dialog .keys")
    expect(keys.locator("kbd")).to_have_text(["]", "T", "R", ";", "G D", "G S", "J K", "Ctrl K", "?"])
    expect(keys.locator("span").nth(1)).to_have_text("맡기")


def test_shortcuts_can_be_switched_off(site, ticket):
    ticket.keyboard.press("?")
    ticket.locator("dialog .option input").first.uncheck()
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("t")
    ticket.locator("button[data-shortcut=t]").click()

    site.wait_for("/take/")
    assert len(site.posts("/take/")) == 1  # the click, not the key


def test_a_key_can_be_changed_and_the_page_shows_it(site, ticket):
    ticket.keyboard.press("?")
    ticket.locator("dialog .key", has_text="T").click()
    press_hangul(ticket, "ㅈ", "KeyW")
    ticket.keyboard.press("Escape")
    ticket.keyboard.press("t")
    ticket.keyboard.press("w")

    site.wait_for("/take/")
    assert len(site.posts("/take/")) == 1
    expect(ticket.locator("button[data-shortcut=t] kbd")).to_have_text("W")


def test_a_key_that_is_taken_is_refused(site, ticket):
    ticket.keyboard.press("?")
    ticket.locator("dialog .key", has_text="T").click()
    ticket.keyboard.press("r")

    expect(ticket.locator("dialog .key", has_text="T")).to_be_visible()
    expect(ticket.locator("dialog [role=status]")).not_to_be_empty()


def test_what_the_server_cannot_do_is_said_and_stays_until_dismissed(site, ticket):
    site.answers["/take/"] = Answer(status=500)
    ticket.keyboard.press("t")

    toast = ticket.locator(".toast [role=alert]")
    expect(toast).to_be_visible()
    ticket.locator(".toast > .btn").click()
    expect(toast).to_have_count(0)
