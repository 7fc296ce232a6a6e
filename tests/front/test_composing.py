"""Enter that ends a syllable chooses nothing, and the next one chooses once: palette, finder, templates."""

import pytest
from playwright.sync_api import Page, expect

from tests.front.loopback import Answer, Site
from tests.front.written import FOUND, TICKET

pytestmark = pytest.mark.journey

TOOLS = (
    '<g-templates data-url="/templates/" data-label="템플릿">'
    '<button type="button" data-templates-open>/</button></g-templates>'
)
OFFERED = (
    '<div role="option" data-keys="환불안내 ㅎㅂㅇㄴ" data-text="환불은 3일 걸립니다." data-template="4"'
    ' data-title="환불 안내">환불 안내</div>'
)
SENTENCE = "카드 결제는 승인 취소로 처리됩니다."
# What browsers send when Enter ends a syllable: most while it is composed, some just after it is done.
ENDING = {
    "while it is composed": [("keydown", True, 229), ("compositionend", True, 0)],
    "just after it is done": [("compositionend", True, 0), ("keydown", False, 229)],
    "while it is composed, held down": [
        ("keydown", True, 229),
        ("keydown", True, 229),
        ("compositionend", True, 0),
    ],
}
SEND = """(field, [kind, isComposing, keyCode]) => {
  const Kind = kind === "keydown" ? KeyboardEvent : CompositionEvent;
  const key = keyCode === 229 ? "Process" : "Enter";
  const about = {key, code: "Enter", isComposing, keyCode, bubbles: true, cancelable: true};
  field.dispatchEvent(new Kind(kind, about));
}"""
WRITE = """(field, text) => {
  field.dispatchEvent(new CompositionEvent("compositionstart", {bubbles: true}));
  for (const end of Array.from(text).keys()) {
    field.value = text.slice(0, end + 1);
    field.dispatchEvent(new CompositionEvent("compositionupdate", {data: field.value, bubbles: true}));
    field.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
  }
}"""
in_both_orders = pytest.mark.parametrize("order", ENDING)


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    site.pages["/"] = TICKET.replace('<button id="solve"', f'{TOOLS}<button id="solve"')
    site.answers |= {"/find/": Answer(FOUND), "/templates/": Answer(OFFERED)}
    page.goto("/")
    return page


def end_the_syllable(page: Page, field: str, order: str) -> None:
    for event in ENDING[order]:
        page.locator(field).evaluate(SEND, list(event))


def enter_twice(page: Page) -> None:
    """The first is for the list of answers; the second goes wherever that has put the focus."""
    for _time in range(2):
        page.evaluate(f"([event]) => ({SEND})(document.activeElement, event)", [["keydown", False, 13]])


@in_both_orders
def test_the_palette_chooses_once_and_only_when_the_syllable_is_done(ticket, order):
    fold = ticket.locator("#fold")
    ticket.keyboard.press("Control+k")
    ticket.locator("#palette").evaluate(WRITE, "옆 창")
    expect(ticket.locator(".palette [role=option]")).to_have_text(["옆 창 ]"])
    end_the_syllable(ticket, "#palette", order)
    expect(ticket.locator("dialog.palette[open]")).to_be_visible()
    expect(fold).to_have_attribute("aria-expanded", "true")

    enter_twice(ticket)

    expect(ticket.locator("dialog.palette[open]")).to_have_count(0)
    expect(fold).to_have_attribute("aria-expanded", "false")  # a second time would unfold it again


@in_both_orders
def test_the_finder_inserts_once_and_only_when_the_syllable_is_done(ticket, order):
    ticket.locator("#words").focus()
    ticket.locator("#words").evaluate(WRITE, "환불")
    expect(ticket.locator("#side [role=option]")).to_have_count(2)
    end_the_syllable(ticket, "#words", order)
    expect(ticket.locator("#body")).to_have_value("")

    enter_twice(ticket)

    expect(ticket.locator("#body")).to_have_value(SENTENCE)


@in_both_orders
def test_the_templates_insert_once_and_only_when_the_syllable_is_done(ticket, order):
    ticket.locator("[data-templates-open]").click()
    ticket.locator("#template-words").evaluate(WRITE, "환불")
    expect(ticket.locator(".templates [role=option]")).to_have_text(["환불 안내"])
    end_the_syllable(ticket, "#template-words", order)
    expect(ticket.locator("dialog.templates[open]")).to_be_visible()
    expect(ticket.locator("#body")).to_have_value("")

    enter_twice(ticket)

    expect(ticket.locator("dialog.templates[open]")).to_have_count(0)
    expect(ticket.locator("#body")).to_have_value("환불은 3일 걸립니다.")
