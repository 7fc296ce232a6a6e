"""The operating mode puts queues in another order, or pauses them."""

from gijun.desk.actions import routing
from gijun.desk.queries.routing import snapshot
from gijun.desk.rules.modes.plan import ModePlan
from tests import make
from tests.desk.routing import routed
from tests.desk.routing.routed import holder, queue, reason
from tests.make import at


def two_queues(centre, team):
    """An older ticket for anybody, a younger one through the team's door."""
    routed.policy(
        centre,
        queue("first", team_id=team.pk),
        queue("rest"),
        capacity=1,
    )
    return (
        make.ticket(make.account(centre), address="a@example.com", when=at(0)),
        make.ticket(make.account(team, "one@example.com"), address="b@example.com", when=at(9)),
    )


def test_queues_the_mode_names_go_first(centre, team, jisu, monkeypatch):
    old, young = two_queues(centre, team)
    routed.on_the_floor(jisu)
    monkeypatch.setattr(snapshot, "plan_now", lambda _team, _at: ModePlan(queue_order=("first",)))

    routing.route(at(20))

    assert (holder(old), holder(young)) == (None, "jisu")


def test_a_paused_queue_waits_and_says_so(centre, team, jisu, monkeypatch):
    old, young = two_queues(centre, team)
    routed.on_the_floor(jisu)
    monkeypatch.setattr(snapshot, "plan_now", lambda _team, _at: ModePlan(paused=("rest",)))

    routing.route(at(20))

    assert (holder(old), reason(old), holder(young)) == (None, "paused_by_mode", "jisu")


def test_in_the_normal_mode_the_longest_wait_goes_first(centre, team, jisu):
    old, young = two_queues(centre, team)
    routed.on_the_floor(jisu)

    routing.route(at(20))

    assert (holder(old), holder(young)) == ("jisu", None)
