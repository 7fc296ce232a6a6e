"""A person's own day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from gijun.desk.queries.modes.day import OwnDay
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.view_tickets")
def my_day(request: HttpRequest) -> HttpResponse:
    """Goals from the business down to oneself, promises due, what must be read, breaks, broadcasts."""
    day = OwnDay(person_of(request), timezone.now())
    return render(request, "desk/modes/day.html", {"day": day, "at": day.at})
