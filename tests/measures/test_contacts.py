"""Faults that others' measures were known for, and the rules that keep them out of ours."""

from datetime import date

import pytest

from gijun.measures import lake
from tests.measures.told import DAY, HOUR, Story, after, contacts, measured

MINUTE_MS = 60_000
KIM, LEE = 1, 2


@pytest.fixture
def desk(team):
    return Story(team.pk)


def fold():
    """Every contact by id, after a refresh."""
    assert lake.refresh(lambda: after(30 * DAY))
    return {row["contact_id"]: row for row in contacts()}


def response_min(row):
    return row["first_response_ms"] / MINUTE_MS


def test_a_bot_solves_and_days_later_an_agent_answers_ten_minutes_after_the_reopening(desk):
    """Chatwoot PR 12058: five days were reported."""
    desk.begin(1, 1, 0)
    desk.bot_reply(1, 1, 4)
    desk.solve(1, 1, 5)
    desk.contact(2, 1, 3 * DAY + 300)
    desk.reopen(2, 1, 3 * DAY + 300)
    desk.reply(2, 1, 3 * DAY + 310, agent=KIM)

    found = fold()

    assert (found[1]["first_reply_ms"], found[1]["replies"]) == (None, 0)
    assert response_min(found[2]) == 10


def test_an_agent_who_reopens_starts_the_clock_again(desk):
    desk.begin(1, 1, 0)
    desk.solve(1, 1, 5)
    desk.reopen(1, 1, 3 * DAY, by_customer=False)
    desk.reply(1, 1, 3 * DAY + 10, agent=KIM)

    assert response_min(fold()[1]) == 10


def test_a_reopening_counts_in_the_sum_and_on_its_day(desk, manager):
    """Chatwoot PR 12261: the sum counted it, the days did not, as the ticket was open again."""
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM)
    desk.solve(1, 1, 6)
    desk.contact(2, 1, DAY)
    desk.reopen(2, 1, DAY)

    reopened = measured(manager, at_min=2 * DAY)["reopened"]

    assert reopened.total.value == 1
    assert {day: figure.value for day, figure in reopened.days.items()} == {date(2026, 12, 2): 1}


def test_a_new_message_after_the_solution_is_waited_for_from_then_on(desk):
    """Chatwoot PR 11787: 985,492 s were reported, from the first opening."""
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 2, agent=KIM)
    desk.solve(1, 1, 3)
    desk.contact(2, 1, 11 * DAY)
    desk.reopen(2, 1, 11 * DAY)
    desk.reply(2, 1, 11 * DAY + 15, agent=KIM)

    found = fold()

    assert [response_min(found[contact]) for contact in (1, 2)] == [2, 15]
    assert found[1]["replies"] == 1


def test_time_spent_with_a_bot_is_not_time_spent_waiting_for_a_person(desk):
    """Chatwoot issue 7679: the customer comes back a week after talking to a bot."""
    desk.begin(1, 1, 0)
    desk.bot_reply(1, 1, 0.1, agent=KIM)
    desk.bot_reply(1, 1, 0.2)
    desk.solve(1, 1, 1)
    desk.begin(2, 2, 7 * DAY)
    desk.reply(2, 2, 7 * DAY + 3, agent=KIM)

    found = fold()

    assert (found[1]["agents"], found[2]["agents"]) == (0, 1)
    assert response_min(found[2]) == 3


def test_further_messages_before_the_first_answer_do_not_restart_its_clock(desk):
    """Zammad issue 5177: the clock of later updates took over."""
    desk.begin(1, 1, 0)
    desk.written(1, 1, 0, message=1)
    desk.written(1, 1, 20, message=2)
    desk.reply(1, 1, 30, agent=KIM)

    assert response_min(fold()[1]) == 30


def test_a_merged_ticket_leaves_the_backlog_when_it_is_merged(desk, manager):
    """dbt_zendesk issue 100: the merge ends the merged ticket."""
    desk.begin(1, 1, 0)
    desk.begin(2, 2, 0)
    desk.merge(1, DAY, into=2)

    backlog = measured(manager, at_min=2 * DAY)["backlog"]

    by_day = {day.day: figure.value for day, figure in backlog.days.items()}
    assert by_day == {1: 2, 2: 1, 3: 1}


def test_a_contact_that_was_merged_is_answered_and_solved_where_it_went(desk):
    desk.begin(1, 1, 0)
    desk.begin(2, 2, 10)
    desk.merge(1, 20, into=2)
    desk.reply(2, 2, 30, agent=KIM)
    desk.solve(2, 2, 40)

    found = fold()

    assert [(row["merged"], row["ticket_id"], response_min(row)) for row in found.values()] == [
        (True, 2, 30),
        (False, 2, 20),
    ]
    assert {row["solved_ms"] for row in found.values()} == {found[2]["solved_ms"]}
    assert found[2]["solved_ms"] - found[2]["opened_ms"] == 30 * MINUTE_MS


def test_a_contact_follows_a_chain_of_merges_but_not_what_was_said_there_before(desk):
    for ticket in (1, 2, 3):
        desk.begin(ticket, ticket, ticket)
    desk.reply(3, 3, 5, agent=LEE)  # before ticket 1 arrives there
    desk.merge(1, 10, into=2)
    desk.merge(2, 20, into=3)
    desk.reply(3, 3, 31, agent=KIM)

    found = fold()

    assert [(row["ticket_id"], row["first_agent_id"], response_min(row)) for row in found.values()] == [
        (3, KIM, 30),
        (3, KIM, 29),
        (3, LEE, 2),
    ]


@pytest.mark.parametrize("times", [[3], [1, 2, 50], [10, 10, 10], [1, 1000]])
def test_averages_and_percentiles_lie_between_the_smallest_and_the_largest(desk, manager, times):
    """Freescout issue 2625: averages a hundred times the longest wait."""
    for number, minutes in enumerate(times, start=1):
        desk.begin(number, number, number)
        desk.reply(number, number, number + minutes, agent=KIM)
        desk.work(number, number, number + minutes, agent=KIM, worked_min=minutes)

    found = measured(manager, at_min=30 * DAY)

    for name in ("handle_time", "first_response_median", "first_response_p90"):
        assert min(times) <= found[name].total.value / MINUTE_MS <= max(times)
    assert found["handle_time"].total.value / MINUTE_MS == sum(times) / len(times)


def test_facts_of_the_same_moment_are_taken_in_the_order_they_were_recorded(desk):
    """pm4py issue 481: of two facts in one moment the second was taken first."""
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 10, agent=LEE)
    desk.reply(1, 1, 10, agent=KIM)
    desk.solve(1, 1, 10, reason=10)
    desk.reopen(1, 1, 10, by_customer=False)
    desk.solve(1, 1, 10, reason=20)

    found = fold()[1]

    assert (found["first_agent_id"], found["replies"], found["agents"]) == (LEE, 2, 2)
    assert (found["reason_id"], found["reopened_ms"]) == (10, found["solved_ms"])


def test_a_fact_recorded_late_is_taken_at_the_time_it_happened(desk):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 30, agent=KIM)
    desk.reply(1, 1, 10, agent=LEE)  # a channel that reports with delay

    found = fold()[1]

    assert (found["first_agent_id"], response_min(found)) == (LEE, 10)


def one_stop(person):
    return measured(person, at_min=30 * DAY)["one_stop"].total


@pytest.mark.parametrize(
    ("spoilt_by", "expected"),
    [
        ("nothing", 1),
        ("a second agent who answers", 0),
        ("an agent who hands over", 0),
        ("an agent who puts it back for another", 0),
        ("a reopening by the customer", 0),
        ("a reopening by an agent", 0),
        ("a later contact on the ticket", 0),
        ("a later contact that was void", 1),
        ("the same agent who answers twice", 1),
    ],
)
def test_one_stop_is_one_agent_one_contact_and_no_way_back(desk, manager, spoilt_by, expected):
    desk.begin(1, 1, 0)
    desk.assign(1, 1, agent=KIM)
    match spoilt_by:
        case "a second agent who answers":
            desk.reply(1, 1, 4, agent=LEE)
        case "an agent who hands over":
            desk.assign(1, 2, agent=LEE, before=KIM)
        case "an agent who puts it back for another":
            desk.release(1, 2, agent=KIM)
            desk.assign(1, 3, agent=LEE)
        case "the same agent who answers twice":
            desk.reply(1, 1, 4, agent=KIM)
    desk.reply(1, 1, 5, agent=KIM)
    desk.solve(1, 1, 6)
    match spoilt_by:
        case "a reopening by the customer" | "a reopening by an agent":
            desk.reopen(1, 1, 20 * DAY, by_customer="customer" in spoilt_by)
        case "a later contact on the ticket" | "a later contact that was void":
            desk.contact(2, 1, 20 * DAY)
    if "void" in spoilt_by:
        desk.void(2, 21 * DAY)

    assert (one_stop(manager).numerator, one_stop(manager).n) == (expected, 1)


@pytest.mark.parametrize(
    ("afterwards", "expected"),
    [
        ("nothing", (1, 1)),
        ("the same reason within 7 days", (1, 2)),
        ("the same reason after exactly 7 days", (1, 2)),
        ("the same reason a minute after 7 days", (2, 2)),
        ("another reason", (2, 2)),
        ("another customer", (2, 2)),
        ("another customer, found to be the same", (1, 2)),
        ("a void contact", (1, 1)),
        ("a reopening within 7 days", (0, 1)),
        ("a reopening after 7 days", (1, 1)),
    ],
)
def test_first_contact_resolution_is_no_way_back_within_seven_days(desk, manager, afterwards, expected):
    desk.begin(1, 1, 0, customer=1)
    desk.reply(1, 1, 5, agent=KIM)
    desk.solve(1, 1, 6, reason=10)
    later = {"within": DAY, "exactly": 7 * DAY, "minute": 7 * DAY + 1}
    minutes = next((at for word, at in later.items() if word in afterwards), DAY)
    if "reopening" in afterwards:
        desk.reopen(1, 1, DAY if "within" in afterwards else 8 * DAY, by_customer=False)
    elif afterwards != "nothing":
        customer = 2 if "customer" in afterwards else 1
        desk.begin(2, 2, minutes, customer=customer)
        desk.reply(2, 2, minutes + 5, agent=KIM)
        desk.solve(2, 2, minutes + 6, reason=20 if afterwards == "another reason" else 10)
    if "found to be the same" in afterwards:
        desk.merge_customers(2, 9 * DAY, into=3)
        desk.merge_customers(1, 9 * DAY, into=3)
    if "void" in afterwards:
        desk.void(2, 9 * DAY)

    total = measured(manager, at_min=30 * DAY)["first_contact_resolution"].total

    assert (total.numerator, total.n) == expected


@pytest.mark.parametrize(("solved_at", "numerator"), [(7 * DAY, 1), (7 * DAY + 1, 0), (None, 0)])
def test_what_is_solved_after_seven_days_or_never_was_not_resolved_at_first_contact(
    desk, manager, solved_at, numerator
):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM)
    if solved_at:
        desk.solve(1, 1, solved_at)

    total = measured(manager, at_min=30 * DAY)["first_contact_resolution"].total

    assert (total.numerator, total.n) == (numerator, 1)


def test_a_young_contact_is_not_judged_but_counted_apart(desk, manager):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM)
    desk.solve(1, 1, 6)

    before = measured(manager, at_min=7 * DAY - 1)["first_contact_resolution"].total
    then = measured(manager, at_min=7 * DAY)["first_contact_resolution"].total

    assert (before.value, before.n, before.immature) == (None, 0, 1)
    assert (then.value, then.n, then.immature) == (1.0, 1, 0)


def test_a_void_contact_is_in_no_measure(desk, manager):
    desk.begin(1, 1, 0)
    desk.reply(1, 1, 5, agent=KIM, message=1)
    desk.use(1, 1, 5, message=1, found_ms=100)
    desk.work(1, 1, 6, agent=KIM, worked_min=1)
    desk.solve(1, 1, 6)
    desk.reopen(1, 1, HOUR, by_customer=True)
    desk.void(1, DAY)

    found = measured(manager, at_min=30 * DAY)

    assert found.pop("occupancy").total.numerator == MINUTE_MS  # the agent was busy, whatever it was about
    assert {name: (one.total.numerator, one.total.n) for name, one in found.items()} == dict.fromkeys(
        found, (0, 0)
    )
    assert [row["voided"] for row in contacts()] == [True]


def test_a_corrected_number_of_orders_replaces_the_first(centre, desk, manager):
    day = date(2026, 12, 1)
    desk.begin(1, 1, 0)
    Story(centre.pk).grow("orders", day, 10)
    Story(centre.pk).grow("orders", day, 50)

    ratio = measured(manager, at_min=DAY)["contacts_per_100_orders"].total

    assert (ratio.numerator, ratio.n, ratio.value) == (1, 50, 2.0)
