"""Takers, offers and two passes at once: exactly one owner, whoever comes first."""

import pytest

from gijun.desk import actions as desk
from gijun.desk.actions import routing
from gijun.desk.errors import DeskError
from gijun.desk.models import Assignment, Offer, Ticket
from gijun.desk.queries.routing.policies import every_version
from gijun.desk.rules.routing import audit, replay
from gijun.organisation.models import Person
from tests import make
from tests.committed import race
from tests.desk.routing import routed
from tests.desk.routing.routed import queue
from tests.make import at


@pytest.fixture
def floor(committed_db):
    """A centre with three agents and the tickets that wait there."""
    centre = make.centre()
    team = make.team(centre)
    for name in "abc":
        make.person(name, team, "agent")
    return centre, make.account(centre)


def agents() -> list[Person]:
    return list(Person.objects.filter(username__in="abc").order_by("id"))


def tickets(door, number: int) -> list[Ticket]:
    return [make.ticket(door, address=f"c{n}@example.com", when=at(n)) for n in range(number)]


def attempt(what) -> str:
    """The word won, or those of the refusal."""
    try:
        what()
    except DeskError as error:
        return str(error)
    return "won"


def everything_holds() -> None:
    told = routed.told()
    routed.require_rows_equal_the_log()
    assert [one for one in replay.choices(told, every_version()) if not one.agrees] == []
    assert audit.violations(told, every_version(), patience_ms=60_000) == []


def test_two_takers_and_the_router_leave_exactly_one_owner(floor):
    centre, door = floor
    routed.policy(centre)
    for round_ in range(5):
        waiting = make.ticket(door, address=f"r{round_}@example.com", when=at(round_))
        one, other, third = agents()
        routed.on_the_floor(third, when=at(round_))
        moment = at(100 + round_)

        def take(person, ticket=waiting, moment=moment):
            return attempt(lambda: desk.take(ticket.pk, by=person, at=moment))

        said = race(
            lambda who, take=take, moment=moment: take(who) if who else str(routing.route(moment)),
            (one,),
            (other,),
            (None,),
        )
        owner = Ticket.objects.get(pk=waiting.pk).assignee
        assert Assignment.objects.filter(ticket=waiting, ended_at=None).count() == 1
        assert Assignment.objects.filter(ticket=waiting).count() == 1
        lost = [one for one in said[:2] if one != "won"]
        assert all(owner.name in words for words in lost)
        assert len(lost) == 2 - (owner.pk != third.pk)
    everything_holds()


def test_two_passes_at_once_give_each_ticket_once(floor):
    centre, door = floor
    routed.policy(centre, capacity=4)
    waiting = tickets(door, 10)
    routed.on_the_floor(*agents())

    found = race(routing.route, (at(60),), (at(60),), (at(60),))

    assert sorted(found) == [0, 0, 10]
    assert Assignment.objects.filter(ticket__in=waiting).count() == 10
    everything_holds()


def test_two_passes_at_once_offer_each_ticket_once(floor):
    centre, door = floor
    routed.policy(centre, queue(asks=True))
    tickets(door, 5)
    routed.on_the_floor(*agents())

    found = race(routing.route, (at(60),), (at(60),))

    assert (sorted(found), Offer.objects.count()) == ([0, 3], 3)
    everything_holds()


def test_accepting_while_a_colleague_takes_it_leaves_one_owner_and_tells_the_other(floor):
    centre, door = floor
    routed.policy(centre, queue(asks=True))
    waiting = make.ticket(door)
    asked, other, _third = agents()
    routed.on_the_floor(asked)
    routing.route(at(1))
    offer = Offer.objects.get()

    said = race(
        attempt,
        (lambda: routing.answer_offer(offer.pk, accept=True, by=asked, at=at(5)),),
        (lambda: desk.take(waiting.pk, by=other, at=at(5)),),
    )

    owner = Ticket.objects.get(pk=waiting.pk).assignee_id
    assert said.count("won") == 1
    assert owner == (asked.pk if said[0] == "won" else other.pk)
    everything_holds()


def test_accepting_as_the_time_runs_out_is_either_or(floor):
    centre, door = floor
    routed.policy(centre, queue(asks=True), offer_s=30)
    make.ticket(door)
    asked, _other, _third = agents()
    routed.on_the_floor(asked)
    routing.route(at(1))
    offer = Offer.objects.get()

    said = race(
        attempt,
        (lambda: routing.answer_offer(offer.pk, accept=True, by=asked, at=at(31)),),
        (lambda: routing.route(at(31)),),
    )

    offer.refresh_from_db()
    held = Ticket.objects.filter(assignee=asked).count()
    assert (offer.answer, held) == (("accepted", 1) if said[0] == "won" else ("expired", 0))
    everything_holds()


def test_leaving_while_a_pass_runs_gives_nobody_work_who_is_gone(floor):
    centre, door = floor
    routed.policy(centre)
    tickets(door, 6)
    people = agents()
    routed.on_the_floor(*people)

    race(
        lambda who: (
            routed.on_the_floor(who, state="away", reason="meal", when=at(60))
            if who
            else routing.route(at(60))
        ),
        (people[0],),
        (None,),
        (people[1],),
    )

    everything_holds()
