"""Who agreed to what, and whether it still holds."""

from gijun.standards.models import Approval, StandardVersion
from gijun.standards.queries.verification import basis_hashes
from gijun.standards.rules.content import content_hash
from gijun.standards.terms import Side

POWER = {Side.POLICY: "standards.approve_policy", Side.FIELD: "standards.approve_field"}


def standing_approvals(version: StandardVersion) -> list[Approval]:
    """Approvals of exactly what the version says now, the first of each side."""
    named = content_hash(version.content())
    rows = Approval.objects.filter(version=version, withdrawn_at=None, content_hash=named)
    by_side: dict[str, Approval] = {}
    for row in rows.select_related("approver").order_by("id"):
        by_side.setdefault(row.side, row)
    return list(by_side.values())


def missing_sides(version: StandardVersion) -> list[Side]:
    """Sides that have not agreed to what the version says now."""
    agreed = {one.side for one in standing_approvals(version)}
    return [side for side in Side if side not in agreed]


def basis_hash(standard_id: int) -> str:
    """A name for the clauses a standard says, as they are now; it changes when one of them does."""
    return basis_hashes([standard_id])[standard_id]
