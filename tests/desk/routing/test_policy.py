"""A policy nobody could be routed by is refused when it is saved, in the user's words."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from gijun.desk.actions import routing
from gijun.desk.errors import DeskError
from gijun.desk.events import routing as facts
from gijun.desk.models import RoutingPolicy
from gijun.desk.queries.routing import policies
from gijun.desk.rules.routing import Known, Overflow, Policy, PolicyError, Queue, read, written
from gijun.events.models import Event
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import content, queue
from tests.make import at

KNOWN = Known(frozenset({1, 2}), frozenset({7}), frozenset({5}))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "not a routing policy"),
        ({"queues": [{"name": "x"}]}, "not a routing policy"),
        ({"queues": [queue(reason_ids=["x"])]}, "not a routing policy"),
        ({"queues": []}, "at least one queue"),
        ({"queues": [queue("환불")]}, "no code for a queue"),
        ({"queues": [queue("a", name="")]}, "needs a name"),
        ({"queues": [queue("a", channels=["phone"]), queue("a")]}, "used twice"),
        ({"queues": [queue("a", channels=["phone"])]}, "must take every ticket"),
        ({"queues": [queue("a"), queue("b")]}, "those after it get none"),
        ({"queues": [queue(choice="by_lot")]}, "“by_lot” is not known"),
        ({"queues": [queue("a", channels=["fax"]), queue("b")]}, "“fax” is not known"),
        ({"queues": [queue("a", team_id=3), queue("b")]}, "does not belong to the centre"),
        ({"queues": [queue("a", reason_ids=[8]), queue("b")]}, "contact reason does not exist"),
        ({"queues": [queue(skill_id=6)]}, "skill does not exist"),
        ({"queues": [queue(minimum=2)]}, "needs a skill"),
        ({"queues": [queue(skill_id=5, minimum=6)]}, "from 0 to 5"),
        (
            {"queues": [queue(overflow=[{"after_s": 60, "team_id": 1}, {"after_s": 60, "team_id": 2}])]},
            "later than the one before",
        ),
        (
            {"queues": [queue(overflow=[{"after_s": 60, "team_id": 1}, {"after_s": 90, "team_id": 1}])]},
            "twice to the same team",
        ),
        ({"queues": [queue(overflow=[{"after_s": None, "team_id": 1}])]}, "from 1 to"),
        ({"queues": [queue()], "capacity": 0}, "from 1 to 100"),
        ({"queues": [queue()], "weights": {"phone": 0}}, "from 1 to 100"),
        ({"queues": [queue()], "claims": {"minimum": 9}}, "from 0 to 5"),
    ],
)
def test_what_cannot_work_is_refused_with_the_reason(given, says):
    with pytest.raises(PolicyError, match=says):
        read(given, known=KNOWN)


QUEUES = st.builds(
    Queue,
    code=st.just("first"),
    name=st.just("첫째"),
    choice=st.sampled_from(["pull", "round_robin", "longest_idle", "best_proficiency"]),
    asks=st.booleans(),
    channels=st.just(("phone",)),
    reason_ids=st.sampled_from([(), (7,)]),
    minimum_priority=st.integers(1, 4),
    team_id=st.sampled_from([None, 1, 2]),
    skill_id=st.just(5),
    minimum=st.integers(0, 5),
    overflow=st.sampled_from([(), (Overflow(60, 1),), (Overflow(60, 1), Overflow(90, 2))]),
)


@given(QUEUES, st.integers(1, 100))
def test_what_is_stored_is_read_back_the_same(first, capacity):
    policy = Policy(queues=(first, Queue("rest", "나머지")), capacity=capacity, version=3)

    assert read(written(policy), version=3, known=KNOWN) == policy


def test_each_version_is_kept_and_told(centre, manager):
    one = routing.save_policy(centre.pk, content(), by=manager, at=at(0))
    two = routing.save_policy(centre.pk, content(capacity=3), by=manager, at=at(9))

    assert [(row.version, row.by, row.since) for row in (one, two)] == [
        (1, manager, at(0)),
        (2, manager, at(9)),
    ]
    assert policies.policy_in(policies.row_of(centre.pk)).capacity == 3
    assert routed.facts_of(facts.RoutingPolicyChanged) == [
        facts.RoutingPolicyChanged(team_id=centre.pk, policy_version=1),
        facts.RoutingPolicyChanged(team_id=centre.pk, policy_version=2),
    ]
    routed.require_rows_equal_the_log()


def test_saving_the_same_again_changes_nothing(centre, manager):
    for _twice in range(2):
        routing.save_policy(centre.pk, content(), by=manager, at=at(0))

    assert RoutingPolicy.objects.count() == 1


def test_a_refused_policy_leaves_no_trace(centre, manager):
    before = Event.objects.count()

    with pytest.raises(DeskError, match="at least one queue"):
        routing.save_policy(centre.pk, {"queues": []}, by=manager, at=at(0))

    assert (Event.objects.count(), RoutingPolicy.objects.count()) == (before, 0)


def test_a_lead_of_one_team_does_not_decide_for_the_centre(centre, lead):
    with pytest.raises(PermissionDenied):
        routing.save_policy(centre.pk, content(), by=lead, at=at(0))


def test_a_manager_decides_what_one_agent_holds(centre, manager, jisu):
    for _twice in range(2):
        routing.set_profile(jisu.pk, capacity=2, newcomer="yes", by=manager, at=at(0))

    assert routed.facts_of(facts.RoutingProfileChanged) == [
        facts.RoutingProfileChanged(agent_id=jisu.pk, capacity=2, newcomer="yes")
    ]
    routed.require_rows_equal_the_log()


def test_an_impossible_capacity_is_refused(centre, manager, jisu):
    with pytest.raises(DeskError, match="from 1 to 100"):
        routing.set_profile(jisu.pk, capacity=0, newcomer="", by=manager, at=at(0))


def test_a_queue_for_one_team_takes_what_comes_through_its_door(centre, team, jisu):
    routed.policy(centre, queue("first", team_id=team.pk, choice="round_robin"), queue("rest", choice="pull"))
    routed.on_the_floor(jisu)
    own = make.ticket(make.account(team, "one@example.com"), address="a@example.com")
    other = make.ticket(make.account(centre), address="b@example.com")

    routing.route(at(5))

    assert (routed.holder(own), routed.holder(other), routed.reason(other)) == ("jisu", None, "by_hand")
