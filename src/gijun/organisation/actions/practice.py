"""Practice people and teams are no history: they may be taken away, and only they."""

from gijun.events import log
from gijun.organisation.models import Membership, Person, Team


@log.action
def remove_practice() -> None:
    """Remove practice people and teams, deepest teams first."""
    Membership.objects.filter(team__is_practice=True).delete()
    Person.objects.filter(is_practice=True).delete()
    for team in sorted(Team.objects.filter(is_practice=True), key=lambda one: -len(one.lineage)):
        team.delete()
