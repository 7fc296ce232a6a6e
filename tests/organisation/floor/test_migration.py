"""Calendars that were there before versions were kept have a version to reckon with afterwards."""

from datetime import date
from importlib import import_module

from django.apps import apps

from gijun.organisation import actions
from gijun.organisation.models import CalendarVersion
from gijun.organisation.queries import calendars
from tests.make import NOON, at

MONDAY = date(2027, 2, 8)


def test_every_calendar_keeps_its_present_version(db):
    week = ("09:00–12:00, 13:00–18:00", *[""] * 6)
    made = actions.add_calendar(name="평일", zone="Asia/Seoul", week=week, by=None, at=NOON)
    actions.set_exception(made.pk, day=MONDAY, hours="", label="쉼", by=None, at=at(1))
    CalendarVersion.objects.all().delete()

    import_module("gijun.organisation.migrations.0002_floor").keep_present_calendars(apps, None)

    kept = calendars.calendar_at(made.pk, 2)
    assert kept == calendars.calendar_at(made.pk)
    assert [kept.hours_on(day) for day in (date(2027, 2, 1), MONDAY)] == [((540, 720), (780, 1080)), ()]
    assert CalendarVersion.objects.count() == 1
