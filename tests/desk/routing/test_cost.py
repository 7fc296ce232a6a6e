"""A pass asks the database a constant number of things, however many wait and however many are there."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gijun.desk.actions import routing
from tests import make
from tests.desk.routing import routed
from tests.make import at

QUERIES = {"sqlite": 23, "postgresql": 24}  # savepoints included; PostgreSQL takes the lock of the log


def grown(centre, team, door, number: int) -> None:
    """So many more tickets, and so many more agents with their hands full."""
    for n in range(number):
        serial = team.memberships.count()
        busy = make.person(f"p{serial}", team, "agent")
        routed.on_the_floor(busy, state="meeting")
        make.ticket(door, address=f"{serial}-{n}@example.com", when=at(n))
    routing.route(at(60))


def cost() -> int:
    with CaptureQueriesContext(connection) as asked:
        routing.route(at(70))
    return len(asked)


def test_a_pass_with_nothing_to_change_costs_the_same_for_ten_and_for_thirty(centre, team):
    routed.policy(centre)
    door = make.account(centre)
    grown(centre, team, door, 10)
    few = cost()
    grown(centre, team, door, 20)

    assert (few, cost()) == (QUERIES[connection.vendor],) * 2
