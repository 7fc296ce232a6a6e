"""The boards in a real browser: accessible, no wider than a phone, drawn, and walked through by keyboard."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gijun.measures import lake
from gijun.organisation.models import Person
from tests import make
from tests.journeys.conftest import complaints, picture
from tests.measures.boards.test_goals import decide
from tests.measures.boards.test_today import entered
from tests.measures.told import DAY, NINE, Story
from tests.serving import served, session_of

pytestmark = pytest.mark.journey

BASE = "/measures/boards/"
BOARDS = ["", "today/", "returns/", "goals/", "states/", "wall/"]
DRAWN = {"": 1, "today/": 3, "returns/": 1, "goals/": 2, "states/": 0, "wall/": 0}
WIDER = """[...document.querySelectorAll("body, main")]
    .filter(one => one.scrollWidth > one.clientWidth).map(one => one.tagName)"""
SMALL = """[...document.querySelectorAll("main a, main button, main summary, main select")]
    .filter(one => one.getClientRects().length && one.getBoundingClientRect().height < 24)
    .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture
def lead(committed_db):
    """Ten weeks of a team up to an hour ago: contacts, answers, reopenings, clocks, a shift of three."""
    team = make.team(make.centre())
    people = [
        make.person(f"a{n}", team, "agent", name=name)
        for n, name in enumerate(("한지수", "김하늘", "이도윤"))
    ]
    lead = make.person("lead", team, "team_lead", name="오실장")
    story, now = Story(team.pk), (timezone.now() - NINE).total_seconds() / 60
    contact = 0
    for back in range(70):
        for number in range(1 + back % 3):
            contact += 1
            at = now - 60 - back * DAY - 7 * number
            story.begin(contact, contact, at, customer=contact)
            story.reply(contact, contact, at + 5, agent=people[number].pk, message=contact)
            story.solve(contact, contact, at + 6)
            if contact % 4 == 0:
                story.reopen(contact, contact, at + 900)
    for place, person in enumerate(people):
        decide(Moved(story, now), person.pk, 9, 3, first=100 * place)
        shift(story, person.pk, now - 50 + 3 * place)
    assert lake.refresh(lambda: timezone.now() + timedelta(seconds=1))
    return lead


class Moved:
    """A story told as of now."""

    def __init__(self, story: Story, now: float) -> None:
        self.story, self.now = story, now
        self.team_id, self.channel = story.team_id, story.channel

    def tell(self, one, minutes: float) -> None:
        self.story.tell(one, self.now - 500 + minutes)


def shift(story, agent, begins):
    entered(story, agent, begins, "ready")
    entered(story, agent, begins + 10, "in_contact", before="ready", since=begins)
    entered(
        story, agent, begins + 18, "after_work", before="in_contact", since=begins + 10, ends_by=begins + 20
    )
    entered(story, agent, begins + 25, "away", before="after_work", since=begins + 18, reason="break")
    entered(story, agent, begins + 36, "coaching", before="away", was="break", since=begins + 25)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_boards_are_accessible_and_fit(lead, chromium, width, language):
    Person.objects.filter(pk=lead.pk).update(locale=language)
    found, drawn = {}, {}
    with served() as address:
        context = chromium.new_context(locale="ko-KR", viewport={"width": width, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session_of(lead), "url": address}])
        page = context.new_page()
        for board in BOARDS:
            page.goto(f"{address}{BASE}{board}")
            if DRAWN[board]:
                page.wait_for_selector("g-chart:not([hidden]) svg")
            drawn[board] = page.locator("g-chart:not([hidden]) svg").count()
            picture(page, f"board-{board.strip('/') or 'arrivals'}-{language}-{width}")
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            found[board] = [*complaints(page), *page.evaluate(WIDER), *page.evaluate(SMALL)]
        context.close()

    assert found == {board: [] for board in BOARDS}
    assert drawn == DRAWN


def test_the_boards_can_be_walked_through_by_keyboard(lead, chromium):
    with served() as address:
        context = chromium.new_context(locale="ko-KR", viewport={"width": 1440, "height": 900})
        context.add_cookies([{"name": "sessionid", "value": session_of(lead), "url": address}])
        page = context.new_page()
        page.goto(f"{address}{BASE}")
        page.locator(f'a[href="{BASE}states/"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{BASE}states/")
        reached = []
        page.locator("main .filters button").focus()
        for _step in range(4):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate("document.activeElement.className || document.activeElement.tagName")
            )
        page.goto(f"{address}{BASE}wall/")
        page.locator("[data-pause]").focus()
        page.keyboard.press("Enter")
        paused = page.locator("[data-pause]").get_attribute("aria-pressed")
        context.close()

    assert paused == "true"
    assert reached[:2] == ["scroll board-timeline", "scroll"]
    assert reached[2] == "SUMMARY"
