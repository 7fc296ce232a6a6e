"""Two departments agree on a sentence with exceptions; an agent applies one; an old file contradicts it."""

import pytest

from gijun.organisation.models import Team
from gijun.standards import actions
from gijun.standards.terms import Basis
from tests import make
from tests.integrations.email.ports import until
from tests.journeys.conftest import compare_log_and_rows, complaints, picture
from tests.journeys.test_desk import reach, sign_in, told
from tests.journeys.test_judging import MOST_KEYS, Keys
from tests.make import NOON
from tests.standards import agreed, tabled

pytestmark = pytest.mark.journey

PASSWORD = "correct horse"
SAYS = "받은 날부터 7일 안에 반품됩니다."


@pytest.fixture
def draft(product):
    """What the operator wrote: a sentence, a step, and a table of exceptions."""
    centre = Team.objects.get(name="서울센터")
    writer = make.person("writer", centre, "cx_operator", name="윤개선", password=PASSWORD)
    make.person("refunds", centre, "policy_owner", name="임정책", password=PASSWORD)
    make.person("floor", centre, "operations_manager", name="박운영", password=PASSWORD)
    says = agreed.content(SAYS, steps=("주문 확인",), no_exceptions=False)
    return tabled.draft(writer, centre, says=says, title="반품 기준")


def press(page, selector):
    """Reach a control with the Tab key and press it."""
    reach(page, selector)
    page.keyboard.press("Enter")


def test_two_departments_agree_and_an_agent_applies_an_exception(product, draft, browser_context, chromium):
    page = sign_in(browser_context, product, "refunds")
    page.goto(f"{product.address}/standards/{draft.standard_id}/")
    assert complaints(page) == []
    press(page, "form[action$='/approve/'] button")
    page.wait_for_selector("[role=group][aria-label=정책] .state.ok")

    other = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
    page = sign_in(other, product, "floor")
    page.goto(f"{product.address}/standards/{draft.standard_id}/")
    press(page, "form[action$='/approve/'] button")
    page.wait_for_selector("[role=group][aria-label=현장] .state.ok")
    page.goto(f"{product.address}/standards/versions/{draft.pk}/publish/")
    assert complaints(page) == []
    picture(page, "publication-ko")
    page.keyboard.press("p")
    page.wait_for_selector("dialog[open]")
    press(page, "dialog button[value=yes]")
    until(lambda: told("standards.version_published").filter(data__version_id=draft.pk).exists())
    other.close()

    product.send("9일 전에 받은 신발인데 마음이 바뀌어 반품하고 싶어요.", subject="반품 문의")
    until(lambda: told("desk.message_received").exists())
    agent = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
    page = sign_in(agent, product)
    page.keyboard.press("n")
    page.wait_for_selector(".msg.in")
    keys = Keys(page)
    keys.press("x")
    page.wait_for_selector("#judging [role=group]:focus")
    keys.press("1")
    page.wait_for_selector("#judging-answer:focus")
    keys.press("9", "Enter")
    page.wait_for_selector("#judging [data-accept]:focus")
    keys.press("Enter")
    page.wait_for_selector("textarea[name=body]:focus")
    keys.press("Control+Enter")
    page.wait_for_selector(".msg.out")
    agent.close()

    assert keys.pressed <= MOST_KEYS
    used = told("desk.standard_used").get()
    assert (used.data["version_id"], used.data["standard_id"]) == (draft.pk, draft.standard_id)
    compare_log_and_rows()


def test_an_old_file_that_says_otherwise_raises_the_alert(product, draft, browser_context):
    agreed.approve(draft)
    writer = draft.author
    actions.publish(draft.pk, by=writer, at=NOON)
    old = agreed.draft(
        writer,
        draft.standard.team,
        agreed.content("받은 날부터 14일 안에 반품됩니다."),
        title="반품 안내(옛 공지)",
    )
    actions.publish(old.pk, by=writer, at=NOON, basis=Basis.BROUGHT_IN)

    page = sign_in(browser_context, product, "refunds")
    page.goto(f"{product.address}/standards/")
    page.wait_for_selector(".notice.danger[role=alert]")
    press(page, ".notice.danger[role=alert] a")
    page.wait_for_url("**/standards/consistency/")

    shown = page.inner_text("main")
    assert "7일" in shown
    assert "14일" in shown
    assert complaints(page) == []
    picture(page, "consistency-ko")
