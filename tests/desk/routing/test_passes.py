"""A pass gives what waits to whoever is free, or says why it waits."""

from datetime import timedelta

import pytest

from gijun.desk import actions as desk
from gijun.desk.actions import routing
from gijun.desk.events import TicketAssigned
from gijun.desk.events import routing as facts
from gijun.desk.models import Offer, Queued, Ticket
from gijun.desk.terms import Priority
from gijun.organisation import actions as organisation
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
def door(centre):
    return make.account(centre)


@pytest.fixture
def minsu(team):
    return make.person("minsu", team, "agent", name="김민수")


def ticket(door, seconds: float, **more) -> Ticket:
    more = {"address": f"c{seconds}@example.com"} | more
    return make.ticket(door, when=at(seconds), **more)


def state_now(person) -> str:
    return state_of([person.pk])[person.pk].kind.value


def test_without_a_policy_nothing_is_routed(door, jisu):
    routed.on_the_floor(jisu)
    waiting = ticket(door, 0)

    assert routing.route(at(1)) == 0
    assert (holder(waiting), Queued.objects.count()) == (None, 0)


def test_whoever_is_free_gets_the_oldest_ticket_and_is_in_contact(centre, door, jisu):
    routed.policy(centre, capacity=1)
    first, second = ticket(door, 0), ticket(door, 5)
    routed.on_the_floor(jisu)

    assert routing.route(at(60)) == 1
    assert (holder(first), holder(second), reason(second)) == ("jisu", None, "all_full")
    assert state_now(jisu) == "in_contact"
    assert routed.facts_of(TicketAssigned) == [
        TicketAssigned(
            ticket_id=first.pk,
            contact_id=first.contacts.get().pk,
            team_id=jisu.memberships.get().team_id,
            agent_id=jisu.pk,
            channel="email",
            from_team_id=centre.pk,
            from_agent_id=None,
            waited_s=60.0,
            by_routing=True,
            rule_version=1,
            choice="longest_idle",
        )
    ]


def test_urgent_goes_before_older(centre, door, jisu, lead):
    routed.policy(centre, capacity=1)
    old, urgent = ticket(door, 0), ticket(door, 5)
    desk.set_priority(urgent.pk, priority=Priority.URGENT, by=lead, at=at(6))
    routed.on_the_floor(jisu)

    routing.route(at(60))

    assert (holder(old), holder(urgent)) == (None, "jisu")


def test_a_reason_is_recorded_only_when_it_changes(centre, door, jisu):
    routed.policy(centre)
    waiting = ticket(door, 0)
    for seconds in (1, 2, 3):
        routing.route(at(seconds))
    routed.on_the_floor(jisu, state="meeting")
    routing.route(at(4))

    told = routed.facts_of(facts.WaitExplained)
    assert [(fact.ticket_id, fact.reason) for fact in told] == [(waiting.pk, "nobody_ready")]


def test_answering_the_last_one_makes_ready_again(centre, door, jisu):
    routed.policy(centre)
    waiting = ticket(door, 0)
    routed.on_the_floor(jisu)
    routing.route(at(1))

    desk.reply(waiting.pk, body="네, 확인했습니다.", by=jisu, at=at(30))

    assert state_now(jisu) == "ready"


def test_work_of_an_agent_who_left_goes_back_to_its_old_place(centre, door, jisu, minsu):
    routed.policy(centre, away_s=600, capacity=1)
    old = ticket(door, 0)
    routed.on_the_floor(jisu)
    routing.route(at(1))
    younger = ticket(door, 100)
    routed.on_the_floor(jisu, state="away", reason="other", when=at(200))
    routing.route(at(799))
    assert holder(old) == "jisu"

    routing.route(at(800))
    routed.on_the_floor(minsu, when=at(801))
    routing.route(at(802))

    assert (holder(old), holder(younger)) == ("minsu", None)
    back = routed.facts_of(facts.WorkTakenBack)
    assert [(fact.ticket_id, fact.agent_id, fact.state, fact.left_s) for fact in back] == [
        (old.pk, jisu.pk, "away", 600)
    ]


def test_time_away_counts_only_while_the_centre_works(centre, door, jisu, admin):
    calendar = organisation.add_calendar(
        name="주간", zone="Asia/Seoul", week=["09:00–18:00"] * 7, by=admin, at=NOON
    )
    organisation.give_calendar(calendar.pk, team_id=centre.pk, by=admin, at=NOON)
    routed.policy(centre, away_s=600)
    waiting = ticket(door, 0)
    routed.on_the_floor(jisu)
    routing.route(at(1))
    closing = NOON + timedelta(hours=6)  # 18:00 in Seoul
    routed.on_the_floor(jisu, state="offline", when=closing - timedelta(seconds=60))

    routing.route(closing + timedelta(hours=14))
    assert holder(waiting) == "jisu"
    routing.route(closing + timedelta(hours=15, seconds=540))

    assert (holder(waiting), reason(waiting)) == (None, "nobody_ready")


def test_outside_working_hours_everything_waits(centre, door, jisu, admin):
    calendar = organisation.add_calendar(
        name="주간", zone="Asia/Seoul", week=["09:00–18:00"] * 7, by=admin, at=NOON
    )
    organisation.give_calendar(calendar.pk, team_id=centre.pk, by=admin, at=NOON)
    routed.policy(centre)
    routed.on_the_floor(jisu)
    waiting = ticket(door, 0)

    routing.route(NOON + timedelta(hours=7))

    assert (holder(waiting), reason(waiting)) == (None, "outside_hours")


def test_after_a_while_another_team_may_take_it(centre, team, jisu):
    second = make.team(centre, "2팀")
    door = make.account(team)
    helper = make.person("helper", second, "agent")
    routed.policy(centre, queue(overflow=[{"after_s": 120, "team_id": second.pk}]))
    routed.on_the_floor(helper)
    waiting = ticket(door, 0)
    routing.route(at(1))
    assert reason(waiting) == "nobody_ready"

    routing.route(at(120))
    assert holder(waiting) is None
    routing.route(at(121))

    assert holder(waiting) == "helper"
    over = routed.facts_of(facts.TicketOverflowed)
    assert [(fact.from_team_id, fact.team_id, fact.step) for fact in over] == [(team.pk, second.pk, 1)]


def test_what_somebody_took_by_hand_leaves_the_queue(centre, door, jisu):
    routed.policy(centre, queue(choice="pull"))
    waiting = ticket(door, 0)
    routing.route(at(1))
    assert reason(waiting) == "by_hand"

    desk.take(waiting.pk, by=jisu, at=at(31))

    left = routed.facts_of(facts.TicketLeftQueue)
    assert [(fact.ticket_id, fact.queued_ms) for fact in left] == [(waiting.pk, 30_000)]
    assert routing.route(at(32)) == 0


def test_who_has_to_read_first_is_passed_over(centre, door, jisu, minsu, monkeypatch):
    routed.policy(centre)
    routed.on_the_floor(jisu, minsu)
    monkeypatch.setattr(
        "gijun.desk.queries.routing.snapshot.behind_with_reading", lambda _people, _at: frozenset({jisu.pk})
    )
    waiting = ticket(door, 0)

    routing.route(at(1))

    assert holder(waiting) == "minsu"
    held = routed.facts_of(facts.AgentHeldBack)
    assert held == [facts.AgentHeldBack(agent_id=jisu.pk, reason="must_read")]


def test_the_last_agent_gets_the_customer_again(centre, door, jisu, minsu, lead):
    routed.policy(centre)
    first = ticket(door, 0, address="same@example.com")
    routed.on_the_floor(minsu)
    routing.route(at(1))
    desk.reply(
        first.pk, body="환불했습니다.", by=minsu, at=at(20), then_solve=True, reason_id=make.reason().pk
    )
    desk.close(first.pk, at=at(25), by=lead)
    routed.on_the_floor(jisu, when=at(-900))
    again = ticket(door, 30, address="same@example.com")

    routing.route(at(31))

    assert holder(again) == "minsu"


def test_a_customer_who_writes_again_after_an_answer_waits_anew(centre, door, jisu):
    routed.policy(centre, queue(choice="pull"))
    waiting = ticket(door, 0)
    routing.route(at(1))
    make.inbound(door, address="c0@example.com", ticket_id=waiting.pk, when=at(5))
    routing.route(at(6))

    queued = routed.facts_of(facts.TicketQueued)
    assert [(fact.ticket_id, fact.place_ms) for fact in queued] == [
        (waiting.pk, int(at(0).timestamp() * 1000))
    ]


def test_nothing_is_offered_when_given_at_once(centre, door, jisu):
    routed.policy(centre)
    routed.on_the_floor(jisu)
    ticket(door, 0)

    routing.route(at(1))

    assert Offer.objects.count() == 0
