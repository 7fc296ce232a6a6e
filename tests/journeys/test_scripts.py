"""A personal script on its way: found below the standard, sent as unofficial, counted, made a standard."""

import pytest
from django.utils import timezone

from gijun.events.models import Event
from gijun.measures import lake
from gijun.organisation.models import Person, Team
from gijun.standards.actions.snippets import add_snippet
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import sign_in

pytestmark = pytest.mark.journey
WORDS = "불편을 드려 죄송합니다. 환불 진행 상황을 바로 확인해 드리겠습니다."


def keep_words() -> int:
    """Words the agent keeps for themselves."""
    owner, team = Person.objects.get(username="jisu"), Team.objects.get(name="1팀")
    at = timezone.now()
    return add_snippet(title="환불 사과", text=WORDS, team_id=team.pk, owner_id=owner.pk, by=owner, at=at).pk


def insert_the_script(page):
    page.keyboard.press("n")
    page.wait_for_selector(".msg.in")
    page.keyboard.press(";")
    page.wait_for_selector("#finder-input:focus")
    page.keyboard.type("환불")
    page.wait_for_selector("g-finder [role=option].unofficial")
    marked = page.locator("g-finder [role=option]").evaluate_all(
        "all => all.map(one => one.dataset.version ? 'standard' : 'script')"
    )
    assert marked == ["standard", "script"]
    page.keyboard.press("ArrowDown")
    picture(page, "finder-script-ko")
    assert complaints(page) == []
    page.keyboard.press("Enter")
    page.wait_for_selector("textarea[name=body]:focus")
    assert page.input_value("textarea[name=body]") == WORDS
    assert page.inner_text(".inserted.unofficial") == "! 환불 사과"


def test_a_script_is_sent_as_unofficial_counted_and_stands_on_its_way_to_a_standard(product, browser_context):
    snippet_id = keep_words()
    product.send("환불은 어떻게 되고 있나요?")
    until(lambda: Event.objects.filter(name="desk.message_received").exists())
    page = sign_in(browser_context, product)

    insert_the_script(page)
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".msg.out")
    until(lambda: len(product.sink.mails) == 1)

    used = Event.objects.get(name="desk.snippet_used")
    assert (used.data["snippet_id"], used.data["edited_share"]) == (snippet_id, 0.0)
    assert used.data["found_ms"] > 0
    assert not Event.objects.filter(name="desk.standard_used").exists()
    assert lake.refresh(timezone.now)
    lead = browser_context.browser.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
    shown = sign_in(lead, product, "lead")
    shown.goto(f"{product.address}/measures/standards/")
    picture(shown, "whose-words-ko")
    assert complaints(shown) == []
    shown.click("#scripts a.btn")
    shown.wait_for_selector("#promote")
    picture(shown, "promote-ko")
    lead.close()
    compare_log_and_rows()
