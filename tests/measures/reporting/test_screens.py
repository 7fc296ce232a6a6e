"""The pages of reports in a real browser: wide and narrow, by keyboard, clean for axe."""

from datetime import timedelta

import pytest

from gijun.events import log
from gijun.measures import lake
from gijun.measures.models import Report
from gijun.measures.reporting import actions, delivering
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import Hindrance
from gijun.organisation.models import Person
from tests import make
from tests.journeys.conftest import complaints, picture
from tests.measures.reporting.conftest import tell, wanted
from tests.measures.told import DAY, Story
from tests.serving import served, session_of

pytestmark = pytest.mark.journey


@pytest.fixture
def manager(committed_db, clock) -> Person:
    """A manager whose report of yesterday could not be sent."""
    centre = make.centre()
    team = make.team(centre)
    manager = make.person("manager", centre, "operations_manager", name="박매니저")
    with log.writing():
        tell(Story(team.pk), [-DAY * back + n for back in range(28) for n in range(35)])
    lake.refresh(lambda: clock.at)
    report = actions.make_report(wanted(centre), by=manager, at=clock.at)
    before = clock.at - timedelta(hours=1)
    actions.send_regularly(report.pk, Timing(480), [manager.pk], is_on=True, by=manager, at=before)
    delivering.make_due(clock.at)
    delivering.note_not_sent(delivering.claim_next(clock.at).pk, Hindrance.NO_ADDRESS, at=clock.at)
    return manager


@pytest.mark.parametrize(("language", "width"), [("ko", 1440), ("en", 390)])
def test_the_pages_are_clean_and_fit(manager, chromium, language, width):
    Person.objects.update(locale=language)
    report = Report.objects.get()
    with served() as address:
        context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        context.add_cookies([{"name": "sessionid", "value": session_of(manager), "url": address}])
        page = context.new_page()
        for name in ("", f"{report.pk}/", f"{report.pk}/edit/", f"{report.pk}/sending/"):
            page.goto(f"{address}/measures/reports/{name}")
            assert page.locator("h1").count() == 1
            assert complaints(page) == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name}: {wide}"
            picture(page, f"reports-{language}-{name.strip('/').replace('/', '-') or 'list'}")
        context.close()


def test_a_report_is_made_without_a_mouse(manager, chromium):
    Person.objects.update(locale="en")
    with served() as address:
        context = chromium.new_context(viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session_of(manager), "url": address}])
        page = context.new_page()
        page.goto(f"{address}/measures/reports/")
        page.get_by_role("button", name="Weekly report").focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.inner_text("h1") == "Weekly report"
        context.close()
    assert Report.objects.count() == 2
