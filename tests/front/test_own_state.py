"""One's own state at the keyboard: F8 and F9, with Hangul on and while somebody types."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gijun.organisation.models import BreakRequest
from gijun.organisation.queries.floor import StateNow
from gijun.organisation.queries.own_state import OwnState
from gijun.organisation.terms import StateKind
from tests.front.keyboard import compose, press_hangul, press_while_composing
from tests.front.loopback import Answer, Site
from tests.front.written import TICKET

pytestmark = pytest.mark.journey

ENTER, SEEN, OWN = "/organisation/state/enter/", "/organisation/state/seen/", "/organisation/state/"


def shown(kind: StateKind, since: datetime, request: BreakRequest | None = None) -> OwnState:
    return OwnState(1, StateNow(kind, "", since), timezone.now(), request)


@pytest.fixture
def preparing(site: Site, page: Page) -> Page:
    site.values["own_state"] = shown(StateKind.PREPARING, timezone.now() - timedelta(minutes=3))
    site.pages["/"] = TICKET
    page.goto("/")
    return page


def states_asked(site: Site, count: int = 1) -> list[str]:
    return [one.values["state"][0] for one in site.wait_for(ENTER, count)]


def test_f8_is_ready_whatever_the_keyboard_says(site, preparing):
    press_hangul(preparing, "F8", "F8")

    assert states_asked(site) == ["ready"]


def test_f8_acts_while_somebody_types_and_keeps_what_is_typed(site, preparing):
    preparing.locator("#body").fill("답을 쓰는 중")
    preparing.keyboard.press("F8")

    assert states_asked(site) == ["ready"]
    expect(preparing.locator("#body")).to_have_value("답을 쓰는 중")


def test_f8_acts_while_a_syllable_is_being_composed(site, preparing):
    preparing.locator("#body").focus()
    compose(preparing, "안녀")
    press_while_composing(preparing, "F8")

    assert states_asked(site) == ["ready"]


def test_f9_opens_the_reasons_and_enter_chooses_one(site, preparing):
    preparing.keyboard.press("F9")
    expect(preparing.locator("[data-away]").first).to_be_focused()
    preparing.keyboard.press("ArrowDown")
    preparing.keyboard.press("Enter")

    assert states_asked(site) == ["away:meal"]


def test_escape_closes_the_menu_and_gives_the_focus_back(site, preparing):
    preparing.keyboard.press("F9")
    preparing.keyboard.press("Escape")

    expect(preparing.locator(".own-state .menu-body")).to_be_hidden()
    expect(preparing.locator(".own-state summary")).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(site, preparing):
    preparing.locator(".own-state summary").click()
    preparing.locator("#body").click()

    expect(preparing.locator(".own-state .menu-body")).to_be_hidden()


def test_the_new_state_takes_the_old_ones_place(site, preparing):
    site.answers[ENTER] = Answer('<g-own-state id="own-state" class="own-state">새 상태</g-own-state>')
    preparing.keyboard.press("F8")

    expect(preparing.locator("#own-state")).to_have_text("새 상태")


def test_what_is_refused_is_said_and_the_state_stays(site, preparing):
    site.answers[ENTER] = Answer('<p role="alert">먼저 공지를 읽어 주세요.</p>', status=409)
    preparing.keyboard.press("F8")

    expect(preparing.locator(".toast [role=alert]")).to_have_text("먼저 공지를 읽어 주세요.")
    expect(preparing.locator(".own-state summary time")).to_be_visible()


def test_the_clock_runs(site, page):
    site.values["own_state"] = shown(StateKind.READY, datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    site.pages["/"] = TICKET
    page.clock.install(time=datetime(2026, 11, 25, 4, 2, 11, tzinfo=UTC))
    page.goto("/")

    clock = page.locator(".own-state time")
    expect(clock).to_have_text("1:02:11")
    page.clock.run_for(59_000)
    expect(clock).to_have_text("1:03:10")


def test_a_page_gives_one_sign_of_life_a_minute_however_many_are_opened(site, page):
    site.values["own_state"] = shown(StateKind.READY, datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    site.pages["/"] = TICKET
    page.clock.install(time=datetime(2026, 11, 25, 4, 0, tzinfo=UTC))
    page.goto("/")
    site.wait_for(SEEN)
    page.reload()
    expect(page.locator(".own-state time")).to_be_visible()
    assert len(site.posts(SEEN)) == 1

    page.clock.run_for(61_000)

    site.wait_for(SEEN, 2)


def test_news_of_ones_own_state_are_fetched(site, preparing):
    site.answers[OWN] = Answer('<g-own-state id="own-state" class="own-state">상담</g-own-state>')
    site.say("state:1")

    expect(preparing.locator("#own-state")).to_have_text("상담")
