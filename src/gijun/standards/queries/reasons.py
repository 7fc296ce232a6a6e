"""Contact reasons: known, in order, below one another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from gijun.events.prepared import prepared
from gijun.standards.models import ContactReason, Standard
from gijun.standards.rules.reasons import below, in_order


def known_reason(reason_id: int) -> bool:
    """Is there such a contact reason, and is it still used?"""
    return ContactReason.objects.filter(pk=reason_id, is_active=True).exists()


def reason_of_code(code: str) -> int | None:
    """The reason with this code."""
    return ContactReason.objects.filter(code=code).values_list("pk", flat=True).first()


def reasons_of(standard_ids: Sequence[int]) -> list[int | None]:
    """The reason of each of these standards, in their order."""
    known = dict(Standard.objects.filter(pk__in=standard_ids).values_list("pk", "reason_id"))
    return [known.get(pk) for pk in standard_ids]


def parents() -> dict[int, int | None]:
    """Every reason's parent."""
    return dict(ContactReason.objects.values_list("pk", "parent_id"))


def reasons_below(reason_id: int) -> frozenset[int]:
    """The reason and everything under it; empty when there is none."""
    above = parents()
    return below(reason_id, above) if reason_id in above else frozenset()


def reasons_tree() -> list[tuple[int, str]]:
    """Reasons in use, each with its way down the tree ("환불 › 지연"), children after their parent."""
    return _ways(_in_use())


@prepared
def _in_use() -> QuerySet[ContactReason]:
    return ContactReason.objects.filter(is_active=True)


def reason_names() -> dict[int, str]:
    """Every contact reason, retired ones too, by its way down the tree."""
    return dict(_ways(ContactReason.objects.all()))


def _ways(rows: Iterable[ContactReason]) -> list[tuple[int, str]]:
    nodes = in_order([(row.pk, row.parent_id, str(row)) for row in rows])
    return [(node.reason_id, " › ".join(node.way)) for node in nodes]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A reason on the page of reasons."""

    reason: ContactReason
    level: int  # 1 at the top


def all_reasons() -> list[ReasonLine]:
    """Every reason, retired ones too, as they are read down the tree."""
    rows = {row.pk: row for row in ContactReason.objects.all()}
    nodes = in_order([(row.pk, row.parent_id, str(row)) for row in rows.values()])
    return [ReasonLine(rows[node.reason_id], node.level) for node in nodes]
