"""Reads of the organisation that others may use."""

from django.conf import settings
from django.db.models import QuerySet

from gijun.organisation.models import Person, Team
from gijun.science.worktime import BusinessDay


def business_day_of(team_id: int | None) -> BusinessDay:
    """Zone and day start of the team's centre; the installation's where there is no team."""
    row = team_id and Team.objects.filter(pk=team_id).values_list("zone", "day_starts_at_min").first()
    return BusinessDay(*row) if row else BusinessDay(settings.TIME_ZONE, 0)


def people_of(team_ids: frozenset[int]) -> QuerySet[Person]:
    """Active people with a role in one of these teams, by name."""
    return Person.objects.filter(memberships__team_id__in=team_ids, is_active=True).distinct().order_by("name", "id")


def home_team_id(person: Person) -> int | None:
    """The team a person works in: their deepest membership, the oldest of equals."""
    rows = person.memberships.select_related("team").order_by("id")
    deepest = max(rows, key=lambda row: (len(row.team.lineage), -row.pk), default=None)
    return deepest.team_id if deepest else None


def practice_logins() -> list[Person]:
    """People of the practice centre who stand for a role, one a role."""
    return list(Person.objects.filter(is_practice=True, is_active=True, preferences__has_key="practice_login").order_by("id"))


def has_practice_centre() -> bool:
    """Does this installation hold practice data?"""
    return Team.objects.filter(is_practice=True).exists()
