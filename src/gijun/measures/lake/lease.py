"""Only one process refreshes the lake at a time: a row, changed under a condition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from django.db import transaction

from gijun.events import log
from gijun.measures.errors import LeaseLostError
from gijun.measures.models import Lease

WORK = "lake"


@dataclass(frozen=True, slots=True)
class Held:
    """The lease in this process's hands."""

    holder: str

    def prolong(self, at: datetime, *, for_s: float) -> None:
        """Keep it until ``for_s`` after ``at``.

        Raises:
            LeaseLostError: it had run out and somebody else took it.
        """
        mine = Lease.objects.filter(work=WORK, holder=self.holder)
        if not mine.update(until_ms=log.to_ms(at) + int(for_s * 1000)):
            raise LeaseLostError("Another process refreshes the lake now.")

    def publish(self, move: Callable[[], None], at: datetime, *, for_s: float) -> None:
        """Do ``move`` while the row is locked, so that nobody can take the lease in between.

        Raises:
            LeaseLostError: somebody else has it; nothing was moved.
        """
        with transaction.atomic():
            self.prolong(at, for_s=for_s)
            move()

    def give_back(self) -> None:
        """Let the next one in at once."""
        Lease.objects.filter(work=WORK, holder=self.holder).update(holder="", until_ms=0)


def take(at: datetime, *, for_s: float) -> Held | None:
    """Take the lease; none when somebody holds it."""
    Lease.objects.get_or_create(work=WORK)
    held = Held(token_hex(8))
    now_ms = log.to_ms(at)
    free = Lease.objects.filter(work=WORK, until_ms__lte=now_ms)
    taken = free.update(holder=held.holder, until_ms=now_ms + int(for_s * 1000))
    return held if taken else None
