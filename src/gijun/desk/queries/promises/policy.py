"""What a centre decided about its customers' page."""

from gijun.desk.models import PromisePolicy
from gijun.desk.queries import governed
from gijun.desk.queries.governed import InForce
from gijun.desk.rules.promises.policy import USUAL, Policy, read_policy
from gijun.organisation.models import Team


def in_force(team: Team) -> InForce[Policy]:
    """The rules of the team's centre."""
    return governed.in_force(PromisePolicy.objects.all(), team.centre_id, read_policy, USUAL)


def versions(centre_id: int) -> list[tuple[PromisePolicy, Policy]]:
    """Every version of the rules, the latest first."""
    return governed.versions(PromisePolicy.objects.all(), centre_id, read_policy)
