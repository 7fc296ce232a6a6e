"""A must-read shows on every open page of an agent, and goes from each when it is read on one."""

import pytest
from django.utils import timezone

from gijun.organisation.models import Person, Team
from gijun.standards.actions.notices import add_notice
from tests.journeys.conftest import complaints
from tests.journeys.test_desk import sign_in

pytestmark = pytest.mark.journey

BADGE = ".unread .must-reads"


def test_the_number_of_must_reads_follows_on_every_open_page(product, browser_context):
    desk = sign_in(browser_context, product, "jisu")
    other = browser_context.new_page()
    other.goto(f"{product.address}/standards/notices/")
    assert (desk.locator(BADGE).count(), other.locator(BADGE).count()) == (0, 0)

    notice = add_notice(
        title="새 환불 기준",
        text="글",
        team_id=Team.objects.get(name="서울센터").pk,
        must_read=True,
        by=Person.objects.get(username="owner"),
        at=timezone.now(),
    )
    for page in (desk, other):
        page.wait_for_selector(BADGE)
    assert desk.inner_text(BADGE) == other.inner_text(BADGE)
    assert complaints(desk) == []

    other.goto(f"{product.address}/standards/notices/{notice.pk}/")
    other.click("form[action$='/read/'] button")
    desk.wait_for_selector(BADGE, state="detached")
    assert other.locator(BADGE).count() == 0
