"""Arrivals by weekday and half-hour, from a log worked out by hand."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from gijun.measures import lake
from gijun.measures.boards.queries.arrivals import arrivals
from gijun.measures.boards.rules import Mean
from gijun.measures.queries import Selection
from gijun.organisation import actions as organisation
from tests import make
from tests.measures.told import DAY, NINE, Story, after

TUESDAY, THURSDAY = 1, 3
WEEK = 7 * DAY
DAYS = Selection(date(2026, 12, 1), date(2026, 12, 10))


@pytest.fixture
def manager(db):
    return make.person("p", make.centre("서울"), "operations_manager")


@pytest.fixture
def story(manager):
    return Story(manager.memberships.get().team_id)


def came(story, *minutes, first=1):
    for contact, at in enumerate(minutes, start=first):
        story.begin(contact, contact, at, customer=contact)


def found(person, selection=DAYS, *, reason=None, at_min=9 * DAY + 900):
    lake.refresh(lambda: after(at_min))
    return arrivals(person, selection, reason)


def test_each_half_hour_is_the_mean_of_the_weekdays_that_were(manager, story):
    came(story, 5, 10, 35, WEEK + 20, 2 * DAY + 1)  # Tuesdays, Thursday 9:01

    week = found(manager).week

    assert week.days == dict.fromkeys(range(7), 1) | {TUESDAY: 2, 2: 2, THURSDAY: 2}
    assert week.cells[TUESDAY, 540] == Mean(3, 2, Fraction(3, 2))
    assert week.cells[TUESDAY, 570] == Mean(1, 2, Fraction(1, 2))
    assert week.cells[THURSDAY, 540] == Mean(1, 2, Fraction(1, 2))
    assert week.cells[0, 540] == Mean(0, 1, Fraction())
    assert sum(mean.total for mean in week.cells.values()) == 5


def test_days_before_the_first_contact_are_not_days_without(manager, story):
    came(story, 5)

    told = found(manager, Selection(date(2026, 11, 1), date(2026, 12, 1)), at_min=DAY)

    assert (told.first, told.days, told.week.days) == (date(2026, 12, 1), 1, {TUESDAY: 1})


def test_a_channel_a_team_and_a_reason_narrow(manager, story):
    centre = manager.memberships.get().team
    other = make.team(centre, "2팀")
    came(story, 1)
    came(story.of(team_id=other.pk, channel="chat"), 2, 3, first=2)
    refund, delay = make.reason("refund", "환불"), make.reason("delay", "지연")
    story.choose(1, 1, 10, reason=refund.pk)
    story.choose(2, 2, 10, reason=delay.pk)

    def total(selection=DAYS, reason=None):
        return sum(mean.total for mean in found(manager, selection, reason=reason).week.cells.values())

    span = {"first": DAYS.first, "last": DAYS.last}
    assert total() == 3
    assert total(Selection(**span, channel="chat")) == 2
    assert total(Selection(**span, team_id=other.pk)) == 2
    assert total(reason=refund.pk) == 1


def test_nobody_counts_teams_they_do_not_see(manager, story):
    came(story, 1)
    stranger = make.person("q", make.centre("부산"), "operations_manager")

    assert found(stranger).week.cells == {}


def test_voided_contacts_and_the_half_hour_that_runs_are_left_out(manager, story):
    came(story, 5, 6, 40)
    story.void(2, 7)

    week = found(manager, at_min=45).week  # 9:45

    assert week.cells[TUESDAY, 540] == Mean(1, 1, Fraction(1))
    assert (TUESDAY, 570) not in week.cells


def test_a_night_shift_belongs_to_the_day_before_and_comes_last(db):
    where = organisation.add_team(
        name="밤", parent_id=None, by=None, at=make.NOON, zone="Asia/Seoul", day_starts_at_min=360
    )
    manager = make.person("m", where, "operations_manager")
    came(Story(where.pk), 0, 17 * 60)  # Tuesday 9:00; Wednesday 2:00

    week = found(manager, Selection(date(2026, 12, 1), date(2026, 12, 1)), at_min=DAY).week

    assert (week.minutes[0], week.minutes[-1]) == (360, 330)
    assert week.cells[TUESDAY, 120] == Mean(1, 1, Fraction(1))


def test_where_the_clock_is_set_back_an_hour_is_divided_by_twice(db):
    where = organisation.add_team(name="뉴욕", parent_id=None, by=None, at=make.NOON, zone="America/New_York")
    manager = make.person("m", where, "operations_manager")

    def at(*utc):
        return (datetime(*utc, tzinfo=UTC) - NINE).total_seconds() / 60

    came(
        Story(where.pk), at(2025, 11, 2, 5, 31), at(2025, 11, 2, 6, 31), at(2025, 11, 2, 6, 32)
    )  # 1:31, again

    day = date(2025, 11, 2)
    week = found(manager, Selection(day, day), at_min=at(2025, 12, 1)).week

    assert week.cells[6, 90] == Mean(3, 2, Fraction(3, 2))
    assert week.days == {6: 1}
