"""The broadcast schedule: read from sheets, planned, checked, removed, stale."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk.actions import modes
from gijun.desk.errors import DeskError
from gijun.desk.models import Broadcast
from gijun.desk.queries.modes.broadcasts import on_air, shown
from gijun.desk.rules.modes.broadcasts import Line, is_stale, read
from gijun.events.models import Event
from tests import make
from tests.make import NOON, at

SEOUL = "Asia/Seoul"


def utc(hour: int, minute: int = 0, day: int = 25) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "겨울 코트전\t롱코트\t2026-11-25 20:00\t2026-11-25 21:30\t수량 100",
            Line("겨울 코트전", "롱코트", utc(11), utc(12, 30), "수량 100"),
        ),
        ("김치, 포기김치, 2026.11.25 20:00, 21:00", Line("김치", "포기김치", utc(11), utc(12))),
        ("심야;이불;2026. 11. 25.(수) 23:30;00:30;;", Line("심야", "이불", utc(14, 30), utc(15, 30))),
        ("\ufeffTitle,Product,Start,End\nA,,2026/11/25T20:00:00,24:00", Line("A", "", utc(11), utc(15))),
    ],
)
def test_a_line_is_read_as_sheets_write_it(text, expected):
    found = read(text, SEOUL)

    assert (found.lines, found.faults) == ((expected,), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A,B,2026-11-25 20:00", "Line 1: write title, product, start, end – notes may follow."),
        (",B,2026-11-25 20:00,21:00", "Line 1: the title is missing."),
        ("A,B,tonight,21:00", "Line 1: “tonight” is no time. Write 2026-11-25 20:00."),
        ("A,B,2026-02-30 20:00,21:00", "Line 1: “2026-02-30 20:00” is no time. Write 2026-11-25 20:00."),
        ("A,B,2026-11-25 20:00,25:00", "Line 1: “25:00” is no time. Write 2026-11-25 20:00."),
        ("A,B,2026-11-25 20:00,2026-11-25 19:00", "Line 1: the broadcast ends before it begins."),
        ("A,B,2026-11-25 20:00,2026-11-27 20:00", "Line 1: a broadcast lasts at most 24 hours."),
        (
            "A,B,2026-11-25 20:00,21:00\n\nA,C,2026-11-25 20:00,22:00",
            "Line 3 is the same broadcast as line 1.",
        ),
    ],
)
def test_a_line_that_cannot_be_read_is_said_and_kept(text, said):
    (fault,) = read(text, SEOUL).faults

    assert (str(fault), fault.text) == (said, text.splitlines()[-1])


def line(title: str = "코트전", starts: datetime = NOON, minutes: int = 60) -> Line:
    return Line(title, "롱코트", starts, starts + timedelta(minutes=minutes), "")


def test_a_sheet_sent_twice_is_one_schedule(centre, manager):
    lines = [line(), line("김치")]

    assert [modes.plan_broadcasts(centre.pk, lines, by=manager, at=at(s)) for s in (0, 60)] == [2, 2]
    assert Broadcast.objects.count() == 2
    assert Event.objects.filter(name="desk.broadcast_planned").count() == 4  # each says that it still holds


def test_what_is_on_air_is_shown_until_it_ends(centre, manager):
    modes.plan_broadcast(centre.pk, line(), by=manager, at=NOON)
    modes.plan_broadcast(centre.pk, line("곧", starts=at(7200)), by=manager, at=NOON)

    def titles(seconds: float) -> list[tuple[str, bool]]:
        return [(one.row.title, one.is_on) for one in on_air(centre.pk, at(seconds))]

    assert titles(60) == [("코트전", True), ("곧", False)]
    assert titles(3600) == [("곧", False)]


@pytest.mark.parametrize(("hours", "stale"), [(12, False), (12.1, True)])
def test_a_schedule_nobody_checked_for_half_a_day_is_marked(hours, stale):
    assert is_stale(NOON, at(24 * 3600), at(hours * 3600)) is stale
    assert is_stale(NOON, at(60), at(hours * 3600)) is False  # it is over


def test_saying_that_it_still_holds_makes_it_fresh(centre, manager):
    row = modes.plan_broadcast(centre.pk, line(starts=at(20 * 3600)), by=manager, at=NOON)
    modes.check_broadcast(row.pk, by=manager, at=at(13 * 3600))
    row.refresh_from_db()

    assert [shown(row, at(hours * 3600)).is_stale for hours in (14, 26)] == [False, False]
    assert row.updated_at == at(13 * 3600)


def test_what_is_taken_out_is_shown_no_more_and_twice_is_once(centre, manager):
    row = modes.plan_broadcast(centre.pk, line(), by=manager, at=NOON)
    modes.remove_broadcast(row.pk, by=manager, at=at(10))
    modes.remove_broadcast(row.pk, by=manager, at=at(20))

    assert on_air(centre.pk, at(30)) == []
    assert Event.objects.filter(name="desk.broadcast_removed").count() == 1
    with pytest.raises(Broadcast.DoesNotExist):
        modes.check_broadcast(row.pk, by=manager, at=at(40))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Line("", "", NOON, at(60)), "Give the broadcast a title."),
        (Line("A", "", NOON, NOON), "The broadcast ends before it begins."),
        (Line("A", "", NOON, at(25 * 3600)), "A broadcast lasts at most 24 hours."),
    ],
)
def test_a_broadcast_that_makes_no_sense_is_refused(centre, manager, wrong, said):
    with pytest.raises(DeskError) as refused:
        modes.plan_broadcast(centre.pk, wrong, by=manager, at=NOON)

    assert str(refused.value) == said


def test_an_agent_and_another_centres_manager_do_not_plan(centre, jisu):
    stranger = make.person("stranger", make.centre("부산센터"), "operations_manager")

    for person in (jisu, stranger):
        with pytest.raises(PermissionDenied):
            modes.plan_broadcast(centre.pk, line(), by=person, at=NOON)
