"""Working calendars: hours of a week, days that differ, who works by them. A change is a new version."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.organisation import authority, queries
from gijun.organisation.actions.standing import id_of, require
from gijun.organisation.actions.teams import known_zone
from gijun.organisation.errors import OrganisationError
from gijun.organisation.events import CalendarChanged, CalendarGiven
from gijun.organisation.models import (
    CalendarException,
    CalendarVersion,
    CalendarWindow,
    Person,
    Team,
    WorkCalendar,
)
from gijun.organisation.queries.calendars import as_worktime
from gijun.organisation.rules import snapshots
from gijun.organisation.rules.holidays import FIRST_YEAR, LAST_YEAR, days_off
from gijun.organisation.rules.hours import HoursError, read_date, read_week
from gijun.organisation.terms import ExceptionSource
from gijun.science.worktime import Window

MANAGE = "organisation.manage_calendars"
T = TypeVar("T")


@log.action
def add_calendar(
    *, name: str, zone: str, week: Sequence[str], by: Person | None, at: datetime
) -> WorkCalendar:
    """Add a calendar with the hours of its week.

    Args:
        week: seven lines such as ``09:00–12:00, 13:00–18:00``, Monday first; an empty one is a day off.

    Raises:
        OrganisationError: hours that make no sense, a week without any, or an unknown time zone.
        PermissionDenied: ``by`` may not manage calendars.
    """
    require(by, MANAGE)
    windows = _understood(lambda: read_week(week))
    calendar = WorkCalendar.objects.create(name=name, zone=known_zone(zone))
    _put_windows(calendar, windows)
    _keep_version(calendar, by, at)
    return calendar


@log.action
def change_calendar(
    calendar_id: int,
    *,
    name: str,
    zone: str,
    week: Sequence[str],
    by: Person | None,
    at: datetime,
    seen_version: int | None = None,
) -> WorkCalendar:
    """Change name, zone and the hours of the week; days that differ stay.

    Args:
        seen_version: the version the change was made on; a later one refuses it.

    Raises:
        OrganisationError: hours that make no sense, an unknown time zone, or somebody was quicker.
        PermissionDenied: ``by`` may not manage calendars.
        WorkCalendar.DoesNotExist: there is none, or it is out of their reach.
    """
    calendar = _reached(calendar_id, by)
    if seen_version not in {None, calendar.version}:
        raise OrganisationError(
            _("Somebody else changed this calendar meanwhile. Look at it again, then make your change.")
        )
    windows = _understood(lambda: read_week(week))
    calendar.name, calendar.zone = name, known_zone(zone)
    calendar.windows.all().delete()
    _put_windows(calendar, windows)
    return _new_version(calendar, by, at)


@log.action
def set_exception(
    calendar_id: int, *, day: date, hours: str, label: str, by: Person | None, at: datetime
) -> CalendarException:
    """Give a date hours of its own, or none: closed. It wins over its weekday and over a public holiday.

    Raises:
        OrganisationError: hours that make no sense, or that go past midnight.
        PermissionDenied: ``by`` may not manage calendars.
        WorkCalendar.DoesNotExist: there is none, or it is out of their reach.
    """
    calendar = _reached(calendar_id, by)
    windows = [list(span) for span in _understood(lambda: read_date(hours), day)]
    kept = {"windows": windows, "label": label, "source": ExceptionSource.OWN}
    row, _is_new = CalendarException.objects.update_or_create(calendar=calendar, day=day, defaults=kept)
    _new_version(calendar, by, at)
    return row


@log.action
def remove_exception(calendar_id: int, *, day: date, by: Person | None, at: datetime) -> None:
    """Let a date follow its weekday again; a public holiday that an own rule had covered comes back.

    Raises:
        OrganisationError: the date is no exception.
        PermissionDenied: ``by`` may not manage calendars.
        WorkCalendar.DoesNotExist: there is none, or it is out of their reach.
    """
    calendar = _reached(calendar_id, by)
    row = calendar.exceptions.filter(day=day).first()
    if row is None:
        raise OrganisationError(_("This day already follows its weekday."))
    row.delete()
    keeps_holidays = calendar.exceptions.filter(day__year=day.year, source=ExceptionSource.HOLIDAY).exists()
    if row.source == ExceptionSource.OWN and keeps_holidays:
        _put_holidays(calendar, [day])
    _new_version(calendar, by, at)


@log.action
def add_holidays(calendar_id: int, *, year: int, by: Person | None, at: datetime) -> int:
    """Close on the public holidays of a year, as the table has them today; own rules stay as they are.

    Returns:
        How many days are closed for a holiday now.

    Raises:
        OrganisationError: a year the table does not know.
        PermissionDenied: ``by`` may not manage calendars.
        WorkCalendar.DoesNotExist: there is none, or it is out of their reach.
    """
    calendar = _reached(calendar_id, by)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OrganisationError(
            _("Public holidays are known from %(first)s to %(last)s.")
            % {"first": FIRST_YEAR, "last": LAST_YEAR}
        )
    calendar.exceptions.filter(day__year=year, source=ExceptionSource.HOLIDAY).delete()
    closed = _put_holidays(calendar, days_off(year))
    _new_version(calendar, by, at)
    return closed


@log.action
def give_calendar(calendar_id: int, *, team_id: int, by: Person | None, at: datetime) -> Team:
    """Let a centre, and every team below it, work by a calendar.

    Raises:
        OrganisationError: the team is no centre.
        PermissionDenied: ``by`` may not manage calendars there.
        WorkCalendar.DoesNotExist: there is none, or it is out of their reach.
    """
    require(by, MANAGE, team_id)
    calendar = _reached(calendar_id, by)
    centre = Team.objects.get(pk=team_id)
    if centre.parent_id is not None:
        raise OrganisationError(_("A calendar is given to a centre; its teams follow."))
    Team.objects.below(centre.path or "").update(calendar=calendar)
    log.record(CalendarGiven(centre.pk, calendar.pk), at=at, actor_id=id_of(by))
    return Team.objects.get(pk=team_id)


def _reached(calendar_id: int, by: Person | None) -> WorkCalendar:
    if by is None:
        return WorkCalendar.objects.get(pk=calendar_id)
    authority.require(by, MANAGE)
    return queries.calendars_managed_by(by).get(pk=calendar_id)


def _understood(read: Callable[[], T], day: date | None = None) -> T:
    """What the hours mean; what they cannot mean is said in the person's words."""
    try:
        return read()
    except HoursError as error:
        if day is not None:
            where = formats.date_format(day, "SHORT_DATE_FORMAT")
        else:
            where = "" if error.weekday is None else str(WEEKDAYS[error.weekday])
        raise OrganisationError(str(error.fault.label) % {"day": where, "hours": error.hours}) from error


def _put_windows(calendar: WorkCalendar, windows: Iterable[Window]) -> None:
    CalendarWindow.objects.bulk_create(
        CalendarWindow(calendar=calendar, weekday=one.weekday, from_min=one.from_min, to_min=one.to_min)
        for one in windows
    )


def _put_holidays(calendar: WorkCalendar, days: Iterable[date]) -> int:
    taken = set(calendar.exceptions.values_list("day", flat=True))
    rows = [
        CalendarException(
            calendar=calendar, day=day, label=days_off(day.year)[day], source=ExceptionSource.HOLIDAY
        )
        for day in days
        if day not in taken and day in days_off(day.year)
    ]
    CalendarException.objects.bulk_create(rows)
    return len(rows)


def _new_version(calendar: WorkCalendar, by: Person | None, at: datetime) -> WorkCalendar:
    calendar.version += 1
    calendar.save(update_fields=["name", "zone", "version"])
    _keep_version(calendar, by, at)
    return calendar


def _keep_version(calendar: WorkCalendar, by: Person | None, at: datetime) -> None:
    """The calendar as it stands now can be reckoned with for ever."""
    content = snapshots.taken(as_worktime(calendar))
    CalendarVersion.objects.create(calendar=calendar, version=calendar.version, content=content, since=at)
    log.record(CalendarChanged(calendar.pk, calendar.version), at=at, actor_id=id_of(by))
