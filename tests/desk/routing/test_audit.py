"""The audit finds broken promises in a log, and a replay finds choices the rule would not have made."""

from dataclasses import replace

import pytest

from gijun.desk import actions as desk
from gijun.desk.actions import routing
from gijun.desk.events import ContactOpened, MessageReceived, TicketAssigned, TicketOpened
from gijun.desk.events import routing as facts
from gijun.desk.queries.routing.policies import every_version
from gijun.desk.rules.routing import audit, replay
from gijun.desk.rules.routing.audit import IN_VAIN, LOST, TWICE, UNAVAILABLE, UNFIT, Violation
from gijun.organisation.events import StateEntered
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import queue
from tests.make import at


@pytest.fixture
def minsu(team):
    return make.person("minsu", team, "agent", name="김민수")


@pytest.fixture
def told(centre, jisu, minsu):
    """Two tickets given to two agents, in turn; a third waits until one is free again."""
    routed.policy(centre, queue(choice="round_robin"), capacity=1)
    door = make.account(centre)
    routed.on_the_floor(jisu, minsu)
    tickets = [make.ticket(door, address=f"c{n}@example.com", when=at(n)) for n in range(3)]
    routing.route(at(10))
    desk.reply(tickets[0].pk, body="네.", by=jisu, at=at(100))
    routing.route(at(101))
    desk.write_note(tickets[2].pk, body="확인", by=jisu, at=at(200))
    return routed.told()


def broken(told, *, patience_ms=2_000):
    return audit.violations(told, every_version(), patience_ms=patience_ms)


def given(told) -> list[tuple[int, int, TicketAssigned]]:
    return [one for one in told if isinstance(one[2], TicketAssigned)]


def test_a_run_that_kept_its_promises_is_found_clean(told, jisu, minsu):
    replayed = replay.choices(told, every_version())

    assert broken(told) == []
    assert [(one.recorded.agent_id, one.agrees) for one in replayed] == [
        (jisu.pk, True),
        (minsu.pk, True),
        (jisu.pk, True),
    ]


def test_work_given_to_somebody_who_is_away_is_found(told, minsu):
    position, at_ms, fact = given(told)[1]
    before = StateEntered(minsu.pk, None, "away", "meal", "ready", "", 0, None, by_rule=False)
    place = told.index((position, at_ms, fact))
    tampered = [*told[:place], (0, at_ms - 1, before), *told[place:]]

    assert Violation(UNAVAILABLE, position, fact.ticket_id, minsu.pk) in broken(tampered)


def test_waiting_while_somebody_is_free_is_found(told, jisu):
    kept = [
        one
        for one in told
        if one not in given(told)
        and not isinstance(one[2], facts.TicketLeftQueue)
        and not (isinstance(one[2], StateEntered) and one[2].state == "in_contact")
    ]
    in_vain = [one for one in broken(kept) if one.kind == IN_VAIN]

    assert {one.ticket_id for one in in_vain} == {fact.ticket_id for _at, _ms, fact in given(told)}
    assert {one.agent_id for one in in_vain} == {jisu.pk}
    assert min(one.lasted_ms for one in in_vain) > 2_000


def test_a_choice_the_rule_would_not_make_is_found(told, jisu, minsu):
    position, at_ms, fact = given(told)[1]
    tampered = [
        (position, at_ms, replace(fact, agent_id=jisu.pk)) if one[0] == position else one for one in told
    ]
    wrong = [one for one in replay.choices(tampered, every_version()) if not one.agrees]

    assert (wrong[0].position, wrong[0].recorded.agent_id, wrong[0].again.agent_id) == (
        position,
        jisu.pk,
        minsu.pk,
    )


def test_what_a_person_gives_by_hand_is_nobodys_promise(told, lead, minsu):
    position, at_ms, fact = given(told)[1]
    by_hand = replace(fact, by_routing=False, choice="")
    before = StateEntered(minsu.pk, None, "away", "meal", "ready", "", 0, None, by_rule=False)
    place = told.index((position, at_ms, fact))
    tampered = [*told[:place], (0, at_ms, before), (position, at_ms, by_hand), *told[place + 1 :]]

    assert [one for one in broken(tampered) if one.kind == UNAVAILABLE] == []


def test_work_given_to_somebody_who_lacks_something_is_found_with_what_they_lack(told, minsu):
    position, at_ms, fact = given(told)[1]
    before = facts.AgentHeldBack(agent_id=minsu.pk, reason="must_read")
    place = told.index((position, at_ms, fact))
    tampered = [*told[:place], (0, at_ms - 1, before), *told[place:]]

    assert Violation(UNFIT, position, fact.ticket_id, minsu.pk, why="must_read") in broken(tampered)


def test_a_ticket_given_to_two_people_at_once_is_found(told, jisu, minsu):
    position, at_ms, fact = given(told)[0]
    place = told.index((position, at_ms, fact))
    again = (position + 1, at_ms, replace(fact, agent_id=minsu.pk))
    tampered = [*told[: place + 1], again, *told[place + 1 :]]

    assert fact.agent_id == jisu.pk
    assert Violation(TWICE, position + 1, fact.ticket_id, minsu.pk) in broken(tampered)


def test_a_hold_the_policy_does_not_know_is_waiting_in_vain(told, jisu):
    kept = []
    for position, at_ms, fact in told:
        if (position, at_ms, fact) in given(told) or isinstance(fact, facts.TicketLeftQueue):
            continue
        if isinstance(fact, StateEntered) and fact.state == "in_contact":
            continue
        kept.append((position, at_ms, fact))
        if isinstance(fact, facts.TicketQueued):
            hold = facts.WaitExplained(
                ticket_id=fact.ticket_id,
                team_id=fact.team_id,
                channel=fact.channel,
                queue=fact.queue,
                reason="held_for_sticky",
                policy_version=fact.policy_version,
            )
            kept.append((position, at_ms, hold))

    assert {one.agent_id for one in broken(kept) if one.kind == IN_VAIN} == {jisu.pk}


def test_a_customer_whose_matter_is_in_no_queue_is_lost(told):
    heard = [(position, fact) for position, _at, fact in told if isinstance(fact, MessageReceived)]
    position, last = heard[-1]
    gone = [
        one
        for one in told
        if getattr(one[2], "ticket_id", None) != last.ticket_id
        or isinstance(one[2], TicketOpened | ContactOpened | MessageReceived)
    ]

    assert audit.lost(told) == []
    assert audit.lost(gone) == [Violation(LOST, position, last.ticket_id, 0)]


def test_somebody_whose_offer_was_withdrawn_in_the_moment_of_the_pass_is_free_from_then_on(
    centre, jisu, minsu
):
    routed.policy(centre, queue(asks=True))
    door = make.account(centre)
    first, second = (make.ticket(door, address=f"c{n}@example.com", when=at(n)) for n in range(2))
    routing.route(at(1))
    routed.on_the_floor(jisu, when=at(2))
    routing.route(at(10))
    desk.take(first.pk, by=minsu, at=at(10))
    desk.write_note(second.pk, body="확인", by=minsu, at=at(12))
    desk.write_note(second.pk, body="확인", by=minsu, at=at(22))
    position, _at_ms, _fact = routed.told()[-1]

    assert broken(routed.told()[:-1], patience_ms=9_000) == []
    assert broken(routed.told(), patience_ms=9_000) == [
        Violation(IN_VAIN, position, second.pk, jisu.pk, lasted_ms=12_000)
    ]


def test_a_ticket_is_held_for_whoever_was_given_another_at_the_same_moment(centre, jisu, minsu):
    routed.policy(centre, queue(choice="longest_idle"), capacity=1, sticky_days=7, sticky_wait_s=60)
    door = make.account(centre)
    routed.on_the_floor(jisu)
    before = make.ticket(door, address="known@example.com", when=at(0))
    routing.route(at(1))
    desk.reply(before.pk, body="네.", by=jisu, at=at(20))
    routed.on_the_floor(minsu, when=at(30))
    make.ticket(door, address="new@example.com", when=at(40))
    again = make.ticket(door, address="known@example.com", when=at(41))
    routing.route(at(42))
    desk.write_note(again.pk, body="확인", by=minsu, at=at(60))

    assert routed.reason(again) == "held_for_sticky"
    assert broken(routed.told()) == []
