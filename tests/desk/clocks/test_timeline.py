"""Which clocks run on a ticket, and what starts, pauses, stops and joins them."""

from gijun.desk.rules.clocks import Policy, Target, total_used_ms
from gijun.desk.terms.clocks import Metric
from tests.desk.clocks.told import Story, ms, targets, wall, weekdays

FIRST, NEXT, RESOLUTION = Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE, Metric.RESOLUTION
OFFICE = weekdays("09:00–18:00")
MINUTE = 60_000


def told(story, ticket=7):
    """(metric, turn, cycle, start, stop, ending) of each clock."""
    return [
        (
            run.metric.value,
            run.turn,
            run.cycle,
            wall(run.started_ms)[15:20],
            wall(run.stopped_ms)[15:20],
            run.ending,
        )
        for run in story.timeline(ticket).runs
    ]


def test_the_next_answer_counts_from_the_first_message_nobody_has_answered():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 09:20")
    story.received("2026-11-25 10:00")
    story.received("2026-11-25 10:30")
    story.replied("2026-11-25 11:00")

    assert told(story) == [
        ("resolution", 1, 1, "09:00", "", ""),
        ("first_response", 1, 1, "09:00", "09:20", "met"),
        ("next_response", 1, 1, "10:00", "11:00", "met"),
    ]


def test_a_ticket_an_agent_opened_has_no_answer_to_give_until_the_customer_writes():
    """dbt_zendesk PR 273: private notes before the customer's first message made a false breach."""
    story = Story()
    story.opened("2026-11-25 09:00")
    story.received("2026-11-25 15:00")

    assert told(story) == [
        ("resolution", 1, 1, "09:00", "", ""),
        ("first_response", 1, 1, "15:00", "", ""),
    ]


def test_reopening_starts_a_new_cycle_and_keeps_the_total():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 09:30")
    story.solved("2026-11-25 11:00")
    story.returned("2026-11-27 14:00")
    story.replied("2026-11-27 14:15")
    story.solved("2026-11-27 15:00")

    assert told(story) == [
        ("resolution", 1, 1, "09:00", "11:00", "met"),
        ("first_response", 1, 1, "09:00", "09:30", "met"),
        ("resolution", 2, 2, "14:00", "15:00", "met"),
        ("next_response", 1, 2, "14:00", "14:15", "met"),
    ]
    policy = targets(resolution=240)
    cycles = [story.clock(RESOLUTION, policy, OFFICE, turn=turn) for turn in (1, 2)]
    end = ms("2026-11-30 09:00")
    assert [one.used_ms(end) for one in cycles] == [120 * MINUTE, 60 * MINUTE]
    assert total_used_ms(cycles, end) == 180 * MINUTE


def test_a_colleague_who_reopens_starts_no_answer():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 09:30")
    story.solved("2026-11-25 11:00")
    story.reopened("2026-11-25 12:00")

    assert [run.metric for run in story.timeline().running()] == [RESOLUTION]


def test_a_ticket_solved_without_an_answer_is_neither_kept_nor_breached_in_time():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.solved("2026-11-25 09:30")

    in_time = story.clock(FIRST, targets(first=60), OFFICE)
    late = story.clock(FIRST, targets(first=20), OFFICE)

    assert (in_time.met, in_time.breached) == (False, False)
    assert (late.met, late.breached) == (False, True)


def test_a_clock_is_kept_at_the_very_moment_it_is_due_and_late_a_moment_after():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 10:00")
    kept = story.clock(FIRST, targets(first=60), OFFICE)
    later = Story()
    later.came_in("2026-11-25 09:00")
    later.replied(ms("2026-11-25 10:00") + 1)
    late = later.clock(FIRST, targets(first=60), OFFICE)

    assert (kept.met, kept.breached) == (True, False)
    assert (late.met, late.breached) == (False, True)


def test_a_paused_clock_has_no_due_time_and_keeps_what_is_left():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 10:00")  # waits for the customer now
    policy = targets(resolution=240, pauses={RESOLUTION: frozenset({"waiting_customer"})})

    clock = story.clock(RESOLUTION, policy, OFFICE)

    assert (clock.is_paused, clock.due_ms) == (True, None)
    assert clock.remaining_ms(ms("2026-11-27 12:00")) == 180 * MINUTE
    assert clock.pauses == ((ms("2026-11-25 10:00"), None),)


def test_a_clock_that_ran_out_before_its_pause_stays_late():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.parked("2026-11-25 14:00", "waiting_customer")
    policy = targets(resolution=240, pauses={RESOLUTION: frozenset({"waiting_customer"})})

    assert wall(story.clock(RESOLUTION, policy, OFFICE).due_ms) == "Wed 2026-11-25 13:00:00"


def test_a_clock_that_stops_in_a_pause_is_kept():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.parked("2026-11-25 10:00", "waiting_customer")
    story.solved("2026-11-27 10:00")
    policy = targets(resolution=240, pauses={RESOLUTION: frozenset({"waiting_customer"})})

    clock = story.clock(RESOLUTION, policy, OFFICE)

    assert (clock.met, clock.breached, clock.due_ms) == (True, False, None)
    assert clock.used_ms(ms("2026-11-30 10:00")) == 60 * MINUTE


def test_a_more_urgent_ticket_gets_its_target_from_the_start_and_a_stopped_clock_keeps_its_own():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 09:50")
    story.urged("2026-11-25 10:00", 4)
    policy = Policy(
        (Target(FIRST, {2: 60, 4: 30}), Target(RESOLUTION, {2: 480, 4: 120})),
    )

    assert wall(story.clock(RESOLUTION, policy, OFFICE).due_ms) == "Wed 2026-11-25 11:00:00"
    assert story.clock(FIRST, policy, OFFICE).met


def test_targets_in_a_peak_are_longer_by_the_share_recorded_at_the_start():
    story = Story()
    story.opened("2026-11-25 09:00", permille=1500)
    story.received("2026-11-25 09:00")

    assert wall(story.clock(FIRST, targets(first=60), OFFICE).due_ms) == "Wed 2026-11-25 10:30:00"


def test_the_clocks_of_a_merged_ticket_go_on_in_the_winner():
    story = Story()
    story.came_in("2026-11-25 09:00", 1)
    story.came_in("2026-11-25 10:00", 2)
    story.replied("2026-11-25 10:30", 2)
    story.merged("2026-11-25 11:00", 1, into=2)
    story.replied("2026-11-25 11:30", 2)

    assert told(story, 1) == []
    assert told(story, 2) == [
        ("resolution", 1, 1, "10:00", "11:00", "joined"),
        ("first_response", 1, 1, "10:00", "10:30", "met"),
        ("resolution", 2, 1, "09:00", "", ""),
        ("first_response", 2, 1, "09:00", "11:30", "met"),
    ]


def test_of_two_clocks_that_measure_the_same_the_earlier_goes_on():
    story = Story()
    story.came_in("2026-11-25 09:00", 1)
    story.came_in("2026-11-25 10:00", 2)
    story.merged("2026-11-25 11:00", 2, into=1)

    assert told(story, 1) == [
        ("resolution", 1, 1, "09:00", "", ""),
        ("first_response", 1, 1, "09:00", "", ""),
    ]
    assert told(story, 2) == [
        ("resolution", 1, 1, "10:00", "11:00", "joined"),
        ("first_response", 1, 1, "10:00", "11:00", "joined"),
    ]
    joined = story.clock(FIRST, targets(first=5), OFFICE, 2)
    assert (joined.met, joined.breached) == (False, False)


def test_a_message_that_was_read_late_counts_from_when_it_came():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.replied("2026-11-25 10:00")
    story.received("2026-11-25 09:58")  # recorded after the reply

    assert told(story)[2] == ("next_response", 1, 1, "09:58", "", "")
