"""The rows in the shape of the folded log, to compare the two."""

from gijun.events import log, replay
from gijun.events.models import Event
from gijun.standards.models import ContactReason, NotFoundQuery, Standard, StandardVersion
from gijun.standards.rules.content import content_hash, hash_of
from gijun.standards.rules.history import (
    ReasonHistory,
    StandardHistory,
    StandardsHistory,
    VersionHistory,
    fold,
)


def from_log() -> StandardsHistory:
    """Fold the whole log."""
    told = replay.facts(Event.objects.after(0).filter(name__startswith="standards.").iterator())
    return fold(StandardsHistory(), (fact for _event, fact in told))


def from_rows() -> StandardsHistory:
    """The same, read from the tables."""
    versions = StandardVersion.objects.prefetch_related("sentences", "checklist")
    return StandardsHistory(
        standards={
            row.pk: StandardHistory(
                row.team_id, row.owner_id, row.reason_id, hash_of(row.title, row.example_questions)
            )
            for row in Standard.objects.all()
        },
        versions={row.pk: _version(row) for row in versions},
        reasons={
            row.pk: ReasonHistory(row.code, row.parent_id, hash_of(row.name_ko, row.name_en), row.is_active)
            for row in ContactReason.objects.all()
        },
        not_found=set(NotFoundQuery.objects.values_list("pk", flat=True)),
    )


def _version(row: StandardVersion) -> VersionHistory:
    return VersionHistory(
        standard_id=row.standard_id,
        number=row.number,
        content_hash=content_hash(row.content()),
        valid_from_ms=log.to_ms(row.valid_from) if row.valid_from else None,
        valid_to_ms=log.to_ms(row.valid_to) if row.valid_to else None,
    )
