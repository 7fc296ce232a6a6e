"""Whole centres as a person may see them, and which of their days may be compared with one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet

from gijun.desk.queries.modes.broadcasts import schedule
from gijun.events import log
from gijun.measures import compute
from gijun.measures.lake import Lake
from gijun.measures.lake.reader import sql_of
from gijun.measures.models import GrowthFigure
from gijun.measures.terms import DayKind
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import business_day_of
from gijun.organisation.rules.holidays import days_off
from gijun.science.worktime import BusinessDay

VIEW = "measures.view"
SATURDAY = 5
HOUR_MS = 3_600_000
AFTERWARDS_MS = HOUR_MS  # contacts about a broadcast still come an hour after it
ONE_DAY = timedelta(days=1)


def centres_seen_whole(person: Person) -> QuerySet[Team]:
    """Centres whose measures the person sees, with every team below, by name."""
    seen, _above = authority.teams_with(person, VIEW)
    return Team.objects.filter(pk__in=seen, parent=None).order_by("name", "id")


@dataclass(frozen=True, slots=True)
class CentreDays:
    """The days of a centre: its day rule, public holidays, and hours with a broadcast on air."""

    centre_id: int
    rule: BusinessDay
    holidays: frozenset[date]
    on_air: frozenset[tuple[date, int]]  # business day and its hour

    def kind_of(self, day: date) -> DayKind:
        """What a day may be compared with; a broadcast outweighs a day off."""
        if any(on_day == day for on_day, _hour in self.on_air):
            return DayKind.BROADCAST
        is_off = day.weekday() >= SATURDAY or day in self.holidays
        return DayKind.DAY_OFF if is_off else DayKind.WEEKDAY

    def clock_hour(self, hour: int) -> int:
        """What the clock shows at an hour of the business day."""
        return (self.rule.starts_at_min // 60 + hour) % 24


def centre_days(centre_id: int, first: date, last: date) -> CentreDays:
    """The days of a centre from first to last."""
    rule = business_day_of(centre_id)
    since, until = (log.from_ms(rule.bounds(day)[at]) for day, at in ((first, 0), (last, 1)))
    on_air = frozenset(
        hour
        for row in schedule(centre_id, since, until)
        for hour in _hours(rule, log.to_ms(row.starts_at), log.to_ms(row.ends_at) + AFTERWARDS_MS)
    )
    years = range(first.year, last.year + 1)
    holidays = frozenset(day for year in years for day in days_off(year))
    return CentreDays(centre_id, rule, holidays, on_air)


def _hours(rule: BusinessDay, from_ms: int, until_ms: int) -> Iterable[tuple[date, int]]:
    for ms in range(from_ms, until_ms, HOUR_MS // 2):
        day, slot = rule.of(ms)
        yield day, slot // 2


def growth_by_day(centre_id: int, kind: str, first: date, last: date) -> dict[date, int]:
    """Growth figures in force, for the days that have one."""
    rows = GrowthFigure.objects.filter(team_id=centre_id, kind=kind, day__range=(first, last))
    return dict(rows.values_list("day", "amount"))


def days_between(first: date, last: date) -> list[date]:
    """Every day from first to last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def business_today(centre_id: int, at: datetime) -> date:
    """The business day of a centre at a time."""
    return business_day_of(centre_id).of(log.to_ms(at))[0]


def asked(opened: Lake, area: str, name: str, centre_id: int, **bound: Any) -> list[tuple[Any, ...]]:
    """The rows of a ``.sql`` file of an area; it sees the centre's teams as ``asked_teams``."""
    teams = Team.objects.all()
    inside = [(pk,) for pk in sorted(team.pk for team in teams if centre_id in team.lineage)]
    compute.put(opened.duck, "asked_teams", [("asked_team_id", pa.int64())], inside)
    return opened.duck.execute(sql_of(f"{area}/sql", name), bound).fetchall()
