"""Asking and deciding in a real browser with a Korean keyboard, without a mouse."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gijun.desk import actions
from gijun.desk.actions.asking import approvals, consults
from gijun.desk.actions.asking.approvals import Request
from gijun.desk.models import ApprovalRequest, Escalation
from tests import make
from tests.front.keyboard import press_hangul
from tests.serving import served, session_of

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in the test's thread
AXE = Path(make.__file__).parents[1] / "src/gijun/web/front/node_modules/axe-core/axe.min.js"
pytestmark = pytest.mark.journey


@pytest.fixture
def floor(committed_db, chromium):
    """An agent with a ticket, a lead, a policy department; gives a way to open pages as one of them."""
    centre = make.centre()
    team = make.team(centre)
    people = {
        "jisu": make.person("jisu", team, "agent", name="한지수"),
        "lead": make.person("lead", team, "team_lead", name="오실장"),
        "owner": make.person("owner", make.team(centre, "정책팀"), "policy_owner", name="임정책"),
    }
    now = timezone.now()
    ticket = make.ticket(make.account(team), when=now - timedelta(minutes=9))
    actions.take(ticket.pk, by=people["jisu"], at=now)
    with served() as address:
        contexts = []

        def opened(who: str, path: str):
            context = chromium.new_context(locale="ko-KR")
            contexts.append(context)
            context.add_cookies([{"name": "sessionid", "value": session_of(people[who]), "url": address}])
            page = context.new_page()
            page.goto(f"{address}/desk/{path}")
            return page

        yield people, ticket, opened
        for context in contexts:
            context.close()


def complaints(page) -> list[str]:
    """What axe finds wrong."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [one["id"] for one in found["violations"]]


def test_a_supervisor_is_asked_for_with_hangul_on(floor):
    _people, ticket, opened = floor
    page = opened("jisu", f"tickets/{ticket.pk}/")

    press_hangul(page, "ㅕ", "KeyU")
    note = page.locator("#asking input[name=note]")
    expect(note).to_be_focused()
    page.keyboard.type("상급자를 찾으십니다")
    page.keyboard.press("Enter")

    expect(page.locator("#asked li .state")).to_have_count(1)
    assert Escalation.objects.get().note == "상급자를 찾으십니다"
    assert complaints(page) == []


def test_a_lead_approves_and_denies_by_two_keys(floor):
    people, ticket, opened = floor
    for amount in (40_000, 50_000):
        request = Request("desk.refund", amount, "authority", "배송 지연")
        approvals.ask_approval(ticket.pk, request, by=people["jisu"], at=timezone.now())
    page = opened("lead", "approvals/")
    assert complaints(page) == []

    with page.expect_navigation():
        press_hangul(page, "ㅁ", "KeyA")
    press_hangul(page, "ㅇ", "KeyD")
    expect(page.locator("input[name=note]")).to_be_focused()
    page.keyboard.type("두 번째 보상입니다")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    states = ApprovalRequest.objects.order_by("amount").values_list("state", flat=True)
    assert list(states) == ["approved", "denied"]


def test_an_answer_arrives_by_itself_and_goes_into_the_reply(floor):
    people, ticket, opened = floor
    department = people["owner"].memberships.get().team_id
    asked = {"department_id": department, "question": "개봉 후 반품?", "why": "knowledge"}
    row = consults.consult(ticket.pk, **asked, by=people["jisu"], at=timezone.now())
    page = opened("jisu", f"tickets/{ticket.pk}/")
    expect(page.locator("#asked li")).to_have_count(1)

    answering = opened("owner", f"consults/{row.pk}/")
    assert complaints(answering) == []
    answering.locator("textarea[name=text]").fill("7일 안이면 됩니다.")
    answering.locator("form button.main").click()

    page.locator("#asked [data-insert]").click()
    expect(page.locator("#reply-body")).to_have_value("7일 안이면 됩니다.")
