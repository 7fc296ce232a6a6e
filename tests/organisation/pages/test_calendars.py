"""The pages of working calendars."""

from datetime import date

import pytest

from gijun.organisation.models import CalendarException, Team, WorkCalendar
from gijun.organisation.queries import calendars as reads
from tests.organisation.pages.typed import WEEK, url, week_fields


def test_a_calendar_is_added(as_, admin):
    response = as_(admin).post(url("add_calendar"), week_fields())

    made = WorkCalendar.objects.get()
    assert response.headers["Location"] == url("calendar", made.pk)
    assert reads.week_of(made) == WEEK


@pytest.mark.parametrize("week", [[""] * 7, ["9-18", *[""] * 6], ["09:00–12:00, 11:00–13:00", *[""] * 6]])
def test_hours_that_make_no_sense_stand_with_what_was_typed(as_, admin, week):
    response = as_(admin).post(url("add_calendar"), week_fields(week))

    assert response.status_code == 422
    assert week[0] in response.content.decode()
    assert not WorkCalendar.objects.exists()


def test_the_week_is_changed_on_the_version_that_was_shown(as_, admin, calendar):
    client, night = as_(admin), ["22:00–06:00", *[""] * 6]

    first = client.post(url("calendar", calendar.pk), week_fields(night, version=1))
    second = client.post(url("calendar", calendar.pk), week_fields(WEEK, version=1))

    assert (first.status_code, second.status_code) == (302, 422)
    assert reads.week_of(WorkCalendar.objects.get()) == ["22:00–24:00", "00:00–06:00", *[""] * 5]


def test_days_that_differ(as_, admin, calendar):
    client = as_(admin)
    given = {"day": "2099-02-09", "hours": "10:00–15:00", "label": "특별근무"}

    client.post(url("set_exception", calendar.pk), given)
    page = client.get(url("calendar", calendar.pk)).content.decode()
    client.post(url("remove_exception", calendar.pk, date(2099, 2, 9)))

    assert "특별근무" in page
    assert "10:00–15:00" in page
    assert not CalendarException.objects.exists()


def test_hours_a_date_cannot_have(as_, admin, calendar):
    given = {"day": "2099-02-09", "hours": "22:00–06:00"}

    response = as_(admin).post(url("set_exception", calendar.pk), given)

    assert response.status_code == 422
    assert response.context["exception_form"].non_field_errors()


def test_a_day_that_is_none_to_remove_is_told(as_, admin, calendar):
    address = url("remove_exception", calendar.pk, date(2099, 2, 9))

    response = as_(admin).post(address, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]


@pytest.mark.parametrize(("year", "level"), [("2027", "success"), ("1900", "error"), ("soon", "error")])
def test_public_holidays(as_, admin, calendar, year, level):
    response = as_(admin).post(url("add_holidays", calendar.pk), {"year": year}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == [level]
    assert CalendarException.objects.filter(day=date(2027, 2, 9)).exists() is (year == "2027")


def test_a_centre_works_by_it(as_, manager, centre, team, calendar):
    as_(manager).post(url("give_calendar", calendar.pk), {"centre": centre.pk})

    assert Team.objects.get(pk=team.pk).calendar_id == calendar.pk
    assert "서울센터" in as_(manager).get(url("calendars")).content.decode()


def test_the_preview_shows_fourteen_days(as_, admin, calendar):
    assert len(as_(admin).get(url("calendar", calendar.pk)).context["preview"]) == 14
