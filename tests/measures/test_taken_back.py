"""What was taken back before it went out counts nowhere; a contact ended by right counts against nobody."""

import pytest

from gijun.desk import events
from gijun.desk.events import promises, sparing
from gijun.events import log
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


def undo_solve(desk, ticket, minutes, *, solved_min):
    fact = events.SolveUndone(
        ticket_id=ticket, contact_id=ticket, team_id=desk.team_id, agent_id=KIM, channel=desk.channel,
        solved_ms=log.to_ms(after(solved_min)), status="open", waiting_ms=None,
    )  # fmt: skip
    desk.tell(fact, minutes)


def rate(desk, ticket, minutes, *, solved_min, score):
    fact = promises.SatisfactionGiven(
        ticket_id=ticket, contact_id=ticket, team_id=desk.team_id, agent_id=KIM, channel=desk.channel,
        solved_ms=log.to_ms(after(solved_min)), score=score, resolved=True, changed=False,
    )  # fmt: skip
    desk.tell(fact, minutes)


def shares(found):
    return [(found[name].total.numerator, found[name].total.n) for name in ("csat", "csat_response_rate")]


def test_a_solution_undone_in_bulk_counts_nowhere(desk, manager):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 2, agent=KIM, message=7)
    desk.solve(1, 1, 5)
    undo_solve(desk, 1, 8, solved_min=5)

    found = measured(manager, at_min=2 * DAY)

    assert {row["contact_id"]: row["solved_ms"] for row in contacts()} == {1: None}
    assert shares(found)[1] == (0, 0)
    assert found["reopened"].total.n == 0
    assert found["backlog"].total.value == 1


def test_a_clock_kept_by_a_solution_that_was_undone_is_not_decided(desk, manager):
    for ticket in (1, 2):
        desk.begin(ticket, ticket, 0, customer=ticket)
        desk.solve(ticket, ticket, 5)
        fact = events.clocks.ClockKept(
            ticket_id=ticket, team_id=desk.team_id, agent_id=KIM, channel=desk.channel,
            metric="resolution", turn=1, reason_id=10, due_ms=None, used_ms=0,
        )  # fmt: skip
        desk.tell(fact, 5)
    undo_solve(desk, 1, 8, solved_min=5)

    total = measured(manager, at_min=2 * DAY)["sla_resolution"].total

    assert (total.numerator, total.n) == (1, 1)


def test_satisfaction_leaves_out_what_was_ended_by_right(desk, manager):
    for ticket, score in ((1, 5), (2, 1), (3, 4)):
        desk.begin(ticket, ticket, 0, customer=ticket)
        if ticket == 2:
            end_by_right(desk, 3, contact=2)
        desk.solve(ticket, ticket, 5)
        rate(desk, ticket, 10, solved_min=5, score=score)
    desk.reopen(2, 2, 20)
    desk.solve(2, 2, 30)  # what came after the ended contact counts again
    rate(desk, 2, 40, solved_min=30, score=2)

    assert shares(measured(manager, at_min=2 * DAY)) == [(2, 3), (3, 3)]


def test_customers_parted_again_are_two(desk):
    desk.begin(1, 1, 0, customer=1)
    desk.begin(2, 2, 10, customer=2)
    desk.merge_customers(2, 20, into=1)
    desk.tell(events.CustomersParted(customer_id=2, from_customer_id=1), 30)

    assert {pk: row["customer_id"] for pk, row in fold().items()} == {1: 1, 2: 2}


def test_and_one_when_they_are_merged_once_more(desk):
    desk.begin(1, 1, 0, customer=1)
    desk.begin(2, 2, 10, customer=2)
    desk.merge_customers(2, 20, into=1)
    desk.tell(events.CustomersParted(customer_id=2, from_customer_id=1), 30)
    desk.merge_customers(2, 40, into=1)

    assert {pk: row["customer_id"] for pk, row in fold().items()} == {1: 1, 2: 1}


def test_a_contact_ended_by_right_is_left_out_of_the_handle_time(desk, manager):
    for contact in (1, 2):
        desk.begin(contact, contact, 0, customer=contact)
        desk.work(contact, contact, 5, worked_min=contact * 10, agent=KIM)
        desk.reply(contact, contact, 5, agent=KIM, message=contact)
    end_by_right(desk, 6, contact=2)

    found = measured(manager, at_min=30 * DAY)

    assert found["handle_time"].total.value == 10 * MINUTE_MS
