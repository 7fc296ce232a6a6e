"""The pages of routing: queues, policy, simulator, offer."""

import pytest

from gijun.desk.actions import routing
from gijun.desk.models import Offer, RoutingPolicy
from gijun.desk.queries import lists
from gijun.desk.queries.routing import policies, screens
from gijun.organisation.models import Person
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import holder, queue
from tests.make import NOON, at


@pytest.fixture
def door(centre):
    return make.account(centre)


def seen(client, person, url: str, **more):
    client.force_login(person)
    Person.objects.update(locale="en")
    return client.get(url, more)


def sent(client, person, url: str, **data):
    client.force_login(person)
    Person.objects.update(locale="en")
    return client.post(url, data)


def typed(centre, **more):
    """The policy page as a browser sends it, with one queue."""
    figures = {
        "capacity": 4,
        "newcomer_capacity": 2,
        "newcomer_days": 0,
        "offer_s": 30,
        "expiries": 3,
        "again_after_s": 60,
        "sticky_days": 7,
        "sticky_wait_s": 0,
        "away_s": 900,
    }
    weights = {f"weight_{kind}": 1 for kind in ("email", "chat", "form", "phone", "kakao", "sms", "api")}
    first = {
        "q0-code": "all",
        "q0-name": "전체",
        "q0-choice": "round_robin",
        "q0-minimum_priority": 1,
        "q0-minimum": 0,
    }
    return {"centre": centre.pk, "queues": 1, "claim_minimum": 0} | figures | weights | first | more


def test_the_list_says_why_a_ticket_waits(client, centre, door, jisu):
    routed.policy(centre)
    make.ticket(door)
    routing.route(at(1))

    page = seen(client, jisu, "/desk/", view="waiting").content.decode()

    assert "Nobody of the team is ready." in page


def test_the_reason_costs_the_list_no_query_a_row(centre, door, jisu, django_assert_num_queries):
    routed.policy(centre)
    for n in range(5):
        make.ticket(door, address=f"c{n}@example.com")
    routing.route(at(1))
    rows = list(lists.page(jisu, lists.Filter(view="waiting")).tickets)

    with django_assert_num_queries(0):
        assert {row.queued.reason for row in rows} == {"nobody_ready"}


def test_a_lead_sees_what_waits_and_who_is_free(client, centre, door, jisu, lead):
    routed.policy(centre, queue(choice="pull", name="전체 문의"))
    routed.on_the_floor(jisu)
    make.ticket(door, subject="환불이 늦어요")
    routing.route(at(1))

    page = seen(client, lead, "/desk/queues/").content.decode()

    assert "환불이 늦어요" in page
    assert "Agents take from this queue by themselves." in page
    shown = screens.queues_page(lead, centre, at(2))
    assert (shown.waiting, shown.free, [line.name for line in shown.people]) == (1, 1, ["한지수"])


def test_without_a_policy_the_page_says_what_to_do(client, centre, lead, manager):
    assert "Agents take the next ticket by themselves" in seen(client, lead, "/desk/queues/").content.decode()
    assert "Decide it" in seen(client, manager, "/desk/queues/").content.decode()


def test_agents_do_not_see_the_queues_of_leads(client, jisu):
    assert seen(client, jisu, "/desk/queues/").status_code == 403


def test_leads_do_not_decide_how_the_centre_routes(client, lead):
    assert seen(client, lead, "/desk/routing/").status_code == 403


def test_a_manager_saves_a_policy(client, centre, manager):
    answer = sent(client, manager, "/desk/routing/", **typed(centre))

    assert answer.status_code == 302
    policy = policies.policy_in(RoutingPolicy.objects.get())
    assert (policy.queues[0].choice, policy.queues[0].name, policy.capacity) == ("round_robin", "전체", 4)


def test_a_bad_policy_is_refused_and_nothing_typed_is_lost(client, centre, team, manager):
    over = {"q0-after_s_1": 60, "q0-over_to_1": team.pk, "q0-after_s_2": 30, "q0-over_to_2": centre.pk}
    answer = sent(client, manager, "/desk/routing/", **typed(centre, **over, capacity=9))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "each overflow must come later than the one before it" in page
    assert 'name="capacity" value="9"' in page
    assert RoutingPolicy.objects.count() == 0


def test_a_field_that_cannot_be_read_is_marked(client, centre, manager):
    answer = sent(client, manager, "/desk/routing/", **typed(centre, offer_s="soon"))

    assert answer.status_code == 422
    assert "Some fields cannot be read." in answer.content.decode()


def test_what_was_saved_stands_in_the_form_again(client, centre, team, manager):
    over = {"q0-after_s_1": 60, "q0-over_to_1": team.pk}
    sent(client, manager, "/desk/routing/", **typed(centre, **over))
    page = seen(client, manager, "/desk/routing/").content.decode()

    assert 'name="q0-after_s_1" value="60"' in page
    assert 'name="q1-code"' in page  # room for one more


def test_the_simulator_says_who_would_get_it_and_why_not_the_others(client, centre, team, jisu, manager):
    make.person("minsu", team, "agent", name="김민수")
    routed.policy(centre, queue(choice="longest_idle", name="전체 문의"))
    routed.on_the_floor(jisu)

    page = seen(
        client, manager, "/desk/routing/", channel="email", priority=2, team_id=centre.pk, reason_id=""
    ).content.decode()

    assert "✓ 한지수" in page
    assert "They have been free longest" in page
    assert "Not ready, or of another team" in page


def test_the_simulator_says_why_a_ticket_would_wait(client, centre, jisu, manager):
    routed.policy(centre)

    page = seen(
        client, manager, "/desk/routing/", channel="phone", priority=4, team_id=centre.pk
    ).content.decode()

    assert "It would wait" in page
    assert "Nobody of the team is ready." in page


@pytest.fixture
def offered(centre, door, jisu):
    """A ticket offered to jisu."""
    routed.policy(centre, queue(asks=True))
    ticket = make.ticket(door, subject="배송이 안 와요")
    routed.on_the_floor(jisu)
    routing.route(at(1))
    return ticket


@pytest.mark.parametrize("url", ["/desk/", "/desk/offer/"])
def test_an_offer_stands_on_the_agents_desk(client, offered, jisu, url):
    page = seen(client, jisu, url).content.decode()

    assert "Offered to you" in page
    assert "배송이 안 와요" in page
    assert 'data-shortcut="y"' in page


def test_nobody_else_is_shown_the_offer(client, offered, lead):
    assert "Offered to you" not in seen(client, lead, "/desk/offer/").content.decode()


def test_accepting_opens_the_ticket(client, offered, jisu):
    answer = sent(client, jisu, f"/desk/offer/{Offer.objects.get().pk}/accept/")

    assert (answer.status_code, answer.url) == (302, f"/desk/tickets/{offered.pk}/")
    assert holder(offered) == "jisu"


def test_declining_without_a_reason_is_refused(client, offered, jisu):
    answer = sent(client, jisu, f"/desk/offer/{Offer.objects.get().pk}/refuse/")

    assert answer.status_code == 409
    assert "Say why you decline" in answer.content.decode()


def test_declining_leads_back_to_the_desk(client, offered, jisu):
    answer = sent(client, jisu, f"/desk/offer/{Offer.objects.get().pk}/refuse/", reason="knowledge")

    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert Offer.objects.get().reason == "knowledge"


def test_somebody_elses_offer_is_refused_in_words(client, offered, lead):
    answer = sent(client, lead, f"/desk/offer/{Offer.objects.get().pk}/accept/")

    assert answer.status_code == 409
    assert "There is no such offer to you." in answer.content.decode()


def test_a_manager_gives_an_agent_figures_of_their_own(client, centre, jisu, manager):
    routed.policy(centre)
    routed.on_the_floor(jisu)
    sent(client, manager, f"/desk/queues/people/{jisu.pk}/", capacity="2", newcomer="yes")

    line = screens.queues_page(manager, centre, NOON).people[0]
    assert (line.one.capacity, line.one.is_newcomer) == (2, True)
    assert "newcomer" in seen(client, manager, "/desk/queues/").content.decode()
