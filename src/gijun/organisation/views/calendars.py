"""Working calendars: the week, days that differ, and what comes of it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.events import log
from gijun.organisation import actions, queries
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import CalendarForm, CentreForm, ExceptionForm, YearForm
from gijun.organisation.models import WorkCalendar
from gijun.organisation.queries import calendars as reads
from gijun.organisation.terms import Locale
from gijun.organisation.views.page import done, reachable, show, status_of, told
from gijun.science.worktime import BusinessDay

MANAGE = "organisation.manage_calendars"
USUAL_WEEK = (*["09:00–18:00"] * 5, "", "")


@require_GET
@needs(MANAGE)
def calendars(request: HttpRequest) -> HttpResponse:
    """Every calendar within reach, and which centres work by it."""
    by = person_of(request)
    centres = [one.team for one in queries.team_tree(by, MANAGE) if one.team.parent_id is None]
    rows = [
        (calendar, [centre for centre in centres if centre.calendar_id == calendar.pk])
        for calendar in queries.calendars_managed_by(by)
    ]
    without = [centre for centre in centres if centre.calendar_id is None]
    return show(request, "calendars", "calendars", {"rows": rows, "without": without})


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def add_calendar(request: HttpRequest) -> HttpResponse:
    by = person_of(request)
    form = CalendarForm(request.POST or None, initial=CalendarForm.lines(USUAL_WEEK))
    made: list[WorkCalendar] = []
    if request.method == "POST" and done(
        request,
        form,
        lambda _clean: made.append(actions.add_calendar(**form.wanted(), by=by, at=timezone.now())),
    ):
        return redirect("organisation:calendar", made[0].pk)
    return show(request, "calendars", "add_calendar", {"form": form}, status=status_of(form))


def _today(calendar: WorkCalendar) -> date:
    return BusinessDay(calendar.zone, 0).of(log.to_ms(timezone.now()))[0]


def _week_form(calendar: WorkCalendar) -> CalendarForm:
    kept = {"name": calendar.name, "zone": calendar.zone, "version": calendar.version}
    return CalendarForm(initial=kept | CalendarForm.lines(reads.week_of(calendar)))


def _page(
    request: HttpRequest,
    calendar: WorkCalendar,
    *,
    form: CalendarForm | None = None,
    exception_form: ExceptionForm | None = None,
) -> HttpResponse:
    today, locale = _today(calendar), get_language() or Locale.KOREAN.value
    form, exception_form = form or _week_form(calendar), exception_form or ExceptionForm()
    context = {
        "calendar": calendar,
        "form": form,
        "exception_form": exception_form,
        "centre_form": CentreForm(branches=queries.team_tree(person_of(request), MANAGE)),
        "exceptions": reads.exceptions_of(calendar, today, locale),
        "preview": list(reads.preview(calendar, today, locale)),
        "years": [today.year, today.year + 1],
        "centres": reads.centres_of(calendar),
    }
    status = max(status_of(form), status_of(exception_form))
    return show(request, "calendars", "calendar", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@reachable
def calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """One calendar: its week, its exceptions, and the next fourteen days as they really are."""
    by = person_of(request)
    shown = queries.calendars_managed_by(by).get(pk=calendar_id)
    if request.method == "GET":
        return _page(request, shown)
    form = CalendarForm(request.POST)
    if done(
        request,
        form,
        lambda clean: actions.change_calendar(
            calendar_id, **form.wanted(), seen_version=clean["version"], by=by, at=timezone.now()
        ),
    ):
        return redirect("organisation:calendar", calendar_id)
    return _page(request, shown, form=form)


@require_POST
@needs(MANAGE)
@reachable
def set_exception(request: HttpRequest, calendar_id: int) -> HttpResponse:
    by = person_of(request)
    shown = queries.calendars_managed_by(by).get(pk=calendar_id)
    form = ExceptionForm(request.POST)
    if done(
        request,
        form,
        lambda clean: actions.set_exception(calendar_id, **clean, by=by, at=timezone.now()),
    ):
        return redirect("organisation:calendar", calendar_id)
    return _page(request, shown, exception_form=form)


@require_POST
@needs(MANAGE)
@reachable
def remove_exception(request: HttpRequest, calendar_id: int, day: date) -> HttpResponse:
    by = person_of(request)
    told(request, lambda: actions.remove_exception(calendar_id, day=day, by=by, at=timezone.now()))
    return redirect("organisation:calendar", calendar_id)


@require_POST
@needs(MANAGE)
@reachable
def add_holidays(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Close on the public holidays of a year."""
    by, form = person_of(request), YearForm(request.POST)
    year = form.cleaned_data["year"] if form.is_valid() else 0
    told(request, lambda: actions.add_holidays(calendar_id, year=year, by=by, at=timezone.now()))
    return redirect("organisation:calendar", calendar_id)


@require_POST
@needs(MANAGE)
@reachable
def give_calendar(request: HttpRequest, calendar_id: int) -> HttpResponse:
    """Let a centre work by the calendar."""
    by = person_of(request)
    form = CentreForm(request.POST, branches=queries.team_tree(by, MANAGE))
    team = queries.teams_managed_by(by, MANAGE).get(pk=form.cleaned_data["centre"] if form.is_valid() else 0)
    told(request, lambda: actions.give_calendar(calendar_id, team_id=team.pk, by=by, at=timezone.now()))
    return redirect("organisation:calendar", calendar_id)
