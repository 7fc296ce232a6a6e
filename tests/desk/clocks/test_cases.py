"""The clock cases of other products, with the right values (C1–C11 of the desk's faults)."""

import pytest

from gijun.desk.rules.clocks import ALWAYS_OPEN, Policy, PolicyError, Target
from gijun.desk.rules.clocks.policy import refuse_unreachable
from gijun.desk.terms.clocks import ClockHours, Metric, PolicyFault
from gijun.organisation.rules.holidays import days_off
from gijun.science.worktime import Calendar, Window, WorktimeError
from tests.desk.clocks.told import Story, ms, targets, wall, weekdays

FIRST, NEXT, RESOLUTION = Metric.FIRST_RESPONSE, Metric.NEXT_RESPONSE, Metric.RESOLUTION
OFFICE = weekdays("09:00–18:00")
MINUTE = 60_000


def test_c1_a_day_entered_until_23_59_loses_no_minute():
    story = Story()
    story.came_in("2026-11-25 23:30")

    clock = story.clock(FIRST, targets(first=60), weekdays("00:00–23:59", days=range(7)))

    assert wall(clock.due_ms) == "Thu 2026-11-26 00:30:00"


def test_c2_a_ticket_of_saturday_answered_on_monday_took_five_working_minutes():
    story = Story()
    story.came_in("2026-11-28 15:00")
    story.replied("2026-11-30 10:05")

    clock = story.clock(FIRST, targets(first=10), weekdays("10:00–18:00"))

    assert clock.used_ms(ms("2026-11-30 12:00")) == 5 * MINUTE
    assert (clock.met, clock.breached) == (True, False)


def test_c2_time_on_hold_over_a_weekend_is_working_time_not_wall_time():
    """Frappe PR #2449: hold time was subtracted as wall time and made tickets early."""
    story = Story()
    story.came_in("2026-11-27 17:00")  # a Friday
    story.parked("2026-11-27 17:30", "waiting_customer")
    story.parked("2026-11-30 09:30", "open")
    policy = targets(resolution=120, pauses={RESOLUTION: frozenset({"waiting_customer"})})

    clock = story.clock(RESOLUTION, policy, OFFICE)

    assert wall(clock.due_ms) == "Mon 2026-11-30 11:00:00"
    assert clock.used_ms(ms("2026-11-30 10:00")) == 60 * MINUTE


def test_c3_lunch_is_no_working_time():
    story = Story()
    story.came_in("2026-11-26 11:50")  # a Thursday

    clock = story.clock(FIRST, targets(first=20), weekdays("09:00–12:00", "13:00–18:00"))

    assert wall(clock.due_ms) == "Thu 2026-11-26 13:10:00"


def test_c4_holidays_of_lunar_new_year_are_no_working_time():
    story = Story()
    story.came_in("2024-02-08 17:30")
    closed = dict.fromkeys(days_off(2024), ())

    clock = story.clock(FIRST, targets(first=60), weekdays("09:00–18:00", exceptions=closed))

    assert wall(clock.due_ms) == "Tue 2024-02-13 09:30:00"


def test_c6_the_first_answer_governs_until_somebody_has_answered():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.received("2026-11-25 10:00")
    policy = targets(first=8 * 60, following=4 * 60)

    assert [run.metric for run in story.timeline().running()] == [RESOLUTION, FIRST]
    assert wall(story.clock(FIRST, policy, OFFICE).due_ms) == "Wed 2026-11-25 17:00:00"


def test_c6_an_automatic_answer_or_message_stops_and_starts_nothing():
    story = Story()
    story.came_in("2026-11-25 09:00")
    story.received("2026-11-25 09:01", automatic="auto_replied")

    assert [run.metric for run in story.timeline().running()] == [RESOLUTION, FIRST]
    assert story.clock(FIRST, targets(first=60), OFFICE).stopped_ms is None


def test_c7_a_customer_who_returns_on_friday_waited_ten_minutes():
    story = Story()
    story.came_in("2026-11-23 09:00")  # Monday
    story.solved("2026-11-23 09:05")  # by a bot, without an answer by a person
    story.returned("2026-11-27 14:00")
    story.replied("2026-11-27 14:10")

    clock = story.clock(FIRST, targets(first=30), OFFICE, turn=2)

    assert clock.used_ms(ms("2026-11-27 18:00")) == 10 * MINUTE
    assert (clock.met, clock.breached) == (True, False)


def test_c8_a_target_is_exact_to_the_second():
    story = Story()
    story.came_in("2026-11-25 17:29:30")

    clock = story.clock(FIRST, targets(first=45), OFFICE)

    assert wall(clock.due_ms) == "Thu 2026-11-26 09:14:30"


def test_c10_a_warning_due_on_sunday_waits_for_the_next_opening():
    story = Story()
    story.came_in("2026-11-27 17:00")  # Friday; around the clock, so three quarters are over on Sunday
    policy = targets(first=64 * 60, hours=ClockHours.ALWAYS, warn_share=0.25)

    clock = story.clock(FIRST, policy, OFFICE)

    assert wall(clock.due_ms) == "Mon 2026-11-30 09:00:00"
    assert wall(clock.warn_ms) == "Mon 2026-11-30 09:00:00"


def test_c10_a_warning_that_falls_on_closing_waits_for_the_next_opening():
    story = Story()
    story.came_in("2026-11-27 17:15")

    clock = story.clock(FIRST, targets(first=60, warn_share=0.25), OFFICE)

    assert wall(clock.warn_ms) == "Mon 2026-11-30 09:00:00"
    assert wall(clock.due_ms) == "Mon 2026-11-30 09:15:00"


def test_c11_a_calendar_without_a_working_day_cannot_be_made():
    with pytest.raises(WorktimeError):
        Calendar("Asia/Seoul", ())


def test_c11_a_target_that_is_never_reached_is_refused_after_a_bounded_search():
    never = Calendar("Asia/Seoul", (Window(0, 540, 541),))  # a minute a week
    policy = Policy((Target(FIRST, {2: 60}), Target(RESOLUTION, {2: 10_000})))

    with pytest.raises(PolicyError) as caught:
        refuse_unreachable(policy, never, ms("2026-11-25 09:00"))

    assert (caught.value.fault, caught.value.row) == (PolicyFault.NOT_REACHED, 2)


def test_c11_a_clock_that_is_never_reached_has_no_due_time_and_ends():
    never = Calendar("Asia/Seoul", (Window(0, 540, 541),))
    story = Story()
    story.came_in("2026-11-25 09:00")

    clock = story.clock(RESOLUTION, targets(resolution=10_000), never)

    assert (clock.due_ms, clock.warn_ms) == (None, None)


def test_a_target_around_the_clock_counts_nights():
    story = Story()
    story.came_in("2026-11-27 17:00")
    policy = targets(first=120, hours=ClockHours.ALWAYS)

    assert wall(story.clock(FIRST, policy, OFFICE).due_ms) == "Fri 2026-11-27 19:00:00"


def test_without_a_calendar_the_centre_counts_as_always_open():
    story = Story()
    story.came_in("2026-11-28 23:00")

    assert wall(story.clock(FIRST, targets(first=90), ALWAYS_OPEN).due_ms) == "Sun 2026-11-29 00:30:00"
