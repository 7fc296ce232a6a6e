"""Working calendars: as the science of worktime wants them, and as pages show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import CalendarException, CalendarVersion, Person, Team, WorkCalendar
from gijun.organisation.rules import hours as rules
from gijun.organisation.rules import snapshots
from gijun.organisation.rules.holidays import days_off
from gijun.organisation.terms import ExceptionSource
from gijun.science.worktime import BusinessDay, Calendar, Hours, Window

MANAGE = "organisation.manage_calendars"
ALWAYS = tuple(Window(weekday, 0, 1440) for weekday in range(7))


@dataclass(frozen=True, slots=True)
class Day:
    """A date of the preview. ``exception``: why it differs from its weekday, if it does."""

    day: date
    hours: Hours
    exception: CalendarException | None
    label: str

    @property
    def open_min(self) -> int:
        return sum(to_min - from_min for from_min, to_min in self.hours)

    @property
    def written(self) -> str:
        return rules.written(self.hours)


def business_day_of(team_id: int | None) -> BusinessDay:
    """Zone and day start of the team's centre; the installation's where there is no team."""
    rows = _day_of(team_id) if team_id else []
    return BusinessDay(*rows[0]) if rows else BusinessDay(settings.TIME_ZONE, 0)


@prepared
def _day_of(team_id: int) -> QuerySet[Team, tuple[str, int]]:
    return Team.objects.filter(pk=team_id).values_list("zone", "day_starts_at_min")


def calendar_for(team: Team) -> Calendar:
    """When the team's centre is open; always, with version 0, where nobody gave it a calendar."""
    if team.calendar is None:
        return Calendar(team.zone, ALWAYS, version=0)
    return as_worktime(team.calendar)


def calendar_at(of: Team | int, version: int | None = None) -> Calendar:
    """A calendar as it stood in a version; the present one where none is named.

    Args:
        of: a team, for the calendar its centre works by now, or the id of a calendar.
        version: 0 is always open: what holds where a centre has no calendar.

    Raises:
        ObjectDoesNotExist: the calendar never had this version.
    """
    if isinstance(of, Team):
        if version is None:
            return calendar_for(of)
        calendar_id = of.calendar_id
        if version == 0 or calendar_id is None:
            return Calendar(of.zone, ALWAYS, version=0)
    else:
        calendar_id = of
    if version is None:
        return as_worktime(WorkCalendar.objects.get(pk=calendar_id))
    kept = CalendarVersion.objects.get(calendar_id=calendar_id, version=version)
    return snapshots.read(kept.content, version)


def as_worktime(calendar: WorkCalendar) -> Calendar:
    """The calendar in the shape that worktime reckons with."""
    return Calendar(
        calendar.zone,
        tuple(Window(row.weekday, row.from_min, row.to_min) for row in calendar.windows.all()),
        {
            row.day: tuple((from_min, to_min) for from_min, to_min in row.windows)
            for row in calendar.exceptions.all()
        },
        calendar.version,
    )


def calendars_managed_by(person: Person) -> QuerySet[WorkCalendar]:
    """Calendars that no team out of the person's reach works by."""
    below, _above = authority.teams_with(person, MANAGE)
    used = Team.objects.filter(calendar=OuterRef("pk"))
    if not below:
        return WorkCalendar.objects.none()
    return WorkCalendar.objects.filter(~Exists(used.exclude(pk__in=below))).order_by("name", "id")


def week_of(calendar: WorkCalendar) -> list[str]:
    """The seven lines of the week, Monday first."""
    return rules.written_week(Window(row.weekday, row.from_min, row.to_min) for row in calendar.windows.all())


def exceptions_of(calendar: WorkCalendar, since: date, locale: str) -> list[Day]:
    """Days from ``since`` on that differ from their weekday, in order."""
    rows = calendar.exceptions.filter(day__gte=since).order_by("day")
    return [Day(row.day, _hours(row), row, label_of(row, locale)) for row in rows]


def preview(calendar: WorkCalendar, since: date, locale: str, days: int = 14) -> Iterator[Day]:
    """The next days as the calendar really has them."""
    known = as_worktime(calendar)
    exceptions = {row.day: row for row in calendar.exceptions.all()}
    for number in range(days):
        day = since + timedelta(days=number)
        row = exceptions.get(day)
        yield Day(day, known.hours_on(day), row, label_of(row, locale) if row else "")


def label_of(row: CalendarException, locale: str) -> str:
    """Why the day differs; a public holiday by its name in the reader's language."""
    if row.source == ExceptionSource.HOLIDAY:
        return days_off(row.day.year, locale).get(row.day, row.label)
    return row.label


def _hours(row: CalendarException) -> Hours:
    return tuple((from_min, to_min) for from_min, to_min in row.windows)


def centres_of(calendar: WorkCalendar) -> QuerySet[Team]:
    """Centres that work by the calendar, by name."""
    return Team.objects.filter(calendar=calendar, parent=None).order_by("name", "id")
