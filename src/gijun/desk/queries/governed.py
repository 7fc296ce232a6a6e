"""Rules that a centre decides in versions: those in force, and all there were."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)
Rules = TypeVar("Rules")


@dataclass(frozen=True, slots=True)
class InForce(Generic[Rules]):
    """The rules that hold; version 0: nobody has decided any yet."""

    version: int
    policy: Rules
    since: datetime | None = None


def in_force(
    rows: QuerySet[Any], centre_id: int, read: Callable[[Any], Rules], usual: Rules
) -> InForce[Rules]:
    """The rules of the centre, or the usual ones."""
    row = rows.filter(centre_id=centre_id).order_by("-version").first()
    return InForce(row.version, read(row.content), row.since) if row else InForce(0, usual)


def versions(rows: QuerySet[Row], centre_id: int, read: Callable[[Any], Rules]) -> list[tuple[Row, Rules]]:
    """Every version of the centre's rules, the latest first, with who decided it."""
    found: QuerySet[Any] = rows.filter(centre_id=centre_id).select_related("person").order_by("-version")
    return [(row, read(row.content)) for row in found]
