"""The team tree, as far as somebody may see it."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from gijun.events.prepared import prepared
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.rules.tree import Node, in_reading_order

MANAGE = "organisation.manage_teams"


@dataclass(frozen=True, slots=True)
class Branch:
    """A team in its place. ``depth``: 0 where the view begins; ``people``: active ones in this very team."""

    team: Team
    depth: int
    people: int

    @property
    def steps(self) -> range:
        """One step for each level."""
        return range(self.depth)

    @property
    def indented(self) -> str:
        """The name, moved in by its depth: for lists to choose from."""
        return "\N{EM SPACE}" * self.depth + self.team.name


def teams_managed_by(person: Person, power: str = MANAGE) -> QuerySet[Team]:
    """Teams at or below a membership that holds the power."""
    below, _above = authority.teams_with(person, power)
    return Team.objects.filter(pk__in=below)


def centre_id_of(team_id: int) -> int:
    """The centre a team belongs to.

    Raises:
        Team.DoesNotExist: there is no such team.
    """
    for team in _path_of(team_id):
        return team.centre_id
    raise Team.DoesNotExist(f"There is no team {team_id}.")


@prepared
def _path_of(team_id: int) -> QuerySet[Team]:
    return Team.objects.only("path").filter(pk=team_id)


def team_tree(person: Person, power: str = "organisation.view_system") -> list[Branch]:
    """Teams the power reaches, each before those below it, siblings by name."""
    active = Count("memberships__person", filter=Q(memberships__person__is_active=True), distinct=True)
    teams = {team.pk: team for team in teams_managed_by(person, power).select_related("calendar")}
    people = dict(Team.objects.filter(pk__in=teams).annotate(people=active).values_list("pk", "people"))
    nodes = (Node(team.pk, team.parent_id, team.name) for team in teams.values())
    return [Branch(teams[pk], depth, people[pk]) for pk, depth in in_reading_order(nodes)]


def has_practice_centre() -> bool:
    """Does this installation hold practice data?"""
    return bool(_practice_centres())


@prepared
def _practice_centres() -> QuerySet[Team]:
    return Team.objects.filter(is_practice=True).order_by("id")[:1]
