"""A workshop in a real browser, by keyboard alone."""

import os
from pathlib import Path

import pytest
from django.utils import timezone

from gijun.standards import actions
from gijun.standards.models import Candidate, Vote
from tests import make
from tests.serving import served, session_of
from tests.standards import agreed

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in the test's thread
AXE = Path(make.__file__).parents[1] / "src/gijun/web/front/node_modules/axe-core/axe.min.js"
pytestmark = pytest.mark.journey


@pytest.fixture
def page(committed_db, chromium):
    """An agent's page of a workshop with two candidates."""
    centre = make.centre()
    policy = make.person("policy", centre, "policy_owner", name="정정책")
    jisu = make.person("jisu", make.team(centre), "agent", name="한지수")
    standard = agreed.published(policy, centre, at=timezone.now()).standard
    workshop = actions.open_workshop(standard.pk, "쉽게", by=policy, at=timezone.now())
    for text in ("사흘 뒤 됩니다.", "나흘 뒤 됩니다."):
        actions.propose(workshop.pk, text, by=policy, at=timezone.now())
    with served() as address:
        context = chromium.new_context(locale="ko-KR")
        context.add_cookies([{"name": "sessionid", "value": session_of(jisu), "url": address}])
        page = context.new_page()
        page.goto(f"{address}/standards/workshops/{workshop.pk}/")
        yield page
        context.close()


def complaints(page) -> list[str]:
    """What axe finds wrong."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [one["id"] for one in found["violations"]]


def test_a_vote_and_a_proposal_need_no_mouse(page):
    assert complaints(page) == []

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("v")

    second = page.locator("blockquote.agreed").nth(1).inner_text()
    assert Vote.objects.get().candidate.text == second
    assert page.locator("input[name=candidate]:checked").count() == 1
    assert "1표" in page.inner_text("main") or "1 vote" in page.inner_text("main")

    page.keyboard.press("p")
    page.keyboard.type("닷새 뒤 됩니다.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert Candidate.objects.filter(text="닷새 뒤 됩니다.", author__username="jisu").count() == 1
    assert complaints(page) == []
