"""The rules of asking of a centre, and who could answer now."""

from collections.abc import Iterable

from gijun.desk.models import AskingPolicy
from gijun.desk.queries import governed
from gijun.desk.queries.governed import InForce
from gijun.desk.rules.asking.policy import USUAL, Policy, read_policy
from gijun.organisation import queries as organisation
from gijun.organisation.models import Team
from gijun.organisation.queries.floor import state_of
from gijun.organisation.terms import Role, StateKind
from gijun.science.worktime import Calendar

OFF_DUTY = frozenset({StateKind.OFFLINE, StateKind.AWAY})


def in_force(team: Team) -> InForce[Policy]:
    """The rules of the team's centre."""
    return governed.in_force(AskingPolicy.objects.all(), team.centre_id, read_policy, USUAL)


def versions(centre_id: int) -> list[tuple[AskingPolicy, Policy]]:
    """Every version of the rules, the latest first."""
    return governed.versions(AskingPolicy.objects.all(), centre_id, read_policy)


def calendar(team: Team) -> Calendar:
    """When the team's centre works."""
    return organisation.calendar_for(Team.objects.select_related("calendar").get(pk=team.pk))


def roles_held(centre: Team) -> set[Role]:
    """Roles somebody active holds anywhere in the centre."""
    below = Team.objects.below(centre.path or "").values_list("pk", flat=True)
    return {role for _person, role in organisation.holders(below)}


def staffed(team: Team, *, without: Iterable[int] = ()) -> set[Role]:
    """Roles that can answer for the team now: held at it or above by somebody who is on duty.

    Where nobody at all is on duty, holding the role is enough: a request is never asked of nobody.

    Args:
        without: people who do not count; who asks does not answer themselves.
    """
    left_out = set(without)
    held = [(pk, role) for pk, role in organisation.holders(team.lineage) if pk not in left_out]
    states = state_of({pk for pk, _role in held})
    on_duty = {role for pk, role in held if states[pk].kind not in OFF_DUTY}
    everybody = {role for _pk, role in held}
    leading = {Role.TEAM_LEAD, Role.TRAINER, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD}
    return on_duty if on_duty & leading else everybody
