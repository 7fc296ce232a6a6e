"""What a split leaves in each of the two tickets."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gijun.desk.terms import Direction


@dataclass(frozen=True, slots=True)
class Said:
    """A message as a split sees it."""

    message_id: int
    contact_id: int | None
    direction: str
    is_automatic: bool
    made_at: datetime


def waits_since(said: Iterable[Said]) -> datetime | None:
    """When the oldest message came that no later answer followed; none: everything is answered."""
    waiting: datetime | None = None
    for one in sorted(said, key=lambda one: (one.made_at, one.message_id)):
        if one.is_automatic:
            continue
        if one.direction == Direction.OUT:
            waiting = None
        elif one.direction == Direction.IN:
            waiting = waiting or one.made_at
    return waiting


def whole_contacts(said: Sequence[Said], chosen: Collection[int]) -> list[int]:
    """Contacts of which everything goes along; a contact that stays in part stays where it is."""
    left = {one.contact_id for one in said if one.message_id not in chosen}
    gone = {one.contact_id for one in said if one.message_id in chosen}
    return sorted(pk for pk in gone - left if pk is not None)
