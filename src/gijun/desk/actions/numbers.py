"""Ticket numbers: the year of the centre's day and a running number."""

from datetime import datetime

from django.db.models import F

from gijun.desk.models import NumberSeries
from gijun.events import log


def next_number(at: datetime, team_id: int) -> str:
    """The next ticket number, e.g. 2026-1183. Only inside an action, where no two can ask at once."""
    year = log.business_day(at, team_id).year
    if not NumberSeries.objects.filter(year=year).update(last=F("last") + 1):
        NumberSeries.objects.create(year=year, last=1)
    return f"{year}-{NumberSeries.objects.values_list('last', flat=True).get(year=year):04d}"
