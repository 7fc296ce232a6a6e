"""Which clause of a newer edition stands where an older one stood."""

from collections import defaultdict, deque
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """A clause as far as editions are compared: its headings and the hash of its words."""

    heading: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Match:
    """The place of the older clause a newer one continues, and whether its words changed."""

    older: int
    is_changed: bool


def matched(older: Sequence[Edition], newer: Sequence[Edition]) -> list[Match | None]:
    """For every newer clause the older one it continues; each older one is continued once.

    The same words below the same headings come first, then the same words elsewhere (articles are renumbered
    and moved), then other words below the same headings. Equals keep their order.
    """
    found: list[Match | None] = [None] * len(newer)
    free = set(range(len(older)))
    for is_changed, key in (
        (False, lambda one: (one.heading, one.text_hash)),
        (False, lambda one: one.text_hash),
        (True, lambda one: one.heading),
    ):
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in sorted(free):
            waiting[key(older[place])].append(place)
        for place, one in enumerate(newer):
            if found[place] is None and waiting[key(one)] and (one.heading or not is_changed):
                taken = waiting[key(one)].popleft()
                free.discard(taken)
                found[place] = Match(taken, is_changed)
    return found
