"""Rows are chosen by keyboard, also with Hangul on, and stay chosen when the list is drawn anew."""

import pytest
from playwright.sync_api import Page, expect

from tests.front.keyboard import press_hangul
from tests.front.loopback import Site

pytestmark = pytest.mark.journey
ROWS = "".join(
    f'<li class="pick"><input type="checkbox" name="t" value="{n}" form="bulk-form" aria-label="{n}"'
    " data-pick>"
    f'<a class="item" href="/desk/tickets/{n}/" data-list-item>문의 {n}</a></li>'
    for n in range(1, 6)
)
LIST = (
    """{% extends "web/base.html" %}{% block content %}<div class="panes"><section data-list id="list">
<g-selection class="bulk-bar"><form id="bulk-form" method="get" action="/desk/bulk/">
<label><input type="checkbox" data-pick-all> 모두</label>
<span role="status"><span data-picked>0</span></span>
<button class="btn" data-shortcut="Shift+b">한꺼번에</button></form></g-selection>
<ul>"""
    + ROWS
    + """</ul></section><section id="case"><input id="words"></section></div>{% endblock %}"""
)


@pytest.fixture
def rows(site: Site, page: Page) -> Page:
    site.pages["/"] = LIST
    page.goto("/")
    return page


def chosen(page: Page) -> list[str]:
    return page.locator("[data-pick]:checked").evaluate_all("all => all.map(one => one.value)")


def test_space_chooses_a_row_and_shift_a_range(rows):
    rows.keyboard.press("j")
    rows.keyboard.press("j")
    rows.keyboard.press("Space")
    rows.keyboard.press("j")
    rows.keyboard.press("j")
    rows.keyboard.press("Shift+Space")

    assert chosen(rows) == ["2", "3", "4"]
    expect(rows.locator("[data-picked]")).to_have_text("3")
    rows.keyboard.press("Escape")
    assert chosen(rows) == []


def test_control_a_chooses_the_page_and_shift_b_takes_it_along(site, rows):
    rows.keyboard.press("j")
    press_hangul(rows, "ㅁ", "KeyA", ctrlKey=True)
    assert chosen(rows) == ["1", "2", "3", "4", "5"]
    press_hangul(rows, "ㅠ", "KeyB", shiftKey=True)

    assert site.wait_for("/desk/bulk/")[0].values == {"t": ["1", "2", "3", "4", "5"]}


def test_a_click_with_shift_chooses_a_range(rows):
    rows.locator("[data-pick]").nth(0).click()
    rows.locator("[data-pick]").nth(2).click(modifiers=["Shift"])

    assert chosen(rows) == ["1", "2", "3"]


def test_what_is_chosen_stays_when_the_list_is_drawn_anew(rows):
    rows.locator("[data-pick]").nth(1).click()
    rows.evaluate("() => { const list = document.getElementById('list'); list.outerHTML = list.outerHTML; }")

    assert chosen(rows) == ["2"]
    expect(rows.locator("[data-picked]")).to_have_text("1")


def test_while_somebody_types_control_a_is_the_fields_own(rows):
    rows.locator("#words").fill("환불")
    rows.keyboard.press("Control+a")

    assert chosen(rows) == []


def test_alt_and_a_digit_go_to_a_pane(rows):
    rows.keyboard.press("Alt+2")
    expect(rows.locator("#case")).to_be_focused()
    rows.keyboard.press("Alt+1")

    expect(rows.locator("[data-list-item]").first).to_be_focused()
