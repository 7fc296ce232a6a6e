"""What a centre decided about taking back, careful customers and the right to end."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from gijun.desk.models import SparingPolicy
from gijun.desk.rules.sparing import policy
from gijun.desk.rules.sparing.policy import Content, Ending, Risk, Sending
from gijun.desk.terms.sparing import PolicyKind
from gijun.organisation.queries import centre_id_of


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that hold; version 0: nobody has decided any yet."""

    version: int
    content: Content
    since: datetime | None = None


def in_force(centre_id: int, kind: str) -> InForce:
    """The rules of one matter in a centre."""
    row = SparingPolicy.objects.filter(centre_id=centre_id, kind=kind).order_by("-version").first()
    if row is None:
        return InForce(0, policy.usual(kind))
    return InForce(row.version, policy.read(kind, row.content), row.since)


def sending(team_id: int) -> Sending:
    """How long replies of a team can be taken back."""
    return cast("Sending", in_force(centre_id_of(team_id), PolicyKind.SENDING).content)


def risk(team_id: int) -> Risk:
    """How long an agent of a team may flag a customer alone."""
    return cast("Risk", in_force(centre_id_of(team_id), PolicyKind.RISK).content)


def ending(team_id: int) -> tuple[int, Ending]:
    """The version and the words of the right to end in a team."""
    found = in_force(centre_id_of(team_id), PolicyKind.ENDING)
    return found.version, cast("Ending", found.content)


def versions(centre_id: int) -> list[tuple[SparingPolicy, Content]]:
    """Every version of all matters, the latest first."""
    rows = (
        SparingPolicy.objects.filter(centre_id=centre_id).select_related("person").order_by("-since", "-id")
    )
    return [(row, policy.read(row.kind, row.content)) for row in rows]
