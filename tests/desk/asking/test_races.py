"""Two people answer the same thing at the same moment: one wins, the other is told."""

import pytest

from gijun.desk import actions
from gijun.desk.actions.asking import approvals, escalations
from gijun.desk.errors import DeskError
from gijun.desk.models import Ticket
from gijun.desk.queries import state
from gijun.events.models import Event
from tests import make
from tests.committed import race
from tests.desk.asking import asked
from tests.make import NOON, at


@pytest.fixture
def floor(committed_db):
    centre = make.centre()
    team = make.team(centre)
    agent = make.person("agent", team, "agent")
    leads = [make.person(f"lead{number}", team, "team_lead") for number in (1, 2)]
    ticket = actions.take(make.ticket(make.account(team)).pk, by=agent, at=NOON)
    return ticket, agent, leads


def tried(act, *args, **kwargs):
    try:
        act(*args, **kwargs)
    except DeskError as error:
        return type(error).__name__
    return "won"


def test_of_two_leads_who_take_over_at_once_one_wins(floor):
    ticket, agent, leads = floor
    row = asked.up(ticket, agent)

    def pick(lead):
        return tried(escalations.pick_up, row.pk, mode="take_over", by=lead, at=at(30))

    assert sorted(race(pick, *[(lead,) for lead in leads])) == ["TakenError", "won"]
    row.refresh_from_db()
    assert Ticket.objects.get(pk=ticket.pk).assignee_id == row.taken_by_id
    assert Event.objects.filter(name="desk.escalation_picked_up").count() == 1
    assert state.from_log().asking == state.from_rows().asking


def test_of_two_who_decide_at_once_one_decides(floor):
    ticket, agent, leads = floor
    row = asked.approval(ticket, agent)

    def decide(lead, approved):
        return tried(approvals.decide, row.pk, approved=approved, note="x", by=lead, at=at(30))

    assert sorted(race(decide, (leads[0], True), (leads[1], False))) == ["DeskError", "won"]
    assert Event.objects.filter(name="desk.approval_decided").count() == 1
    assert state.from_log().asking == state.from_rows().asking


def test_an_answer_and_the_clock_at_once_leave_one_state(floor):
    ticket, agent, leads = floor
    make.person("manager", ticket.team, "operations_manager")
    row = asked.up(ticket, agent)

    def help_it(_number):
        return tried(escalations.pick_up, row.pk, mode="answer", by=leads[0], at=row.due_at)

    def clock(_number):
        return escalations.go_up(row.pk, at=row.due_at)

    race(lambda act, number: act(number), (help_it, 1), (clock, 2))
    row.refresh_from_db()
    assert row.state == "taken"
    assert state.from_log().asking == state.from_rows().asking
