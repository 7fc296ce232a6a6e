"""From when to when a version is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gijun.standards.terms import Validity


@dataclass(frozen=True, slots=True)
class Span:
    """A published version in time: from (included) to (excluded; none: until superseded)."""

    version_id: int
    valid_from: datetime
    valid_to: datetime | None = None


def validity(valid_from: datetime | None, valid_to: datetime | None, at: datetime) -> Validity:
    """What a version with these times is at ``at``; without a start it is a draft."""
    if valid_from is None:
        return Validity.DRAFT
    if valid_to is not None and valid_to <= at:
        return Validity.SUPERSEDED
    if valid_from > at:
        return Validity.SUPERSEDED if valid_from == valid_to else Validity.SCHEDULED
    return Validity.IN_FORCE


def superseded(spans: Iterable[Span], valid_from: datetime) -> list[Span]:
    """The spans that change when a new version is in force from ``valid_from`` on.

    The newest agreement wins: whatever would run past that time ends there, and what was to begin later never
    begins. So at any time one version is in force at the most, and there is no gap after the first.
    """
    ended = []
    for span in spans:
        if span.valid_to is None or span.valid_to > valid_from:
            valid_to = max(span.valid_from, valid_from)
            if valid_to != span.valid_to:
                ended.append(Span(span.version_id, span.valid_from, valid_to))
    return ended
