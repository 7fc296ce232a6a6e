"""Readers of the log: after a position, with a checkpoint, at least once."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import transaction

from gijun.events.models import Checkpoint, Event, SetAside

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Consumer:
    """A named reader. ``take`` must be idempotent: after a crash it sees the same facts again."""

    name: str
    take: Callable[[Sequence[Event]], None]
    names: frozenset[str] = field(default_factory=frozenset)  # empty: every kind of fact
    batch: int = 500


_consumers: dict[str, Consumer] = {}


def register(consumer: Consumer) -> None:
    """Let the worker run this consumer; called from ``AppConfig.ready``."""
    _consumers[consumer.name] = consumer


def registered() -> list[Consumer]:
    return sorted(_consumers.values(), key=lambda consumer: consumer.name)


def position_of(name: str) -> int:
    """Where the consumer stands; 0 before its first fact."""
    return Checkpoint.objects.filter(consumer=name).values_list("position", flat=True).first() or 0


def run_once(consumer: Consumer) -> int:
    """Read one batch and move the checkpoint; returns how many facts were passed.

    A fact that ``take`` refuses is set aside with its reason and the rest goes on. Two workers racing for the
    same batch both take it (it is idempotent) and only one moves the checkpoint.
    """
    Checkpoint.objects.get_or_create(consumer=consumer.name)
    start = position_of(consumer.name)
    events = list(Event.objects.after(start)[: consumer.batch])
    if not events:
        return 0
    wanted = [event for event in events if not consumer.names or event.name in consumer.names]
    if wanted:
        try:
            consumer.take(wanted)
        except Exception:  # a worker's loop: what cannot be taken together is taken one by one
            logger.exception("%s could not take a batch; one at a time now", consumer.name)
            _one_at_a_time(consumer, wanted)
    Checkpoint.objects.filter(consumer=consumer.name, position=start).update(position=events[-1].position)
    return len(events)


def _one_at_a_time(consumer: Consumer, events: Sequence[Event]) -> None:
    for event in events:
        try:
            with transaction.atomic():
                consumer.take([event])
        except Exception as error:  # a worker's loop: the fact is set aside, the rest goes on
            logger.exception("%s set fact %s aside", consumer.name, event.position)
            SetAside.objects.get_or_create(
                consumer=consumer.name,
                position=event.position,
                defaults={
                    "reason": f"{type(error).__name__}: {error}"[:2000],
                    "set_aside_at": datetime.now(UTC),
                },
            )


def catch_up(consumer: Consumer) -> int:
    """Read until nothing is left; returns how many facts were passed."""
    total = 0
    while passed := run_once(consumer):
        total += passed
    return total
