"""Practice people and teams are no history: they may be taken away, and only they."""

from django.db.models import Q

from gijun.events import log
from gijun.organisation.models import (
    AgentState,
    BreakRequest,
    FloorRule,
    Membership,
    Person,
    Skill,
    Team,
    WorkCalendar,
)


@log.action
def remove_practice() -> None:
    """Remove practice people and teams, deepest teams first."""
    BreakRequest.objects.filter(Q(team__is_practice=True) | Q(person__is_practice=True)).delete()
    AgentState.objects.filter(Q(team__is_practice=True) | Q(person__is_practice=True)).delete()
    FloorRule.objects.filter(centre__is_practice=True).delete()
    Skill.objects.filter(is_practice=True).delete()
    Membership.objects.filter(team__is_practice=True).delete()
    Person.objects.filter(is_practice=True).delete()
    calendars = set(
        Team.objects.filter(is_practice=True).exclude(calendar=None).values_list("calendar", flat=True)
    )
    for team in sorted(Team.objects.filter(is_practice=True), key=lambda one: -len(one.lineage)):
        team.delete()
    in_use = Team.objects.filter(calendar__in=calendars).values("calendar")
    WorkCalendar.objects.filter(pk__in=calendars).exclude(pk__in=in_use).delete()
