"""When versions are to be reviewed, and whether what was verified still holds."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import QuerySet

from gijun.standards.models import ClauseStandard, StandardVersion, Verification
from gijun.standards.rules.content import hash_of
from gijun.standards.rules.review import Check, Review, next_review


def reviews(versions: Sequence[StandardVersion]) -> dict[int, Review]:
    """When each version is to be reviewed, by its id, in three queries."""
    checks: dict[int, list[Check]] = defaultdict(list)
    for row in Verification.objects.filter(version__in=versions).order_by("id"):
        checks[row.version_id].append(Check(row.review_on, row.basis_hash))
    bases = basis_hashes({one.standard_id for one in versions if one.pk in checks})
    changes = _changes({one.standard_id for one in versions if one.pk not in checks})
    return {
        one.pk: next_review(
            one.review_on,
            checks.get(one.pk, []),
            bases.get(one.standard_id, ""),
            has_changed=any(changed_at >= one.made_at for changed_at in changes.get(one.standard_id, ())),
        )
        for one in versions
    }


def unsure() -> QuerySet[ClauseStandard]:
    """Clauses that changed and the standards nobody has held against them since."""
    return ClauseStandard.objects.filter(needs_check=True, clause__document__replaced_by=None)


def _changes(standard_ids: Collection[int]) -> dict[int, list[datetime]]:
    """When the clauses changed that nobody has held against these standards since."""
    changes: dict[int, list[datetime]] = defaultdict(list)
    rows = unsure().filter(standard__in=standard_ids)
    for standard_id, added_at in rows.values_list("standard", "clause__document__added_at"):
        changes[standard_id].append(added_at)
    return changes


def basis_hashes(standard_ids: Collection[int]) -> dict[int, str]:
    """The name of the clauses each standard says, as they are now."""
    rows = ClauseStandard.objects.filter(standard__in=standard_ids, clause__document__replaced_by=None)
    said: dict[int, list[str]] = {pk: [] for pk in standard_ids}
    for standard_id, text_hash in rows.values_list("standard", "clause__text_hash"):
        said[standard_id].append(text_hash)
    return {pk: hash_of(*sorted(hashes)) for pk, hashes in said.items()}


def last_verification(version: StandardVersion) -> Verification | None:
    """Whoever looked at the version last."""
    return version.verifications.select_related("verifier").order_by("-id").first()
