"""Versions of routing policies."""

from django.db.models import OuterRef, QuerySet, Subquery

from gijun.desk.models import RoutingPolicy
from gijun.desk.rules.routing import Known, Policy, read
from gijun.organisation.models import Team
from gijun.organisation.queries import floor
from gijun.standards.queries import reasons_tree


def in_force() -> QuerySet[RoutingPolicy]:
    """The latest version of each centre that has decided anything, with its centre."""
    latest = RoutingPolicy.objects.filter(centre=OuterRef("centre")).order_by("-version").values("pk")[:1]
    rows = RoutingPolicy.objects.filter(pk=Subquery(latest))
    return rows.select_related("centre__calendar").order_by("centre_id")


def row_of(centre_id: int) -> RoutingPolicy | None:
    """The centre's version in force; none where it has decided nothing."""
    return in_force().filter(centre=centre_id).first()


def policy_in(row: RoutingPolicy) -> Policy:
    """What the version says."""
    return read(row.content, version=row.version)


def every_version() -> dict[tuple[int, int], Policy]:
    """(centre, version) → what it said: what a replay of the log needs beside the log."""
    return {(row.centre_id, row.version): policy_in(row) for row in RoutingPolicy.objects.all()}


def versions(centre_id: int) -> QuerySet[RoutingPolicy]:
    """The centre's versions, the newest first."""
    rows = RoutingPolicy.objects.filter(centre=centre_id)
    return rows.select_related("by").order_by("-version")


def known_to(centre: Team) -> Known:
    """What a policy of the centre may name."""
    return Known(
        team_ids=frozenset(Team.objects.below(centre.path or "").values_list("pk", flat=True)),
        reason_ids=frozenset(reason_id for reason_id, _way in reasons_tree()),
        skill_ids=frozenset(skill.skill_id for skill in floor.skills()),
    )
