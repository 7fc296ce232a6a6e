"""Every fault case of the desk has a test: clocks, races, merging, keyboard and size, visibility."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
CLOCKS, FAULTS = "desk/clocks/test_cases.py", "desk/test_fault_cases.py"
VISIBILITY, COMPOSER = "desk/test_visibility.py", "front/test_composer.py"
CASES = {
    "C1": [(CLOCKS, "test_c1_a_day_entered_until_23_59_loses_no_minute")],
    "C2": [
        (CLOCKS, "test_c2_a_ticket_of_saturday_answered_on_monday_took_five_working_minutes"),
        (CLOCKS, "test_c2_time_on_hold_over_a_weekend_is_working_time_not_wall_time"),
    ],
    "C3": [(CLOCKS, "test_c3_lunch_is_no_working_time")],
    "C4": [(CLOCKS, "test_c4_holidays_of_lunar_new_year_are_no_working_time")],
    "C6": [
        (CLOCKS, "test_c6_the_first_answer_governs_until_somebody_has_answered"),
        (CLOCKS, "test_c6_an_automatic_answer_or_message_stops_and_starts_nothing"),
    ],
    "C7": [(CLOCKS, "test_c7_a_customer_who_returns_on_friday_waited_ten_minutes")],
    "C8": [(CLOCKS, "test_c8_a_target_is_exact_to_the_second")],
    "C10": [
        (CLOCKS, "test_c10_a_warning_due_on_sunday_waits_for_the_next_opening"),
        (CLOCKS, "test_c10_a_warning_that_falls_on_closing_waits_for_the_next_opening"),
    ],
    "C11": [
        (CLOCKS, "test_c11_a_calendar_without_a_working_day_cannot_be_made"),
        (CLOCKS, "test_c11_a_target_that_is_never_reached_is_refused_after_a_bounded_search"),
        (CLOCKS, "test_c11_a_clock_that_is_never_reached_has_no_due_time_and_ends"),
    ],
    "R1": [
        (FAULTS, "test_r1_three_messages_of_a_new_customer_at_once_each_twice_are_one_customer_and_three")
    ],
    "R2": [(FAULTS, "test_r2_two_first_messages_of_one_number_at_once_are_both_kept")],
    "R3": [
        ("desk/routing/test_races.py", "test_two_takers_and_the_router_leave_exactly_one_owner"),
        ("desk/test_tickets.py", "test_eight_threads_race_for_four_hundred_tickets_and_each_is_won_once"),
    ],
    "R4": [
        (FAULTS, "test_r4_who_is_at_a_ticket_fades_after_the_same_time_in_every_zone_and_locks_nobody_out")
    ],
    "R5": [(FAULTS, "test_r5_whoever_clicks_through_thirty_tickets_keeps_none_from_a_colleague")],
    "T7": [
        ("desk/test_intake.py", "test_a_message_to_a_merged_ticket_lands_at_the_end_of_the_chain"),
        ("desk/sorting/test_splitting.py", "test_an_answer_to_a_ticket_merged_twice_lands_at_the_end"),
    ],
    "U1": [
        (COMPOSER, "test_sending_while_a_syllable_is_composed_sends_the_whole_text_once"),
        (COMPOSER, "test_enter_alone_sends_for_who_chose_so_and_waits_for_the_syllable"),
    ],
    "U2": [(COMPOSER, "test_enter_alone_sends_for_who_chose_so_and_waits_for_the_syllable")],
    "U3": [
        (
            FAULTS,
            "test_u3_the_first_screen_of_a_ticket_with_five_hundred_messages_costs_what_a_short_one_costs",
        )
    ],
    "V1": [
        (VISIBILITY, "test_a_team_sees_its_own_and_what_waits_above"),
        (VISIBILITY, "test_a_foreign_ticket_is_nowhere_to_be_found"),
        (VISIBILITY, "test_the_stream_names_no_foreign_ticket"),
    ],
    "V2": [(VISIBILITY, "test_a_foreign_ticket_is_nowhere_to_be_found")],
}


def node_ids() -> list[str]:
    """Each test of the index once, as pytest is told of it; ``bench.bars`` runs them."""
    return sorted({f"tests/{path}::{name}" for named in CASES.values() for path, name in named})


@pytest.mark.parametrize("case", CASES)
def test_a_fault_case_has_tests_that_exist(case):
    missing = [f"{path}::{name}" for path, name in CASES[case] if name not in _tests_in(HERE / path)]

    assert missing == []


def _tests_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
