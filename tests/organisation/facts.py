"""What the log has told last, as facts."""

from gijun.events import replay
from gijun.events.facts import Fact
from gijun.events.models import Event


def last() -> tuple[Fact, int | None]:
    """The newest fact and who did it."""
    event = Event.objects.latest("position")
    return replay.as_fact(event), event.actor_id


def newest(count: int) -> list[Fact]:
    """The newest facts, the oldest of them first."""
    events = Event.objects.order_by("-position")[:count]
    return [replay.as_fact(event) for event in reversed(events)]
