"""Taking, giving, solving, reopening, closing, merging."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from gijun.desk import actions
from gijun.desk.errors import DeskError, TakenError
from gijun.desk.models import Assignment, Contact, Ticket
from gijun.desk.queries import state
from gijun.desk.terms import TicketStatus
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at


def last(name):
    return Event.objects.filter(name=name).latest("position")


def test_taking_records_how_long_the_customer_waited(team, jisu):
    ticket = make.ticket(make.account(team))

    actions.take(ticket.pk, by=jisu, at=at(90))

    event = last("desk.ticket_assigned")
    assert (event.ticket_id, event.agent_id, event.actor_id, event.team_id) == (
        ticket.pk,
        jisu.pk,
        jisu.pk,
        team.pk,
    )
    assert event.data == {
        "from_team_id": team.pk,
        "from_agent_id": None,
        "waited_s": 90.0,
        "by_routing": False,
        "rule_version": 0,
        "choice": "",
    }
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.status) == (jisu, TicketStatus.OPEN)
    assert Assignment.objects.get(ticket=ticket, ended_at=None).person == jisu


def test_a_ticket_taken_from_the_centres_queue_becomes_the_takers_teams(centre, team, jisu):
    ticket = make.ticket(make.account(centre))

    actions.take(ticket.pk, by=jisu, at=NOON)

    ticket.refresh_from_db()
    assert ticket.team == team
    assert last("desk.ticket_assigned").data["from_team_id"] == centre.pk


def test_the_second_taker_is_told_who_was_first(centre, team, jisu):
    ticket = make.ticket(make.account(centre))
    minho = make.person("minho", team, "agent")
    actions.take(ticket.pk, by=jisu, at=NOON)

    with pytest.raises(TakenError, match="한지수"):
        actions.take(ticket.pk, by=minho, at=NOON)

    assert Assignment.objects.filter(ticket=ticket).count() == 1


def test_an_observer_may_not_take(centre, team):
    ticket = make.ticket(make.account(team))
    watcher = make.person("watcher", centre, "observer")

    with pytest.raises(PermissionDenied):
        actions.take(ticket.pk, by=watcher, at=NOON)

    assert Event.objects.filter(name="desk.ticket_assigned").count() == 0


def test_a_lead_gives_a_ticket_from_one_agent_to_another(team, jisu, lead):
    ticket = make.ticket(make.account(team))
    minho = make.person("minho", team, "agent")
    actions.take(ticket.pk, by=jisu, at=NOON)

    actions.assign(ticket.pk, to=minho, by=lead, at=at(60))

    event = last("desk.ticket_assigned")
    assert (event.agent_id, event.actor_id, event.data["from_agent_id"]) == (minho.pk, lead.pk, jisu.pk)
    assert Assignment.objects.filter(ticket=ticket, ended_at=None).count() == 1


def test_solving_without_a_reason_is_refused_and_leaves_no_trace(team, jisu):
    ticket = make.ticket(make.account(team))
    before = Event.objects.count()

    with pytest.raises(DeskError):
        actions.solve(ticket.pk, by=jisu, at=NOON)

    assert Event.objects.count() == before
    ticket.refresh_from_db()
    assert ticket.status == TicketStatus.NEW


def test_solving_ends_the_contacts_and_stops_the_wait(team, jisu):
    ticket = make.ticket(make.account(team))

    actions.solve(ticket.pk, by=jisu, at=at(300), reason_id=make.reason().pk)

    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at, ticket.waiting_since) == (TicketStatus.RESOLVED, at(300), None)
    assert Contact.objects.get(ticket=ticket).ended_at == at(300)


def test_a_message_on_a_solved_ticket_reopens_it_with_a_new_contact(team, jisu):
    door = make.account(team)
    ticket = make.ticket(door)
    actions.solve(ticket.pk, by=jisu, at=at(10), reason_id=make.reason().pk)

    make.inbound(door, ticket_id=ticket.pk, when=at(86_400))

    ticket.refresh_from_db()
    assert (ticket.status, ticket.solved_at, ticket.waiting_since) == (TicketStatus.OPEN, None, at(86_400))
    assert Contact.objects.filter(ticket=ticket).count() == 2
    assert last("desk.ticket_reopened").data == {"by_customer": True}


def test_a_message_on_a_closed_ticket_begins_one_that_follows_it(team, jisu):
    door = make.account(team)
    ticket = make.ticket(door)
    actions.solve(ticket.pk, by=jisu, at=at(10), reason_id=make.reason().pk)
    actions.close(ticket.pk, at=at(20))

    landed = make.inbound(door, ticket_id=ticket.pk, when=at(30))

    assert landed.ticket_id != ticket.pk
    assert Ticket.objects.get(pk=landed.ticket_id).follows == ticket


def test_an_automatic_message_reopens_nothing_and_nobody_waits(team, jisu):
    door = make.account(team)
    ticket = make.ticket(door)
    actions.solve(ticket.pk, by=jisu, at=at(10), reason_id=make.reason().pk)

    make.inbound(door, ticket_id=ticket.pk, when=at(20), automatic="away")

    ticket.refresh_from_db()
    assert (ticket.status, ticket.waiting_since) == (TicketStatus.RESOLVED, None)


def test_merging_keeps_the_longest_wait_and_forwards_later_messages(team, jisu):
    door = make.account(team)
    old, new = make.ticket(door, when=NOON), make.ticket(door, when=at(600), address="b@example.com")

    actions.merge(old.pk, into_id=new.pk, by=jisu, at=at(700))

    new.refresh_from_db()
    old.refresh_from_db()
    assert new.waiting_since == NOON
    assert (old.merged_into, old.status) == (new, TicketStatus.CLOSED)
    assert make.inbound(door, ticket_id=old.pk, when=at(800)).ticket_id == new.pk
    assert state.from_log() == state.from_rows()


def test_tickets_cannot_be_merged_in_a_circle(team, jisu):
    door = make.account(team)
    one, other = make.ticket(door), make.ticket(door, address="b@example.com")
    actions.merge(one.pk, into_id=other.pk, by=jisu, at=NOON)

    with pytest.raises(DeskError):
        actions.merge(other.pk, into_id=one.pk, by=jisu, at=NOON)


@pytest.mark.threads
def test_eight_threads_race_for_four_hundred_tickets_and_each_is_won_once(committed_db):
    centre = make.centre()
    team = make.team(centre)
    door = make.account(team)
    people = [make.person(f"agent{n}", team, "agent") for n in range(8)]
    tickets = [make.ticket(door, address=f"c{n}@example.com").pk for n in range(400)]
    won: list[tuple[int, int]] = []
    lost: list[int] = []
    failed: list[BaseException] = []
    start = Barrier(8)

    def race(person):
        try:
            start.wait()
            for pk in tickets:
                try:
                    actions.take(pk, by=person, at=NOON)
                    won.append((pk, person.pk))
                except TakenError:
                    lost.append(pk)
        except Exception as error:  # noqa: BLE001 -- told to the test, which fails
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=race, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sorted(pk for pk, _person in won) == tickets
    assert len(lost) == 400 * 7
    assert dict(won) == dict(Ticket.objects.values_list("pk", "assignee_id"))
    assert Event.objects.filter(name="desk.ticket_assigned").count() == 400
    assert state.from_log() == state.from_rows()
