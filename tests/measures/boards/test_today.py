"""A day beside what is usual, from a log worked out by hand. It is Tuesday, 1 December 2026, in Seoul."""

from datetime import date

import pytest

from gijun.desk.actions.modes.broadcasts import plan_broadcast
from gijun.desk.events.modes import ModeEntered
from gijun.desk.rules.modes.broadcasts import Line
from gijun.measures import lake
from gijun.measures.boards.queries.today import Asked, day_of
from gijun.measures.boards.rules import Clock, Usual
from gijun.measures.boards.terms import LeftOut
from gijun.organisation import actions as organisation
from gijun.organisation.events import StateEntered
from gijun.organisation.models import Team
from tests import make
from tests.measures.told import DAY, Story, after

TODAY = date(2026, 12, 1)
WEEK = 7 * DAY
NINE_SLOT = 18  # 9:00 of a day that begins at midnight


@pytest.fixture
def manager(db):
    return make.person("p", make.centre("서울"), "operations_manager", name="박매니저")


@pytest.fixture
def centre(manager) -> Team:
    return manager.memberships.get().team


@pytest.fixture
def story(centre):
    return Story(centre.pk)


def tuesdays(story, *numbers):
    """So many contacts at 9:10 of the Tuesdays before, the latest first."""
    contact = 1000
    for back, number in enumerate(numbers, start=1):
        for _each in range(number):
            contact += 1
            story.begin(contact, contact, 10 - back * WEEK, customer=contact)
            story.reply(contact, contact, 11 - back * WEEK, agent=1, message=contact)


def found(person, team, *, at_min=100, **asked):
    lake.refresh(lambda: after(at_min))
    return day_of(person, Asked(team, asked.pop("day", TODAY), **asked))


def put_on_air(manager, centre, minutes):
    """A broadcast of an hour."""
    line = Line("김치", "", after(minutes + 60), after(minutes + 120), "")
    plan_broadcast(centre.pk, line, by=manager, at=make.NOON)


def outage(story, minutes):
    """An hour in the mode of an outage."""
    ends_by_ms = round(after(minutes + 60).timestamp() * 1000)
    where = {"team_id": story.team_id, "period_id": 1, "suggestion_id": None, "plan_version": 0}
    story.tell(ModeEntered(**where, mode="outage", ends_by_ms=ends_by_ms), minutes)


def entered(story, agent, minutes, state, *, before="", since=None, reason="", was="", ends_by=None):
    fact = StateEntered(
        agent_id=agent, team_id=story.team_id, state=state, reason=reason, from_state=before, from_reason=was,
        since_ms=None if since is None else round(after(since).timestamp() * 1000),
        ends_by_ms=None if ends_by is None else round(after(ends_by).timestamp() * 1000), by_rule=False,
    )  # fmt: skip
    story.tell(fact, minutes)


def test_arrivals_stand_beside_the_median_and_the_band_of_like_days(manager, centre, story):
    tuesdays(story, 8, 1, 7, 2, 6, 3, 5, 4)
    for contact in (1, 2, 3):
        story.begin(contact, contact, contact, customer=contact)

    day = found(manager, centre)

    nine = day.half_hours[NINE_SLOT]
    assert (nine.clock, nine.arrivals, nine.usual) == (Clock(540), 3, Usual(4, 1, 8, 8))
    assert day.half_hours[NINE_SLOT + 1].usual == Usual(0, 0, 0, 8)
    assert (day.so_far.until, day.so_far.arrivals, day.so_far.usual) == (Clock(630), 3, Usual(4, 1, 8, 8))
    assert (len(day.used), day.left_out, day.special) == (8, [], None)


def test_what_has_not_begun_is_no_zero_and_what_runs_is_marked(manager, centre, story):
    story.begin(1, 1, 0)
    story.begin(2, 2, 35, customer=2)

    day = found(manager, centre, at_min=40)

    before, runs, later = day.half_hours[NINE_SLOT : NINE_SLOT + 3]
    assert (before.arrivals, before.is_running) == (1, False)
    assert (runs.arrivals, runs.is_running) == (1, True)
    assert (later.arrivals, later.answered, later.waiting, later.ready) == (None, None, None, None)
    assert (day.so_far.arrivals, day.so_far.until) == (1, Clock(570))


def test_fewer_than_four_like_days_tell_nothing_usual(manager, centre, story):
    tuesdays(story, 5, 5, 5)
    story.begin(1, 1, 0)

    day = found(manager, centre)

    assert day.half_hours[NINE_SLOT].usual is None
    assert day.so_far.usual is None
    assert [reason for _day, reason in day.left_out] == [LeftOut.UNKNOWN] * 5


def test_holidays_broadcasts_and_outages_are_left_out_and_said(manager, centre, story):
    tuesdays(story, 1, 2, 3, 4, 5, 6, 7, 8)
    put_on_air(manager, centre, -WEEK)
    outage(story, -2 * WEEK)

    day = found(manager, centre)

    assert day.left_out == [(date(2026, 11, 17), LeftOut.OUTAGE), (date(2026, 11, 24), LeftOut.BROADCAST)]
    assert day.half_hours[NINE_SLOT].usual == Usual(5, 3, 8, 6)


def test_a_korean_holiday_is_no_usual_day(manager, centre, story):
    story.begin(1, 1, -70 * DAY)
    day = found(manager, centre, day=date(2026, 10, 27), at_min=-30 * DAY)

    assert (date(2026, 10, 6), LeftOut.HOLIDAY) not in day.left_out  # an ordinary Tuesday
    friday = found(manager, centre, day=date(2026, 10, 16), at_min=-29 * DAY)
    assert (date(2026, 9, 25), LeftOut.HOLIDAY) in friday.left_out  # 추석
    assert (date(2026, 10, 9), LeftOut.HOLIDAY) in friday.left_out  # 한글날


def test_answered_by_when_it_was_and_waiting_at_the_end(manager, centre, story):
    story.begin(1, 1, -2 * DAY)  # waits since Sunday
    story.begin(2, 2, 5, customer=2)
    story.begin(3, 3, 10, customer=3)
    story.reply(2, 2, 20, agent=1, message=2)
    story.reply(1, 1, 40, agent=1, message=1)
    story.solve(3, 3, 50)
    story.begin(4, 4, 55, customer=4)
    story.void(4, 56)

    day = found(manager, centre, at_min=95)

    told = [(one.answered, one.waiting) for one in day.half_hours[NINE_SLOT - 1 : NINE_SLOT + 3]]
    assert told == [(0, 1), (1, 2), (1, 0), (0, 0)]


def test_people_ready_and_in_contact_on_average(manager, centre, story):
    story.begin(1, 1, 0)
    entered(story, 7, 0, "ready")
    entered(story, 7, 15, "in_contact", before="ready", since=0)
    entered(story, 7, 45, "offline", before="in_contact", since=15)
    entered(story, 8, 0, "ready")
    entered(story, 9, 0, "away", reason="meal")

    day = found(manager, centre, at_min=75)

    told = [(one.ready, one.in_contact) for one in day.half_hours[NINE_SLOT : NINE_SLOT + 3]]
    assert told == [(1.5, 0.5), (1.0, 0.5), (1.0, 0.0)]  # the last one over as much of it as is known


def test_a_channel_and_a_team_narrow(manager, centre, story):
    other = make.team(centre, "2팀")
    story.begin(1, 1, 0)
    story.of(team_id=other.pk, channel="chat").begin(2, 2, 1, customer=2)

    assert found(manager, centre).half_hours[NINE_SLOT].arrivals == 2
    assert found(manager, other).half_hours[NINE_SLOT].arrivals == 1
    assert found(manager, centre, channel="chat").half_hours[NINE_SLOT].arrivals == 1


def test_a_clock_set_back_has_like_hours_the_first_time_only(db):
    where = organisation.add_team(name="뉴욕", parent_id=None, by=None, at=make.NOON, zone="America/New_York")
    manager = make.person("m", where, "operations_manager")
    story = Story(where.pk)
    story.begin(1, 1, -120 * DAY)

    day = found(manager, where, day=date(2026, 11, 1), at_min=-20 * DAY)

    first, second = (day.half_hours[at] for at in (3, 5))
    assert (len(day.half_hours), first.clock, second.clock) == (50, Clock(90), Clock(90, 1))
    assert (first.usual, second.usual) == (Usual(0, 0, 0, 8), None)


def test_a_day_begins_when_the_centres_day_begins(db):
    where = organisation.add_team(
        name="밤", parent_id=None, by=None, at=make.NOON, zone="Asia/Seoul", day_starts_at_min=360
    )
    manager = make.person("m", where, "operations_manager")
    Story(where.pk).begin(1, 1, 17 * 60)  # 2:00 on Wednesday

    day = found(manager, where, at_min=20 * 60)

    assert day.half_hours[0].clock == Clock(360)
    assert [one.clock for one in day.half_hours if one.arrivals] == [Clock(120)]
