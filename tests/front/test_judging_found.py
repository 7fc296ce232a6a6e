"""The standard that is highlighted in the finder is judged by with X, before anything is inserted."""

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import press_hangul
from tests.front.loopback import Answer, Site
from tests.front.written import FOUND, TICKET

pytestmark = pytest.mark.journey

ASKED = "<p>왜 교환하나요?</p><button data-key='1' autofocus>변심</button>"


@pytest.fixture
def found(site: Site, page: Page) -> Page:
    """Two standards are found; the second one has exceptions."""
    site.pages["/"] = TICKET
    site.answers["/find/"] = Answer(FOUND)
    site.answers["/judging/4/"] = Answer(ASKED)
    page.goto("/")
    page.locator("#words").fill("교환")
    expect(page.locator("[role=option]")).to_have_count(2)
    return page


def test_arrow_and_x_open_the_panel_for_the_highlighted_standard(site, found):
    found.keyboard.press("ArrowDown")
    found.keyboard.press("x")

    expect(found.locator("#judging button")).to_be_focused()
    expect(found.locator("[role=option]")).to_have_count(0)
    expect(found.locator("#body")).to_have_value("")
    assert len(site.wait_for("/judging/4/")) == 1


def test_with_hangul_on_the_place_of_the_key_counts(site, found):
    found.keyboard.press("ArrowDown")
    press_hangul(found, "ㅌ", "KeyX")

    expect(found.locator("#judging button")).to_be_focused()
    assert len(site.wait_for("/judging/4/")) == 1


def test_before_the_arrow_keys_x_is_a_letter_and_alt_x_judges(site, found):
    site.answers["/find/"] = Answer(
        FOUND.replace('data-title="환불 기준"', 'data-title="환불 기준" data-judges')
    )
    site.answers["/judging/13/"] = Answer(ASKED)
    found.keyboard.press("x")
    expect(found.locator("#words")).to_have_value("교환x")
    expect(found.locator("[role=option][data-judges]")).to_have_count(2)
    found.keyboard.press("Alt+x")

    expect(found.locator("#judging button")).to_be_focused()
    assert len(site.wait_for("/judging/13/")) == 1


def test_a_standard_without_exceptions_is_not_judged_by(site, found):
    found.keyboard.press("ArrowDown")
    found.keyboard.press("ArrowUp")
    found.keyboard.press("x")

    expect(found.locator("#words")).to_have_value("교환x")
    expect(found.locator("#judging button")).to_have_count(0)


def test_what_is_typed_after_the_arrow_keys_is_typed(site, found):
    found.keyboard.press("ArrowDown")
    found.keyboard.type("권 ")
    found.keyboard.press("x")

    expect(found.locator("#words")).to_have_value("교환권 x")
