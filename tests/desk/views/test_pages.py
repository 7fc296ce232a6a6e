"""The pages of views and bulk changes: with and without scripts, refused where they must be."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gijun.desk import actions as desk
from gijun.desk.actions import bulk
from gijun.desk.actions import views as actions
from gijun.desk.models import BulkChange, SavedView, Ticket, ViewPin
from gijun.desk.queries import views as queries
from tests import make
from tests.desk.views import seen
from tests.make import at
from tests.standards.browser import HTMX, browser, words


def url(name, *args):
    return reverse(f"desk:{name}", args=args)


@pytest.fixture
def rows(team):
    return seen.tickets(team, 3)


def test_a_list_is_narrowed_saved_and_stands_as_a_tab(jisu, rows):
    client = browser(jisu)

    shown = client.post(url("save_view"), {"view": "team", "status": ["new", "open"], "show": "on"})
    saved = client.post(url("save_view"), {"view": "team", "status": ["new", "open"], "name": "새 문의"})
    page = client.get(saved.url)

    assert shown.url == saved.url == f"{url('queue')}?view=team&status=new%2Copen"
    assert re.findall(
        r'aria-current="page" data-view-tab>([^<]*) <span class="num">(\d+)', page.content.decode()
    ) == [("새 문의", "3")]


def test_a_refused_view_keeps_what_was_typed(jisu, rows):
    page = browser(jisu).post(url("save_view"), {"view": "team", "status": ["open"], "name": "  "})

    assert page.status_code == 422
    assert "Write what the view is called." in words(page)
    assert re.findall(r'name="status" value="(\w+)" checked', page.content.decode()) == ["open"]


def test_the_page_of_views_renames_arranges_removes_and_brings_back(jisu, rows):
    client = browser(jisu)
    for name in ("하나", "둘"):
        client.post(url("save_view"), {"view": "team", "name": name})
    one, two = SavedView.objects.order_by("id")

    client.post(url("change_view", one.pk), {"act": "rename", "name": "첫째"})
    client.post(url("change_view", two.pk), {"act": "up"})
    client.post(url("change_view", one.pk), {"act": "remove"})
    gone = words(client.get(url("views")))
    client.post(url("change_view", one.pk), {"act": "bring_back"})

    assert "“첫째” is removed. Bring it back below." in gone
    assert list(ViewPin.objects.order_by("place").values_list("view__name", flat=True)) == ["둘", "첫째"]
    assert SavedView.objects.exclude(removed_at=None).count() == 0


def test_an_agent_cannot_share_by_the_page(team, jisu):
    answer = browser(jisu).post(url("save_view"), {"view": "team", "name": "이름", "share": team.pk})

    assert (answer.status_code, SavedView.objects.count()) == (403, 0)


def test_views_cost_the_same_however_many_there_are(jisu, lead, team, rows, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED_S", 600)  # however slow the machine
    client = browser(jisu)

    def cost(name):
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name))
        return len(asked)

    actions.save_view(name="하나", params={"view": "team"}, by=jisu, at=at(1))
    cost("queue")
    few = cost("views"), cost("queue")
    for number in range(6):
        actions.save_view(name=f"보기 {number}", params={"view": "team"}, by=jisu, at=at(1))
        actions.save_view(name=f"팀 {number}", params={"view": "team"}, team_id=team.pk, by=lead, at=at(1))
    cost("queue")

    assert (cost("views"), cost("queue")) == few


def test_opening_a_ticket_and_turning_the_page_keep_the_view(jisu, team):
    seen.tickets(team, 41)
    page = browser(jisu).get(url("queue"), {"view": "team", "status": "new"}).content.decode()

    assert page.count('/?view=team&amp;status=new" data-list-item') == 40
    assert 'rel="next" href="/desk/?view=team&amp;status=new&amp;page=2"' in page


def test_chosen_tickets_are_looked_at_changed_and_changed_back(jisu, rows):
    client = browser(jisu)
    ids = [row.pk for row in rows]

    page = client.get(url("bulk"), {"t": ids, "view": "team"})
    sent = client.post(url("apply_bulk"), {"t": ids, "act": "priority", "priority": "4"})
    result = words(client.get(sent.url))
    client.post(url("undo_bulk", BulkChange.objects.get().pk))

    assert "Change 3 tickets together" in words(page)
    assert "✓ Changed 3" in result
    assert "↶ Undone 3" in words(client.get(sent.url))
    assert set(Ticket.objects.values_list("priority", flat=True)) == {2}


def test_the_whole_list_is_meant_over_its_pages_up_to_500(jisu, team):
    seen.tickets(team, 42)
    client = browser(jisu)

    page = client.get(url("bulk"), {"all": "on", "view": "team"})

    assert "Change 42 tickets together" in words(page)
    assert "This is the whole list, over all of its pages." in words(page)


def test_nothing_chosen_says_how_to_choose(jisu):
    assert "Tick some in the list first" in words(browser(jisu).get(url("bulk")))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"act": "priority", "priority": "9"}, "Choose what is to be done"),
        ({"act": "dance"}, "Choose what is to be done"),
        ({"act": "solve"}, "Tick that you are sure"),
    ],
)
def test_what_is_not_meant_is_not_done(jisu, rows, typed, told):
    answer = browser(jisu).post(url("apply_bulk"), typed | {"t": [row.pk for row in rows]})

    assert answer.status_code == 422
    assert told in words(answer)
    assert BulkChange.objects.count() == 0


def test_refused_rows_are_told_first_and_downloaded(jisu, rows):
    desk.choose_reason(rows[0].pk, reason_id=make.reason().pk, by=jisu, at=at(10))
    client = browser(jisu)
    sent = client.post(url("apply_bulk"), {"t": [row.pk for row in rows], "act": "solve", "sure": "on"})
    number = BulkChange.objects.get().pk

    page = client.get(sent.url).content.decode()
    lines = client.get(url("bulk_refused", number)).content.decode().splitlines()

    assert re.findall(r'<th scope="row"><a href="/desk/tickets/(\d+)/"', page) == [
        str(rows[1].pk),
        str(rows[2].pk),
        str(rows[0].pk),
    ]
    assert [line.split(",")[:2] for line in lines[1:]] == [[row.number, "Not changed"] for row in rows[1:]]


def test_a_change_of_many_shows_how_far_it_is_and_can_be_left(jisu, team):
    many = seen.tickets(team, 21)
    client = browser(jisu)
    sent = client.post(url("apply_bulk"), {"t": [row.pk for row in many], "act": "priority", "priority": "3"})
    change = BulkChange.objects.get()

    before = client.get(sent.url, headers=HTMX)
    bulk.run_bulk(change.pk, clock=lambda: at(60))
    after = client.get(sent.url, headers=HTMX)

    assert "0 / 21" in words(before)
    assert "You may leave this page" in words(before)
    assert [b"every 1s" in answer.content for answer in (before, after)] == [True, False]


def test_a_colleague_does_not_see_somebody_elses_change(jisu, lead, rows):
    change = seen.changed(bulk.Act.PRIORITY, rows, jisu, at(20), priority=4)

    answers = [
        browser(lead).get(url(name, change.pk)).status_code for name in ("bulk_change", "bulk_refused")
    ]

    assert answers == [404, 404]


def test_solving_goes_on_with_the_next_ticket(jisu, rows):
    reason = make.reason()
    for row in rows[:2]:
        desk.take(row.pk, by=jisu, at=at(10))
    client = browser(jisu)

    own = client.post(url("solve_next", rows[0].pk), {"reason": reason.pk})
    waiting = client.post(url("solve_next", rows[1].pk), {"reason": reason.pk}, headers=HTMX)
    last = client.post(url("solve_next", rows[2].pk), {"reason": reason.pk})

    assert (own.url, waiting.headers["HX-Redirect"], last.url) == (
        url("ticket", rows[1].pk),
        url("ticket", rows[2].pk),
        url("queue"),
    )
    assert set(Ticket.objects.values_list("status", flat=True)) == {"resolved"}


def test_a_ticket_that_cannot_be_solved_stays_open_and_says_why(jisu, rows):
    answer = browser(jisu).post(url("solve_next", rows[0].pk), {}, headers=HTMX)

    assert (answer.status_code, Ticket.objects.get(pk=rows[0].pk).status) == (409, "new")
    assert "Choose what the contact was about" in words(answer)


def test_the_palette_knows_ones_places_and_views(jisu, manager):
    actions.save_view(name="급한 것", params={"view": "team", "priority": "4"}, by=jisu, at=at(1))

    mine = browser(jisu).get(url("palette")).content.decode()
    theirs = browser(manager).get(url("palette")).content.decode()

    assert f'<a href="{url("queue")}?view=team&amp;priority=4">급한 것 <small>' in mine
    assert [f'href="{url("routing")}"' in page for page in (mine, theirs)] == [False, True]
    assert "급한 것" not in theirs


def test_the_palette_finds_tickets_customers_and_standards_one_may_see(centre, team, jisu, rows):
    owner = make.person("owner", centre, "policy_owner")
    version = make.standard(centre, owner, title="배송 기준")
    ticket = make.ticket(
        make.account(team), subject="배송 언제", address="b@example.com", sender_name="배송이"
    )
    stranger = make.person("stranger", make.team(centre, "2팀"), "agent")
    desk.take(ticket.pk, by=jisu, at=at(5))

    def links(person):
        page = browser(person).get(url("palette_found"), {"q": "배송"}).content.decode()
        return re.findall(r'href="([^"]+)"', page)

    standard = reverse("standards:page", args=[version.standard_id])
    assert links(jisu) == [url("ticket", ticket.pk), url("customer", ticket.customer_id), standard]
    assert links(stranger) == [standard]
