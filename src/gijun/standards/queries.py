"""Reads of the standards that others may use."""

from gijun.standards.models import ChecklistItem, ContactReason, StandardVersion


def known_reason(reason_id: int) -> bool:
    """Is there such a contact reason, and is it still used?"""
    return ContactReason.objects.filter(pk=reason_id, is_active=True).exists()


def standard_of_version(version_id: int) -> int | None:
    """The standard a version belongs to; none when there is no such version."""
    return StandardVersion.objects.filter(pk=version_id).values_list("standard_id", flat=True).first()


def version_of_step(item_id: int) -> int | None:
    """The version a checklist step belongs to; none when there is no such step."""
    return ChecklistItem.objects.filter(pk=item_id).values_list("version_id", flat=True).first()
