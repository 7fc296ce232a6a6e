"""Every component is accessible, obeys the content security policy and fits a phone."""

import importlib.resources
from pathlib import Path
from typing import Any

import pytest
from django import forms
from playwright.sync_api import Browser, Page, expect

from tests.front.loopback import Site
from tests.front.written import TICKET

pytestmark = pytest.mark.journey

AXE = Path(str(importlib.resources.files("gijun.web"))) / "front/node_modules/axe-core/axe.min.js"
STYLE = '{% extends "web/style.html" %}'
PAGES = {
    "style": STYLE,
    "ticket": TICKET,
    "sign in": '{% extends "account/login.html" %}',
    "two-step": '{% extends "mfa/index.html" %}',
    "not found": '{% extends "404.html" %}',
    "failed": '{% extends "500.html" %}',
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class SignIn(forms.Form):
    login = forms.CharField(label="아이디", help_text="사번입니다.")
    password = forms.CharField(label="비밀번호", widget=forms.PasswordInput)


def violations(page: Page) -> list[tuple[str, list[Any]]]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, page: Page) -> str:
    page.emulate_media(color_scheme=request.param)
    return str(request.param)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_is_in_the_way_of_anybody(site: Site, page: Page, scheme: str, language: str, name: str):
    site.language = language
    site.values["form"] = SignIn({})
    site.pages["/"] = PAGES[name]
    page.goto("/")
    page.wait_for_load_state("networkidle")

    assert violations(page) == []


def test_dialogs_are_in_nobodys_way_either(site: Site, page: Page, scheme: str):
    site.pages["/"] = STYLE
    page.goto("/")
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.locator(".palette [role=option]").first).to_be_visible()

    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_the_page_without_scrolling_sideways(site: Site, page: Page, name: str):
    page.set_viewport_size({"width": 360, "height": 740})
    site.values["form"] = SignIn({})
    site.pages["/"] = PAGES[name]
    page.goto("/")
    wider = """() => [...document.querySelectorAll("body, main")]
        .filter(one => one.scrollWidth > one.clientWidth).map(one => one.tagName)"""

    assert page.evaluate(wider) == []


def test_a_small_control_can_still_be_hit(site: Site, page: Page):
    site.pages["/"] = STYLE
    page.goto("/")
    small = """() => [...document.querySelectorAll("button, summary, select, input:not([type=hidden])")]
        .filter(one => one.checkVisibility() && !one.closest("label"))
        .map(one => [one.outerHTML, one.getBoundingClientRect()])
        .filter(([_, box]) => box.height < 24 || box.width < 24).map(([html]) => html)"""

    assert page.evaluate(small) == []


def test_the_first_tab_skips_to_the_content(site: Site, page: Page):
    site.pages["/"] = STYLE
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_a_chart_draws_the_table_beside_it(site: Site, page: Page):
    site.pages["/"] = STYLE
    page.goto("/")
    chart = page.locator("g-chart")

    expect(chart.locator("svg")).to_be_visible()
    expect(chart).to_have_attribute("aria-label", page.locator("figcaption").inner_text())
    expect(chart.locator("text", has_text="10:30")).to_have_count(1)
    expect(page.locator("table")).to_be_hidden()
    page.get_by_text(page.locator("details.as-table > summary").inner_text()).click()
    expect(page.locator("table")).to_be_visible()


@pytest.mark.parametrize("kind", ["bar", "heatmap"])
def test_other_kinds_of_chart_are_drawn_as_well(site: Site, page: Page, kind: str):
    site.values |= {
        "kind": kind,
        "table": {"heads": ["요일", "9시", "10시"], "rows": [["월", 3, "1,200"], ["화", None, 7]]},
    }
    site.pages["/"] = (
        '{% extends "web/base.html" %}{% block content %}'
        '{% include "web/components/_chart.html" with title="인입" %}{% endblock %}'
    )
    page.goto("/")

    expect(page.locator("g-chart svg")).to_be_visible()
    expect(page.locator("g-chart text", has_text="월")).to_have_count(1)


def test_a_chart_is_redrawn_when_the_night_begins(site: Site, page: Page):
    site.pages["/"] = STYLE
    page.goto("/")
    line = page.locator("g-chart path[stroke='#1f4fd8']").first
    expect(line).to_be_attached()
    page.emulate_media(color_scheme="dark")

    expect(line).not_to_be_attached()
    expect(page.locator("g-chart path[stroke='#8fb0ff']").first).to_be_attached()


def test_without_scripts_the_table_stands_alone(site: Site, chromium: Browser):
    site.pages["/"] = STYLE
    context = chromium.new_context(java_script_enabled=False, base_url=site.address)
    page = context.new_page()
    page.goto("/")

    assert (page.locator("table").is_visible(), page.locator("g-chart").is_visible()) == (True, False)
    assert not page.locator("[data-help-open]").first.is_visible()
    context.close()


def test_what_cannot_be_undone_asks_first(site: Site, page: Page):
    site.pages["/"] = STYLE
    page.goto("/")
    button = page.locator("form[data-confirm] button")
    button.click()
    page.locator("dialog.confirm button[value=no]").click()
    button.click()
    page.keyboard.press("Escape")
    assert page.url == f"{site.address}/"
    button.click()
    page.locator("dialog.confirm button[value=yes]").click()

    page.wait_for_url("**/?")
    expect(page.locator("dialog.confirm")).to_have_count(0)


def test_practice_logins_are_plain_forms(site: Site, page: Page):
    site.values |= {
        "form": SignIn(),
        "practice_logins": [("jisu", "기준-1", "상담사", "한지수"), ("lead", "기준-2", "실장", "오실장")],
    }
    site.pages["/"] = PAGES["sign in"]
    page.goto("/")
    page.get_by_role("button", name="실장 오실장").click()

    asked = site.wait_for("/accounts/login/")[0]
    assert (asked.values["login"], asked.values["password"]) == (["lead"], ["기준-2"])
