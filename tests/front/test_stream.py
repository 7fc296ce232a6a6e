"""Pages hear of news, fetch what they may see, and say when they are cut off."""

import pytest
from playwright.sync_api import Page, Response, expect

from tests.front.loopback import Answer, Site
from tests.front.written import LIST, TICKET

pytestmark = pytest.mark.journey


def refused(response: Response) -> bool:
    return response.url.endswith("/stream/") and response.status == 503


@pytest.fixture
def ticket(site: Site, page: Page) -> Page:
    site.pages["/"] = TICKET
    site.answers["/list/"] = Answer(LIST)
    page.clock.install()
    with page.expect_response("**/stream/"):
        page.goto("/")
    return page


def test_an_element_whose_topic_has_news_fetches_itself(site, ticket):
    site.say("ticket:12", "queue")

    expect(ticket.locator("#list")).to_contain_text("새 문의")


def test_news_of_other_topics_fetch_nothing(site, ticket):
    site.say("standards")
    site.say("queue")

    expect(ticket.locator("#list")).to_contain_text("새 문의")
    assert len(site.to("/list/")) == 1


def test_a_burst_of_news_is_fetched_at_most_once_a_second(site, ticket):
    for _ in range(20):
        site.say("queue")
    expect(ticket.locator("#list")).to_contain_text("새 문의")
    site.say("queue", "last")
    expect(ticket.locator("g-stream")).to_have_attribute("data-position", "21")
    before = len(site.to("/list/"))
    ticket.clock.run_for(1_100)
    site.wait_for("/list/", before + 1)
    ticket.clock.run_for(5_000)

    assert len(site.to("/list/")) <= before + 1 <= 3


def test_the_focused_row_keeps_the_focus_when_the_list_changes(site, ticket):
    ticket.locator("a[href='#two']").focus()
    site.say("queue")

    expect(ticket.locator("#list")).to_contain_text("새 문의")
    expect(ticket.locator("a[href='#two']")).to_be_focused()


def test_ten_seconds_without_contact_are_said_and_taken_back(site, ticket):
    lost = ticket.locator(".lost")
    expect(lost).to_be_hidden()
    with ticket.expect_response(refused):
        site.hang_up()
    ticket.clock.run_for(11_000)
    expect(lost).to_be_visible()
    site.is_deaf = False
    ticket.clock.run_for(4_000)

    expect(lost).to_be_hidden()


def test_a_quiet_line_is_not_a_lost_one(site, ticket):
    ticket.clock.run_for(20_000)

    expect(ticket.locator(".lost")).to_be_hidden()


def test_a_page_that_comes_back_asks_for_what_it_missed(site, ticket):
    site.say("queue")
    expect(ticket.locator("#list")).to_contain_text("새 문의")
    with ticket.expect_response(refused):
        site.hang_up()
    site.is_deaf = False

    with ticket.expect_response("**/stream/?after=1"):
        ticket.evaluate("dispatchEvent(new Event('online'))")


def test_presence_says_so_while_the_page_is_open_and_on_leaving(site, page):
    page.clock.install()
    site.pages["/"] = TICKET.replace("<h1>", "<g-presence data-url='/presence/'></g-presence><h1>")
    site.answers["/presence/"] = Answer("<span>오실장 님도 보고 있습니다.</span>")
    page.goto("/")
    expect(page.locator("g-presence")).to_have_text("오실장 님도 보고 있습니다.")
    page.locator("#body").fill("답")
    page.clock.run_for(15_000)
    site.wait_for("/presence/", 2)
    page.goto("about:blank")
    site.wait_for("/presence/", 3)

    assert site.posts("/presence/") == [{"writing": ["0"]}, {"writing": ["1"]}, {"left": ["1"]}]
