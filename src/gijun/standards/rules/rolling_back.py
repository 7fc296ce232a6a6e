"""Taking a version back: what held before it, and from when that holds again."""

from collections.abc import Iterable
from datetime import datetime

from gijun.standards.rules.validity import Span


def before(spans: Iterable[Span], taken: Span) -> Span | None:
    """The span that was in force last before ``taken`` began; versions that never began do not count."""
    earlier = [
        span
        for span in spans
        if span.version_id != taken.version_id
        and span.valid_from < taken.valid_from
        and (span.valid_to is None or span.valid_to > span.valid_from)
    ]
    return max(earlier, key=lambda span: (span.valid_from, span.version_id), default=None)


def ends_at(taken: Span, at: datetime) -> datetime:
    """When a version taken back at ``at`` ends: at once, or at its own start so that it never begins."""
    return max(taken.valid_from, at)
