"""The rows in the shape of the folded log, to compare the two."""

from gijun.events import replay
from gijun.events.models import Event
from gijun.standards.queries.state import matters, others
from gijun.standards.rules.history import StandardsHistory, fold


def from_log() -> StandardsHistory:
    """Fold the whole log."""
    told = replay.facts(Event.objects.after(0).filter(name__startswith="standards.").iterator())
    return fold(StandardsHistory(), (fact for _event, fact in told))


def from_rows() -> StandardsHistory:
    """The same, read from the tables."""
    return StandardsHistory(
        matters=matters.from_rows(),
        agreement=others.agreement(),
        policies=others.policies(),
        snippets=others.snippets(),
        publishing=others.publishing(),
        finding=others.finding(),
        candidates=others.candidates(),
    )
