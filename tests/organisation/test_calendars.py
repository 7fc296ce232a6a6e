"""Working calendars: what is refused, what a change records, holidays, and who works by them."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import log
from gijun.events.models import Event
from gijun.organisation import actions, queries
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import CalendarChanged, CalendarGiven
from gijun.organisation.models import CalendarException, Team, WorkCalendar
from gijun.organisation.queries import calendars as reads
from gijun.organisation.terms import ExceptionSource
from gijun.science import worktime
from tests import make
from tests.make import NOON
from tests.organisation import facts

WEEK = [*["09:00–18:00"] * 5, "", ""]
SEOLLAL = [date(2027, 2, day) for day in (6, 7, 8, 9)]
HOUR_MS = 3_600_000


def calendar(by=None, **fields) -> WorkCalendar:
    given = {"name": "평일", "zone": "Asia/Seoul", "week": WEEK}
    return actions.add_calendar(**(given | fields), by=by, at=NOON)


def fresh(made: WorkCalendar) -> WorkCalendar:
    return WorkCalendar.objects.get(pk=made.pk)


def hours(made: WorkCalendar, day: date) -> worktime.Hours:
    return reads.as_worktime(fresh(made)).hours_on(day)


def labels(made: WorkCalendar, year: int = 2027) -> dict[date, tuple[str, str]]:
    rows = CalendarException.objects.filter(calendar=made, day__year=year)
    return {row.day: (row.label, row.source) for row in rows}


def test_a_calendar_begins_with_version_one(admin):
    made = calendar(by=admin)

    assert facts.last() == (CalendarChanged(made.pk, 1), admin.pk)
    assert reads.week_of(made) == WEEK


@pytest.mark.parametrize(
    ("week", "said"),
    [
        ([""] * 7, ""),
        (["09:00–13:00, 12:00–18:00", *[""] * 6], "09:00–13:00, 12:00–18:00"),
        (["9 to 6", *[""] * 6], "9 to 6"),
        (["22:00–06:00", "05:00–09:00", *[""] * 5], "00:00–06:00, 05:00–09:00"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_words(db, week, said):
    with pytest.raises(OrganisationError) as refused:
        calendar(week=week)

    assert said in str(refused.value)
    assert "%(" not in str(refused.value)
    assert not WorkCalendar.objects.exists()


def test_hours_past_midnight_and_whole_days_are_understood(db):
    made = calendar(week=["22:00–06:00", "", "00:00–24:00", *[""] * 4])

    assert reads.week_of(made) == ["22:00–24:00", "00:00–06:00", "00:00–24:00", "", "", "", ""]


def test_an_unknown_zone_is_refused(db):
    with pytest.raises(OrganisationError, match="Mars/Base"):
        calendar(zone="Mars/Base")


def test_each_change_is_a_new_version(admin):
    made = calendar()
    changes = [
        lambda: actions.change_calendar(
            made.pk, name="주간", zone="Asia/Seoul", week=["10:00–19:00", *[""] * 6], by=admin, at=NOON
        ),
        lambda: actions.set_exception(made.pk, day=SEOLLAL[0], hours="", label="쉼", by=admin, at=NOON),
        lambda: actions.remove_exception(made.pk, day=SEOLLAL[0], by=admin, at=NOON),
        lambda: actions.add_holidays(made.pk, year=2027, by=admin, at=NOON),
    ]
    for version, change in enumerate(changes, start=2):
        change()

        assert fresh(made).version == version
        assert facts.last() == (CalendarChanged(made.pk, version), admin.pk)


def test_changing_the_week_keeps_the_days_that_differ(db):
    made = calendar()
    actions.set_exception(made.pk, day=SEOLLAL[3], hours="10:00–12:00", label="", by=None, at=NOON)

    actions.change_calendar(
        made.pk, name="주말", zone="Asia/Seoul", week=[*[""] * 5, "09:00–18:00", ""], by=None, at=NOON
    )

    assert hours(made, date(2027, 2, 13)) == ((540, 1080),)
    assert hours(made, date(2027, 2, 12)) == ()
    assert hours(made, SEOLLAL[3]) == ((600, 720),)


def test_a_change_on_what_somebody_else_changed_meanwhile_is_refused(db):
    made = calendar()
    actions.set_exception(made.pk, day=SEOLLAL[0], hours="", label="", by=None, at=NOON)

    with pytest.raises(OrganisationError):
        actions.change_calendar(
            made.pk, name="늦음", zone="Asia/Seoul", week=WEEK, seen_version=1, by=None, at=NOON
        )

    assert (fresh(made).name, fresh(made).version) == ("평일", 2)


def test_a_refused_change_keeps_the_week(db):
    made = calendar()
    before = Event.objects.count()

    with pytest.raises(OrganisationError):
        actions.change_calendar(made.pk, name="x", zone="Asia/Seoul", week=[""] * 7, by=None, at=NOON)

    assert (reads.week_of(fresh(made)), fresh(made).version, Event.objects.count()) == (WEEK, 1, before)


class TestHolidays:
    def test_seollal_2027_is_closed_with_its_substitute(self, db):
        made = calendar()

        count = actions.add_holidays(made.pk, year=2027, by=None, at=NOON)

        closed = labels(made)
        assert [day for day in closed if day.month == 2] == SEOLLAL
        assert closed[SEOLLAL[1]] == ("설날", ExceptionSource.HOLIDAY)
        assert closed[date(2027, 5, 1)] == ("노동절", ExceptionSource.HOLIDAY)  # a bank holiday
        assert len(closed) == count
        assert all(hours(made, day) == () for day in SEOLLAL)

    def test_an_own_rule_wins_before_and_after(self, db):
        made = calendar()
        own = {"hours": "10:00–15:00", "label": "설 특별근무", "by": None, "at": NOON}
        actions.set_exception(made.pk, day=SEOLLAL[1], **own)

        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)
        actions.set_exception(made.pk, day=SEOLLAL[2], **own)
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)

        assert [hours(made, day) for day in SEOLLAL] == [(), ((600, 900),), ((600, 900),), ()]
        assert labels(made)[SEOLLAL[2]] == ("설 특별근무", ExceptionSource.OWN)

    def test_adding_them_again_changes_no_day(self, db):
        made = calendar()
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)
        before = labels(made)

        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)

        assert labels(made) == before

    def test_a_day_that_is_no_holiday_any_more_opens_again(self, db):
        made = calendar()
        CalendarException.objects.create(
            calendar=made, day=date(2027, 4, 1), label="취소됨", source=ExceptionSource.HOLIDAY
        )

        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)

        assert hours(made, date(2027, 4, 1)) == ((540, 1080),)

    def test_a_holiday_that_an_own_rule_covered_comes_back(self, db):
        made = calendar()
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)
        actions.set_exception(made.pk, day=SEOLLAL[2], hours="09:00–12:00", label="", by=None, at=NOON)

        actions.remove_exception(made.pk, day=SEOLLAL[2], by=None, at=NOON)

        assert labels(made)[SEOLLAL[2]] == ("설날 다음날", ExceptionSource.HOLIDAY)

    def test_a_holiday_taken_out_stays_out(self, db):
        made = calendar()
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)

        actions.remove_exception(made.pk, day=SEOLLAL[2], by=None, at=NOON)

        assert hours(made, SEOLLAL[2]) == ((540, 1080),)

    @pytest.mark.parametrize("year", [0, 1900, 2101])
    def test_a_year_nobody_knows_is_refused(self, db, year):
        with pytest.raises(OrganisationError, match="2100"):
            actions.add_holidays(calendar().pk, year=year, by=None, at=NOON)

    def test_the_reader_sees_the_name_in_their_language(self, db):
        made = calendar()
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)
        actions.set_exception(made.pk, day=date(2027, 2, 10), hours="", label="창립일", by=None, at=NOON)

        days = list(reads.preview(fresh(made), date(2027, 2, 5), "en", days=6))

        assert [(one.day.day, one.open_min, one.label) for one in days] == [
            (5, 540, ""),
            (6, 0, "The day preceding Korean New Year"),
            (7, 0, "Korean New Year"),
            (8, 0, "The second day of Korean New Year"),
            (9, 0, "Alternative holiday for Korean New Year"),
            (10, 0, "창립일"),
        ]


@pytest.mark.parametrize("text", ["22:00–06:00", "10:00–12:00, 11:00–13:00", "all day"])
def test_hours_a_date_cannot_have_are_refused_in_words(db, text):
    with pytest.raises(OrganisationError, match="2027"):
        actions.set_exception(calendar().pk, day=SEOLLAL[0], hours=text, label="", by=None, at=NOON)


def test_a_day_that_follows_its_weekday_cannot_be_removed(db):
    with pytest.raises(OrganisationError):
        actions.remove_exception(calendar().pk, day=SEOLLAL[0], by=None, at=NOON)


class TestWhoWorksByIt:
    def test_a_centre_and_all_its_teams(self, centre, team, sister, elsewhere, manager):
        made = calendar()

        actions.give_calendar(made.pk, team_id=centre.pk, by=manager, at=NOON)

        assert facts.last() == (CalendarGiven(centre.pk, made.pk), manager.pk)
        assert set(Team.objects.filter(calendar=made)) == {centre, team, sister}
        assert make.team(centre, "3팀").calendar_id == made.pk

    def test_a_team_gets_none_of_its_own(self, team, manager):
        with pytest.raises(OrganisationError):
            actions.give_calendar(calendar().pk, team_id=team.pk, by=manager, at=NOON)

    def test_only_managers_and_administrators(self, centre, lead):
        made = calendar()
        for refused in (
            lambda: calendar(by=lead),
            lambda: actions.give_calendar(made.pk, team_id=centre.pk, by=lead, at=NOON),
            lambda: actions.add_holidays(made.pk, year=2027, by=lead, at=NOON),
            lambda: actions.set_exception(made.pk, day=SEOLLAL[0], hours="", label="", by=lead, at=NOON),
        ):
            with pytest.raises(PermissionDenied):
                refused()

    def test_a_calendar_others_work_by_is_out_of_reach(self, centre, elsewhere, manager, admin):
        theirs = calendar()
        actions.give_calendar(theirs.pk, team_id=elsewhere.parent_id, by=None, at=NOON)
        unused = calendar(name="새것")

        assert list(queries.calendars_managed_by(manager)) == [unused]
        with pytest.raises(WorkCalendar.DoesNotExist):
            actions.add_holidays(theirs.pk, year=2027, by=manager, at=NOON)
        with pytest.raises(WorkCalendar.DoesNotExist):
            actions.give_calendar(theirs.pk, team_id=centre.pk, by=manager, at=NOON)

    def test_an_agent_reaches_no_calendar(self, jisu):
        calendar()

        assert not queries.calendars_managed_by(jisu).exists()

    def test_working_time_follows_the_calendar(self, team):
        made = calendar()
        actions.give_calendar(made.pk, team_id=team.parent_id, by=None, at=NOON)
        actions.add_holidays(made.pk, year=2027, by=None, at=NOON)
        actions.set_exception(made.pk, day=SEOLLAL[3], hours="09:00–12:00", label="", by=None, at=NOON)

        known = queries.calendar_for(Team.objects.get(pk=team.pk))

        friday_5pm = log.to_ms(datetime(2027, 2, 5, 8, tzinfo=UTC))
        tuesday_10am = log.to_ms(datetime(2027, 2, 9, 1, tzinfo=UTC))
        assert worktime.add(known, friday_5pm, 2 * HOUR_MS) == tuesday_10am
        assert known.version == fresh(made).version

    def test_without_a_calendar_a_centre_is_always_open(self, team):
        known = queries.calendar_for(team)

        sunday = log.to_ms(datetime(2027, 2, 7, 3, tzinfo=UTC))
        assert worktime.add(known, sunday, HOUR_MS) == sunday + HOUR_MS
        assert (known.zone, known.version) == ("Asia/Seoul", 0)

    def test_reading_a_calendar_is_three_questions_however_many_days_differ(
        self, team, django_assert_num_queries
    ):
        made = calendar()
        actions.give_calendar(made.pk, team_id=team.parent_id, by=None, at=NOON)
        for year in (2026, 2027, 2028):
            actions.add_holidays(made.pk, year=year, by=None, at=NOON)
        reloaded = Team.objects.get(pk=team.pk)

        with django_assert_num_queries(3):
            queries.calendar_for(reloaded)
