"""Which teams a person may look at on a board."""

from gijun.measures.queries import VIEW
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

LEAD = "organisation.lead_floor"


def picked(person: Person, team_id: int | None, power: str = VIEW) -> dict[int, Team]:
    """The team with all below it, as far as the power reaches; none chosen: every team it reaches."""
    seen, _above = authority.teams_with(person, power)
    teams = Team.objects.filter(pk__in=seen)
    return {team.pk: team for team in teams if team_id is None or team_id in team.lineage}


def reached(person: Person, power: str = VIEW) -> list[Team]:
    """Teams the power reaches, each after the one above it."""
    seen, _above = authority.teams_with(person, power)
    return list(Team.objects.filter(pk__in=seen).order_by("path"))
