"""When a standard has to be looked at again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Check:
    """Somebody found a version still right, on these clauses, until a day."""

    review_on: date
    basis_hash: str


@dataclass(frozen=True, slots=True)
class Review:
    """When a version is to be reviewed; no day: nobody has set one."""

    day: date | None
    is_void: bool = False  # a clause it says changed since it was written or verified

    def is_overdue(self, today: date) -> bool:
        """Has the day passed, or is there no longer a verification to wait for?"""
        return self.is_void or (self.day is not None and self.day < today)


def next_review(
    planned: date | None, checks: Sequence[Check], basis_hash: str, *, has_changed: bool = False
) -> Review:
    """The review that is due next.

    Args:
        planned: the day the version itself names.
        checks: verifications of the version, oldest first; the last one decides.
        basis_hash: of the clauses as they are now.
        has_changed: a clause changed after the version was written and nobody said it still fits; what was
            verified since is told by its hash.
    """
    if not checks:
        return Review(planned, is_void=has_changed)
    last = checks[-1]
    return Review(last.review_on, is_void=last.basis_hash != basis_hash)
