"""A reply just sent can be taken back as long as the bar counts; whoever leaves the page lets it go out."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import press_hangul
from tests.front.loopback import Site

pytestmark = pytest.mark.journey

BAR = """{% extends "web/base.html" %}{% block content %}
<g-undo class="undo" data-left-s="9.6"><form method="post" action="/undo/" hx-post="/undo/" hx-swap="none">
<p role="status">보냈습니다. <button class="btn" data-shortcut="z">보내기 취소 <kbd>Z</kbd></button>
<span data-left data-unit="초"></span></p></form></g-undo>
<label>답변 <textarea id="body">다음 글</textarea></label>{% endblock %}"""


@pytest.fixture
def sent(site: Site, page: Page) -> Page:
    """A page with a reply just sent, on a computer whose clock is a day behind."""
    site.pages["/"] = BAR
    page.clock.install(time=datetime(2026, 11, 24, tzinfo=UTC))
    page.goto("/")
    return page


def undone(site: Site) -> int:
    return len(site.posts("/undo/"))


def test_the_seconds_left_are_counted_down_and_the_bar_goes_with_the_last(sent):
    left = sent.locator("[data-left]")
    expect(left).to_have_text("10 초")
    sent.clock.run_for(3_000)
    expect(left).to_have_text("7 초")
    sent.clock.run_for(7_000)

    expect(sent.locator("g-undo")).to_have_count(0)


@pytest.mark.parametrize("key", ["z", "ㅋ"])
def test_its_key_takes_the_reply_back(site, sent, key):
    press_hangul(sent, key, "KeyZ")

    site.wait_for("/undo/")
    assert undone(site) == 1


def test_the_button_takes_the_reply_back(site, sent):
    sent.locator("g-undo button").click()

    site.wait_for("/undo/")
    assert undone(site) == 1


def test_ctrl_z_stays_the_fields_own_and_alt_z_takes_back_from_inside_it(site, sent):
    body = sent.locator("#body")
    body.focus()
    sent.keyboard.type("?")
    sent.keyboard.press("Control+z")
    expect(body).to_have_value("다음 글")
    assert undone(site) == 0
    sent.keyboard.press("Alt+z")

    site.wait_for("/undo/")
    expect(body).to_have_value("다음 글")
    assert undone(site) == 1


def test_when_the_time_is_over_the_key_does_nothing(site, sent):
    sent.clock.run_for(11_000)
    expect(sent.locator("g-undo")).to_have_count(0)
    sent.keyboard.press("z")
    sent.keyboard.press("?")  # a key that does something, after one that must not

    expect(sent.locator("dialog[open]")).to_be_visible()
    assert undone(site) == 0


def test_whoever_leaves_the_page_has_not_taken_it_back(site, sent):
    site.pages["/next/"] = '{% extends "web/base.html" %}{% block content %}<h1>다음</h1>{% endblock %}'
    sent.goto("/next/")
    sent.keyboard.press("z")
    sent.keyboard.press("?")

    expect(sent.locator("dialog[open]")).to_be_visible()
    assert undone(site) == 0
