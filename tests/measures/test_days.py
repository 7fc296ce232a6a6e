"""Days are the centre's own, fixed when a fact is recorded; lengths of time are real time."""

from datetime import UTC, date, datetime

import pytest

from gijun.organisation import actions as organisation
from tests import make
from tests.measures.told import NINE, Story, contacts, measured

HOUR_MS = 3_600_000


def centre(zone, day_starts_at_min=0):
    return organisation.add_team(
        name=zone, parent_id=None, by=None, at=make.NOON, zone=zone, day_starts_at_min=day_starts_at_min
    )


def at(*utc) -> float:
    """Minutes of the story's clock for a time in UTC."""
    return (datetime(*utc, tzinfo=UTC) - NINE).total_seconds() / 60


@pytest.mark.parametrize(
    ("zone", "starts_at_min", "utc", "day", "slot"),
    [
        ("Asia/Seoul", 0, (2026, 12, 1, 14, 59), date(2026, 12, 1), 47),
        ("Asia/Seoul", 0, (2026, 12, 1, 15, 0), date(2026, 12, 2), 0),  # midnight in Seoul
        ("Asia/Seoul", 360, (2026, 12, 1, 20, 59), date(2026, 12, 1), 47),  # a night shift until 6:00
        (
            "America/New_York",
            0,
            (2025, 1, 1, 0, 0),
            date(2024, 12, 31),
            38,
        ),  # DuckDB's own cast says 1 January
        ("America/New_York", 0, (2025, 11, 2, 5, 30), date(2025, 11, 2), 3),  # 1:30 for the first time
        ("America/New_York", 0, (2025, 11, 2, 6, 30), date(2025, 11, 2), 5),  # 1:30 for the second time
        ("America/New_York", 0, (2025, 11, 3, 4, 59), date(2025, 11, 2), 49),  # the day has 50 half-hours
        ("America/New_York", 0, (2025, 3, 9, 7, 0), date(2025, 3, 9), 4),  # 3:00, an hour was skipped
        ("America/New_York", 0, (2025, 3, 10, 3, 59), date(2025, 3, 9), 45),
    ],
)
def test_a_contact_falls_on_the_day_and_half_hour_of_its_centre(db, zone, starts_at_min, utc, day, slot):
    where = centre(zone, starts_at_min)
    manager = make.person("m", where, "operations_manager")
    Story(where.pk).begin(1, 1, at(*utc))

    offered = measured(manager, at_min=at(2027, 1, 1), first=day, last=day)["offered"]

    assert {found: figure.value for found, figure in offered.days.items()} == {day: 1}
    assert [(row["day"], row["slot"]) for row in contacts()] == [(day, slot)]


@pytest.mark.parametrize(
    ("opened", "day", "hours"),
    [
        ((2025, 11, 2, 4, 0), date(2025, 11, 2), 25),  # clocks go back: from midnight to midnight
        ((2025, 3, 9, 5, 0), date(2025, 3, 9), 23),  # clocks go forward
        ((2025, 11, 5, 5, 0), date(2025, 11, 5), 24),
    ],
)
def test_the_age_of_the_backlog_is_real_time_on_days_with_a_changed_clock(db, opened, day, hours):
    where = centre("America/New_York")
    manager = make.person("m", where, "operations_manager")
    Story(where.pk).begin(1, 1, at(*opened))

    age = measured(manager, at_min=at(2025, 12, 1), first=day, last=day)["backlog_age_max"]

    assert age.total.value == hours * HOUR_MS


def test_a_wait_across_a_changed_clock_is_real_time(db):
    where = centre("America/New_York")
    manager = make.person("m", where, "operations_manager")
    desk = Story(where.pk)
    desk.begin(1, 1, at(2025, 11, 2, 5, 30))  # 1:30
    desk.reply(1, 1, at(2025, 11, 2, 6, 30), agent=1)  # 1:30 again

    found = measured(manager, at_min=at(2025, 12, 1), first=date(2025, 11, 1), last=date(2025, 11, 3))

    assert found["first_response_median"].total.value == HOUR_MS


def test_centres_of_different_zones_show_the_backlog_they_have_now(db):
    seoul, new_york = centre("Asia/Seoul"), centre("America/New_York")
    head = make.person("head", seoul, "centre_head")
    organisation.give_role(head.pk, team_id=new_york.pk, role="centre_head", by=None, at=make.NOON)
    for number, where in enumerate((seoul, new_york), start=1):
        Story(where.pk).begin(number, number, at(2026, 12, 1, 12, 0))

    # 1:00 on 3 December in Seoul, 11:00 on 2 December in New York
    found = measured(head, at_min=at(2026, 12, 2, 16, 0))["backlog"]

    assert found.total.value == 2
    assert {day.day: figure.value for day, figure in found.days.items()} == {1: 2, 2: 2, 3: 2}
