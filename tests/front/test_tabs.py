"""On a phone a row of tabs shows the current one, when the page opens and after a swap."""

import pytest
from playwright.sync_api import Page

from tests.front.loopback import Answer, Site

pytestmark = pytest.mark.journey

PHONE = {"width": 390, "height": 844}
SHOWN = """() => {
    const tabs = document.querySelector(".tabs").getBoundingClientRect();
    const tab = document.querySelector(".tabs [aria-current]").getBoundingClientRect();
    return tab.left >= tabs.left - 1 && tab.right <= tabs.right + 1;
}"""
SCROLLED = "() => document.querySelector('.tabs').scrollLeft"


def tabs(current: int) -> str:
    links = "".join(
        f'<a href="#{n}"{" aria-current=page" if n == current else ""}>운영 화면 {n}</a>' for n in range(12)
    )
    return f'<nav class="tabs" id="tabs" aria-label="화면">{links}</nav>'


def opened(site: Site, page: Page, current: int) -> None:
    body = f'{tabs(current)}<button hx-get="/next/" hx-target="#tabs" hx-swap="outerHTML">다음</button>'
    site.pages["/"] = f'{{% extends "web/base.html" %}}{{% block content %}}{body}{{% endblock %}}'
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("current", [0, 5, 11])
def test_the_current_tab_is_in_view_when_the_page_opens(site: Site, page: Page, current: int):
    opened(site, page, current)

    assert page.evaluate(SHOWN)
    assert (page.evaluate(SCROLLED) > 0) == (current > 0)


def test_and_after_the_tabs_were_swapped(site: Site, page: Page):
    site.answers["/next/"] = Answer(tabs(11))
    opened(site, page, 0)
    with page.expect_response("**/next/"):
        page.get_by_role("button", name="다음").click()
    page.wait_for_function(SHOWN)

    assert page.evaluate(SCROLLED) > 0


def test_the_page_itself_stays_where_it_is(site: Site, page: Page):
    opened(site, page, 11)

    assert page.evaluate("() => [window.scrollX, window.scrollY]") == [0, 0]
