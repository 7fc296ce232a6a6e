"""Reasons, standards and versions as the rows have them."""

from gijun.events import log
from gijun.standards.models import ContactReason, Standard, StandardVersion
from gijun.standards.rules.content import content_hash, hash_of, matter_hash
from gijun.standards.rules.history.matters import (
    MattersHistory,
    ReasonHistory,
    StandardHistory,
    VersionHistory,
)


def from_rows() -> MattersHistory:
    """The same, read from the tables."""
    versions = StandardVersion.objects.prefetch_related("sentences", "checklist")
    return MattersHistory(
        standards={
            row.pk: StandardHistory(
                row.team_id,
                row.owner_id,
                row.reason_id,
                matter_hash(row.title, row.example_questions, row.products),
                row.superseded_by_id,
            )
            for row in Standard.objects.all()
        },
        versions={row.pk: _version(row) for row in versions},
        reasons={
            row.pk: ReasonHistory(row.code, row.parent_id, hash_of(row.name_ko, row.name_en), row.is_active)
            for row in ContactReason.objects.all()
        },
    )


def _version(row: StandardVersion) -> VersionHistory:
    return VersionHistory(
        standard_id=row.standard_id,
        number=row.number,
        content_hash=content_hash(row.content()),
        valid_from_ms=log.to_ms(row.valid_from) if row.valid_from else None,
        valid_to_ms=log.to_ms(row.valid_to) if row.valid_to else None,
        basis=row.basis,
    )
