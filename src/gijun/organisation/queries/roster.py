"""Who holds a power in a centre, and in which teams: for rules that look at everybody at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gijun.organisation import authority
from gijun.organisation.models import Grant, Membership, Team
from gijun.organisation.rules.authority import Decision, decision_for
from gijun.organisation.terms import Role


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a roster."""

    person_id: int
    name: str
    joined_at: datetime
    homes: tuple[tuple[int, ...], ...]  # teams of their roles with the power, ids from the centre down


@dataclass(frozen=True, slots=True)
class Roster:
    """Active people of a centre who hold a power, by id, and the centre's teams."""

    people: Mapping[int, Listed]
    lineages: Mapping[int, tuple[int, ...]]


def roster(centre: Team, power: str) -> Roster:
    """Read the roster in three queries, whatever its length."""
    roles = roles_with(power)
    below = Team.objects.below(centre.path or "").only("id", "path")
    lineages = {team.pk: team.lineage for team in below}
    rows = (
        Membership.objects.filter(team_id__in=lineages, role__in=roles, person__is_active=True)
        .order_by("person_id", "id")
        .values_list("person_id", "person__name", "person__joined_at", "team_id")
    )
    found: dict[int, Listed] = {}
    for person_id, name, joined_at, team_id in rows:
        before = found[person_id].homes if person_id in found else ()
        found[person_id] = Listed(person_id, name, joined_at, (*before, lineages[team_id]))
    return Roster(found, lineages)


def roles_with(power: str) -> list[Role]:
    """Roles that hold the power: by the organisation's decision, else by its default."""
    known = authority.power_called(power)
    if known is None:
        return []
    decided = {
        (grant.role, grant.power): Decision(grant.allowed, grant.limit_amount, grant.approver)
        for grant in Grant.objects.filter(power=power)
    }
    return [role for role in Role if decision_for(known, role, decided).allowed]
