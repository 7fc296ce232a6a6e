"""What was taken back before it went out counts nowhere; a contact ended by right counts against nobody."""

import pytest

from gijun.desk.events import sparing
from gijun.measures import lake
from tests.measures.told import DAY, Story, after, contacts, measured

MINUTE_MS = 60_000
KIM = 1


@pytest.fixture
def desk(team):
    return Story(team.pk)


def fold():
    assert lake.refresh(lambda: after(30 * DAY))
    return {row["contact_id"]: row for row in contacts()}


def take_back(desk, minutes, *, message, solve_undone=False):
    fact = sparing.ReplyWithdrawn(
        ticket_id=1, contact_id=1, team_id=desk.team_id, agent_id=KIM, channel=desk.channel,
        message_id=message, status="open", waiting_ms=None, stands=False, solve_undone=solve_undone,
    )  # fmt: skip
    desk.tell(fact, minutes)


def end_by_right(desk, minutes, *, contact):
    fact = sparing.ContactEndedByRight(
        ticket_id=contact, contact_id=contact, team_id=desk.team_id, agent_id=KIM, channel=desk.channel,
        run_id=1, reason="abuse", rest_until_ms=None,
    )  # fmt: skip
    desk.tell(fact, minutes)


def test_a_reply_taken_back_is_no_first_answer(desk):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM, message=7)
    take_back(desk, 6, message=7)
    desk.reply(1, 1, 20, agent=KIM, message=8)

    row = fold()[1]

    assert (row["first_response_ms"] / MINUTE_MS, row["replies"]) == (20, 1)


def test_nor_did_it_solve_anything(desk):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM, message=7)
    desk.solve(1, 1, 5)
    take_back(desk, 6, message=7, solve_undone=True)

    row = fold()[1]

    assert (row["first_reply_ms"], row["solved_ms"]) == (None, None)


def test_a_solution_that_was_not_taken_back_stays(desk):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM, message=7)
    take_back(desk, 6, message=7)
    desk.reply(1, 1, 9, agent=KIM, message=8)
    desk.solve(1, 1, 9)

    assert fold()[1]["solved_ms"] is not None


def test_a_contact_ended_by_right_is_left_out_of_the_handle_time(desk, manager):
    for contact in (1, 2):
        desk.begin(contact, contact, 0, customer=contact)
        desk.work(contact, contact, 5, worked_min=contact * 10, agent=KIM)
        desk.reply(contact, contact, 5, agent=KIM, message=contact)
    end_by_right(desk, 6, contact=2)

    found = measured(manager, at_min=30 * DAY)

    assert found["handle_time"].total.value == 10 * MINUTE_MS
