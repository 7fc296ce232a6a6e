"""What a centre decided about its customers' page."""

from dataclasses import dataclass
from datetime import datetime

from gijun.desk.models import PromisePolicy
from gijun.desk.rules.promises.policy import USUAL, Policy, read_policy
from gijun.organisation.models import Team


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that hold; version 0: nobody has decided any yet."""

    version: int
    policy: Policy
    since: datetime | None = None


def in_force(team: Team) -> InForce:
    """The rules of the team's centre."""
    row = PromisePolicy.objects.filter(centre_id=team.lineage[0]).order_by("-version").first()
    return InForce(row.version, read_policy(row.content), row.since) if row else InForce(0, USUAL)


def versions(centre_id: int) -> list[tuple[PromisePolicy, Policy]]:
    """Every version of the rules, the latest first."""
    rows = PromisePolicy.objects.filter(centre_id=centre_id).select_related("person").order_by("-version")
    return [(row, read_policy(row.content)) for row in rows]
