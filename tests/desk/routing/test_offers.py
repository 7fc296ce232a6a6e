"""Offers: asked, accepted, declined, left unanswered, withdrawn."""

import pytest

from gijun.desk import actions as desk
from gijun.desk.actions import routing
from gijun.desk.errors import DeskError
from gijun.desk.events import TicketAssigned
from gijun.desk.events import routing as facts
from gijun.desk.models import Offer, Ticket
from gijun.organisation.queries.floor import state_of
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import holder, queue, reason
from tests.make import NOON, at


@pytest.fixture(autouse=True)
def the_log_tells_what_the_rows_hold(db):
    yield
    routed.require_rows_equal_the_log()


@pytest.fixture
def minsu(team):
    return make.person("minsu", team, "agent", name="김민수")


@pytest.fixture
def waiting(centre, jisu) -> Ticket:
    """A ticket offered to jisu at second 1, for 30 seconds."""
    routed.policy(centre, queue(asks=True), offer_s=30, expiries=2, again_after_s=100)
    ticket = make.ticket(make.account(centre))
    routed.on_the_floor(jisu)
    routing.route(at(1))
    return ticket


def answers() -> list[tuple[str, str, str]]:
    rows = Offer.objects.select_related("person").order_by("id")
    return [(row.person.username, row.answer, row.reason) for row in rows]


def test_an_offer_waits_for_the_agents_answer(waiting, jisu):
    offer = Offer.objects.get()

    assert (offer.person_id, offer.expires_at, offer.answer) == (jisu.pk, at(31), "")
    assert (holder(waiting), reason(waiting)) == (None, "offered")
    assert routing.route(at(2)) == 0


def test_accepting_makes_it_the_agents(waiting, jisu):
    routing.answer_offer(Offer.objects.get().pk, accept=True, by=jisu, at=at(5))
    routing.answer_offer(Offer.objects.get().pk, accept=True, by=jisu, at=at(6))  # pressed twice

    assert holder(waiting) == "jisu"
    assert [(fact.by_routing, fact.choice) for fact in routed.facts_of(TicketAssigned)] == [
        (True, "accepted")
    ]
    assert state_of([jisu.pk])[jisu.pk].kind == "in_contact"


def test_declining_lets_the_next_one_be_asked(waiting, jisu, minsu):
    routed.on_the_floor(minsu, when=at(2))
    routing.answer_offer(Offer.objects.get().pk, accept=False, reason="knowledge", by=jisu, at=at(5))
    routing.answer_offer(Offer.objects.get().pk, accept=False, reason="knowledge", by=jisu, at=at(5))
    routing.route(at(6))

    assert answers() == [("jisu", "refused", "knowledge"), ("minsu", "", "")]


def test_who_declined_is_asked_again_only_after_a_while(waiting, jisu):
    routing.answer_offer(Offer.objects.get().pk, accept=False, reason="busy", by=jisu, at=at(5))
    routing.route(at(6))
    assert reason(waiting) == "declined"

    routing.route(at(105))

    assert answers() == [("jisu", "refused", "busy"), ("jisu", "", "")]


def test_declining_needs_a_reason(waiting, jisu):
    with pytest.raises(DeskError, match="Say why you decline"):
        routing.answer_offer(Offer.objects.get().pk, accept=False, by=jisu, at=at(5))

    assert answers() == [("jisu", "", "")]


def test_somebody_elses_offer_cannot_be_answered(waiting, minsu):
    with pytest.raises(DeskError, match="no such offer to you"):
        routing.answer_offer(Offer.objects.get().pk, accept=True, by=minsu, at=at(5))


def test_what_is_not_answered_goes_to_the_next(waiting, jisu, minsu):
    routed.on_the_floor(minsu, when=at(2))
    routing.route(at(30))
    assert answers() == [("jisu", "", "")]

    routing.route(at(31))

    assert answers() == [("jisu", "expired", ""), ("minsu", "", "")]
    assert state_of([jisu.pk])[jisu.pk].kind == "ready"


def test_too_many_unanswered_offers_set_somebody_away(waiting, jisu):
    routing.route(at(31))
    routing.route(at(131))
    assert answers() == [("jisu", "expired", ""), ("jisu", "", "")]

    routing.route(at(161))

    now = state_of([jisu.pk])[jisu.pk]
    assert (now.kind, now.reason, now.by_rule) == ("away", "other", True)
    assert reason(waiting) == "nobody_ready"


def test_an_expired_offer_can_no_longer_be_accepted(waiting, jisu):
    routing.route(at(31))

    with pytest.raises(DeskError, match="no longer open"):
        routing.answer_offer(Offer.objects.get().pk, accept=True, by=jisu, at=at(32))


def test_taking_the_ticket_by_hand_withdraws_the_offer(waiting, minsu):
    desk.take(waiting.pk, by=minsu, at=at(3))

    assert (holder(waiting), answers()) == ("minsu", [("jisu", "withdrawn", "")])


def test_the_agent_asked_may_also_simply_take_it(waiting, jisu):
    desk.take(waiting.pk, by=jisu, at=at(3))

    assert (holder(waiting), answers()) == ("jisu", [("jisu", "withdrawn", "")])


def test_who_leaves_is_not_waited_for(waiting, jisu, minsu):
    routed.on_the_floor(minsu, when=at(2))
    routed.on_the_floor(jisu, state="away", reason="meal", when=at(3))
    routing.route(at(4))

    assert answers() == [("jisu", "withdrawn", ""), ("minsu", "", "")]


def test_somebody_is_asked_about_one_ticket_at_a_time(waiting, centre):
    other = make.ticket(make.account(centre), address="other@example.com", when=at(2))
    routing.route(at(3))

    assert (answers(), reason(other)) == ([("jisu", "", "")], "all_full")


def test_an_offer_says_who_was_chosen_and_how(waiting, jisu, centre):
    offer = Offer.objects.get()

    assert routed.facts_of(facts.TicketOffered) == [
        facts.TicketOffered(
            ticket_id=waiting.pk,
            team_id=centre.pk,
            agent_id=jisu.pk,
            channel="email",
            offer_id=offer.pk,
            queue="all",
            choice="longest_idle",
            expires_ms=int(at(31).timestamp() * 1000),
            policy_version=1,
        )
    ]
    assert offer.made_at == at(1) > NOON
