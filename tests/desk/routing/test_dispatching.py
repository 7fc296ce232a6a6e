"""The worker's loop: a pass for what has just come, and centres that do not trouble each other."""

from threading import Event as Stop

from django.utils import timezone

from gijun.desk import dispatching
from gijun.desk.actions import routing
from tests import make
from tests.committed import Racer
from tests.desk.routing import routed
from tests.desk.routing.routed import holder


class UntilFound(Stop):
    """A stop that is set once the ticket has somebody, or after many looks."""

    def __init__(self, ticket) -> None:
        super().__init__()
        self.ticket, self.looks = ticket, 0

    def wait(self, timeout=None) -> bool:
        self.looks += 1
        if self.looks > 200 or holder(self.ticket):
            self.set()
        return self.is_set()


def test_the_loop_gives_what_waits(committed_db):
    centre = make.centre()
    agent = make.person("a", centre, "agent")
    now = timezone.now()
    routed.policy(centre, when=now)
    routed.on_the_floor(agent, when=now)
    ticket = make.ticket(make.account(centre), when=now)

    Racer(dispatching.keep_routing, UntilFound(ticket)).finish()

    assert holder(ticket) == "a"


def test_a_centre_that_fails_leaves_the_others_be(centre, jisu, monkeypatch, caplog):
    broken = make.centre("부산센터")
    routed.policy(broken)
    routed.policy(centre)
    routed.on_the_floor(jisu)
    ticket = make.ticket(make.account(centre))
    real = routing.route

    def route(at, centre_id):
        if centre_id == broken.pk:
            raise ZeroDivisionError
        return real(at, centre_id)

    monkeypatch.setattr(dispatching.routing, "route", route)
    with caplog.at_level("ERROR", logger="gijun.desk.dispatching"):
        assert dispatching.route_every_centre() == 1

    assert holder(ticket) == "jisu"
    assert [record.getMessage() for record in caplog.records] == [
        f"No pass over the queues of centre {broken.pk}"
    ]
