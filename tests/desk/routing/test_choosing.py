"""Who is chosen, and why nobody is: the pure rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.rules.routing import (
    WORKING,
    Candidate,
    Choice,
    Claims,
    Overflow,
    Policy,
    Queue,
    Waiting,
    capacity_of,
    choose,
    demand_of,
    eligible,
    in_order,
    is_newcomer,
    match_queue,
)
from gijun.desk.terms.routing import ChoiceRule, WaitReason

HERE = frozenset({1})
MAIL = Waiting(ticket_id=1, channel="email", team_ids=HERE, reach=HERE)
CALL = replace(MAIL, channel="phone")
REFUND, CLAIM = 7, 8
DAY_MS = 86_400_000


def agent(agent_id: int, **more: object) -> Candidate:
    return Candidate(**({"agent_id": agent_id, "state": "ready", "team_ids": HERE} | more))


def policy(choice: str = "longest_idle", **more: object) -> Policy:
    queue = {name: more.pop(name) for name in ("skill_id", "minimum") if name in more}
    return Policy(queues=(Queue("all", "all", choice=choice, **queue),), **more)


@pytest.mark.parametrize(
    ("choice", "last", "chosen"),
    [
        ("longest_idle", 0, 3),
        ("round_robin", 0, 1),
        ("round_robin", 1, 2),
        ("round_robin", 3, 1),
        ("best_proficiency", 0, 2),
    ],
)
def test_each_rule_chooses_its_own(choice, last, chosen):
    people = [
        agent(1, idle_since_ms=200, skills={5: 2}),
        agent(2, idle_since_ms=300, skills={5: 4}),
        agent(3, idle_since_ms=100, skills={5: 3}),
    ]

    found = choose(MAIL, people, policy(choice, skill_id=5, minimum=1), {"all": last})

    assert found == Choice(chosen, choice)


@pytest.mark.parametrize("choice", ["longest_idle", "round_robin", "best_proficiency"])
def test_ties_fall_to_the_lowest_id(choice):
    assert choose(MAIL, [agent(9), agent(4), agent(6)], policy(choice)).agent_id == 4


@pytest.mark.parametrize(
    ("ticket", "people", "more", "why"),
    [
        (MAIL, [], {}, "nobody_ready"),
        (MAIL, [agent(1, state="away"), agent(2, state="after_work")], {}, "nobody_ready"),
        (MAIL, [agent(1, team_ids=frozenset({2}))], {}, "nobody_ready"),
        (MAIL, [agent(1, skills={5: 2})], {"skill_id": 5, "minimum": 3}, "no_skill"),
        (
            replace(MAIL, reason_id=CLAIM),
            [agent(1, is_newcomer=True)],
            {"claims": Claims((CLAIM,))},
            "newcomers_only",
        ),
        (MAIL, [agent(1, held_back=True)], {}, "must_read"),
        (MAIL, [agent(1, state="in_contact", load=6)], {}, "all_full"),
        (MAIL, [agent(1, is_asked=True)], {}, "all_full"),
        (replace(MAIL, declined=frozenset({1})), [agent(1)], {}, "declined"),
        (replace(MAIL, is_open=False), [agent(1)], {}, "outside_hours"),
        (replace(MAIL, is_paused=True), [agent(1)], {}, "paused_by_mode"),
        (MAIL, [agent(1)], {"choice": "pull"}, "by_hand"),
        (
            replace(MAIL, last_agent_id=2, in_queue_s=59),
            [agent(1), agent(2, state="after_work")],
            {"sticky_wait_s": 60},
            "held_for_sticky",
        ),
    ],
)
def test_why_a_ticket_waits(ticket, people, more, why):
    assert choose(ticket, people, policy(**more)) == Choice(wait_reason=why)


def test_the_last_agent_goes_first_while_available():
    ticket = replace(MAIL, last_agent_id=2)

    assert choose(ticket, [agent(1), agent(2)], policy()) == Choice(2, "sticky")
    assert choose(ticket, [agent(1), agent(2, state="away")], policy()) == Choice(1, "longest_idle")


def test_the_wait_for_the_last_agent_ends():
    ticket = replace(MAIL, last_agent_id=2, in_queue_s=60)
    people = [agent(1), agent(2, state="after_work")]

    assert choose(ticket, people, policy(sticky_wait_s=60)) == Choice(1, "longest_idle")


def test_channels_weigh_differently():
    two_mails = agent(1, state="in_contact", load=2)

    assert choose(MAIL, [two_mails], policy()).agent_id == 1
    assert choose(CALL, [two_mails], policy()).wait_reason == "all_full"


def test_somebody_free_always_has_room_for_one():
    newcomer = agent(1, capacity=2, is_newcomer=True)

    assert choose(CALL, [newcomer], policy()).agent_id == 1


def test_claims_go_to_the_proficient():
    claim = replace(MAIL, reason_id=CLAIM)
    people = [agent(1, skills={5: 3}, idle_since_ms=1), agent(2, skills={5: 4}, idle_since_ms=2)]
    with_claims = policy(claims=Claims((CLAIM,), minimum=4))

    assert choose(claim, people, with_claims).agent_id == 2
    assert choose(MAIL, people, with_claims).agent_id == 1


@pytest.mark.parametrize(
    ("ticket", "code"),
    [
        (CALL, "calls"),
        (replace(MAIL, reason_id=REFUND), "refunds"),
        (replace(MAIL, priority=4), "urgent"),
        (replace(MAIL, team_ids=frozenset({1, 2})), "second"),
        (MAIL, "rest"),
    ],
)
def test_a_ticket_joins_the_first_queue_that_takes_it(ticket, code):
    queues = (
        Queue("calls", "calls", channels=("phone",)),
        Queue("refunds", "refunds", reason_ids=(REFUND,)),
        Queue("urgent", "urgent", minimum_priority=4),
        Queue("second", "second", team_id=2),
        Queue("rest", "rest", overflow=(Overflow(60, 2),)),
    )

    assert match_queue(Policy(queues), ticket).code == code


def test_urgent_first_then_the_modes_order_then_the_longest_wait():
    tickets = [
        Waiting(ticket_id, "email", HERE, HERE, priority=priority, place_ms=place_ms)
        for ticket_id, priority, place_ms in [(1, 2, 30), (2, 2, 10), (3, 4, 40), (4, 2, 20), (5, 2, 10)]
    ]

    assert [one.ticket_id for one in in_order(tickets)] == [3, 2, 5, 4, 1]
    assert [one.ticket_id for one in in_order(tickets, {1: -1})] == [3, 1, 2, 5, 4]


@pytest.mark.parametrize(
    ("mark", "days", "new"), [("", 29, True), ("", 30, False), ("yes", 900, True), ("no", 0, False)]
)
def test_who_counts_as_a_newcomer(mark, days, new):
    assert is_newcomer(policy(newcomer_days=30), mark, 0, days * DAY_MS) is new


def test_newcomers_hold_fewer_at_once():
    assert capacity_of(policy(newcomer_capacity=2), None, newcomer=True) == 2
    assert capacity_of(policy(newcomer_capacity=2), 4, newcomer=False) == 4
    assert capacity_of(policy(newcomer_capacity=2), 1, newcomer=True) == 1


TEAMS = st.frozensets(st.integers(1, 3), min_size=1)
AGENTS = st.builds(
    Candidate,
    agent_id=st.integers(1, 9),
    state=st.sampled_from(["ready", "in_contact", "after_work", "away", "offline", "meeting"]),
    team_ids=TEAMS,
    skills=st.dictionaries(st.integers(1, 2), st.integers(1, 5)),
    load=st.integers(0, 7),
    capacity=st.integers(1, 7),
    is_newcomer=st.booleans(),
    held_back=st.booleans(),
    is_asked=st.booleans(),
    idle_since_ms=st.integers(0, 3),
)
FLOORS = st.lists(AGENTS, max_size=6, unique_by=lambda one: one.agent_id)
TICKETS = st.builds(
    Waiting,
    ticket_id=st.just(1),
    channel=st.sampled_from(["email", "phone", "chat"]),
    team_ids=TEAMS,
    reach=TEAMS,
    priority=st.integers(1, 4),
    reason_id=st.sampled_from([None, REFUND, CLAIM]),
    in_queue_s=st.integers(0, 100),
    last_agent_id=st.one_of(st.none(), st.integers(1, 9)),
    declined=st.frozensets(st.integers(1, 9), max_size=3),
)
POLICIES = st.builds(
    lambda choice, skill, claims, sticky: Policy(
        queues=(Queue("all", "all", choice=choice, skill_id=skill[0], minimum=skill[1]),),
        claims=claims,
        sticky_wait_s=sticky,
    ),
    st.sampled_from(["longest_idle", "round_robin", "best_proficiency"]),
    st.sampled_from([(None, 0), (1, 1), (2, 4)]),
    st.builds(Claims, st.just((CLAIM,)), st.sampled_from([None, 1, 2]), st.integers(0, 5)),
    st.sampled_from([0, 50]),
)


def may_take(one: Candidate, ticket: Waiting, rules: Policy) -> bool:
    """The conditions once more, in another form than the rule's."""
    queue = rules.queues[0]
    weight = {"email": 1, "chat": 2, "phone": 6}[ticket.channel]
    skill, minimum, claim = queue.skill_id, queue.minimum, ticket.reason_id == CLAIM
    if claim:
        skill = rules.claims.skill_id or skill
        minimum = max(minimum, rules.claims.minimum)
    level = one.skills.get(skill, 0) if skill else max(one.skills.values(), default=0)
    room = one.capacity - one.load >= weight or (one.state == "ready" and one.load == 0)
    return (
        one.state in {"ready", "in_contact"}
        and bool(ticket.reach & one.team_ids)
        and level >= minimum
        and not (claim and one.is_newcomer)
        and not one.held_back
        and room
        and not one.is_asked
        and one.agent_id not in ticket.declined
    )


@given(TICKETS, FLOORS, POLICIES, st.integers(0, 9))
def test_nobody_ineligible_is_ever_chosen_and_nobody_waits_while_an_eligible_one_is_free(
    ticket, people, rules, last
):
    choice = choose(ticket, people, rules, {"all": last})
    allowed = {one.agent_id for one in people if may_take(one, ticket, rules)}

    if choice.agent_id is not None:
        assert choice.agent_id in allowed
        assert choice.wait_reason == ""
    else:
        assert choice.wait_reason in WaitReason.values
        assert not allowed or choice.wait_reason == WaitReason.HELD_FOR_STICKY


@given(TICKETS, FLOORS, POLICIES, st.integers(0, 9), st.randoms())
def test_the_choice_does_not_depend_on_the_order_of_the_people(ticket, people, rules, last, random):
    shuffled = list(people)
    random.shuffle(shuffled)

    assert choose(ticket, people, rules, {"all": last}) == choose(ticket, shuffled, rules, {"all": last})


@given(TICKETS, FLOORS, POLICIES)
def test_those_free_are_exactly_those_who_may_take_it(ticket, people, rules):
    free, _why = eligible(ticket, people, demand_of(rules, rules.queues[0], ticket))

    assert {one.agent_id for one in free} == {one.agent_id for one in people if may_take(one, ticket, rules)}
    assert all(one.state in WORKING for one in free)


@given(FLOORS, st.integers(0, 9))
def test_in_turn_everybody_gets_one_before_anybody_gets_two(people, last):
    free = [
        replace(one, state="ready", load=0, held_back=False, is_asked=False, team_ids=HERE) for one in people
    ]
    turns, given_to = {"all": last}, []
    for _ticket in free:
        choice = choose(MAIL, free, policy(ChoiceRule.ROUND_ROBIN), turns)
        turns["all"] = choice.agent_id or 0
        given_to.append(choice.agent_id)

    assert sorted(given_to) == sorted(one.agent_id for one in free)
