"""Actions of a worker that go over rows: each by itself."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

logger = logging.getLogger(__name__)


class RowAction(Protocol):
    """An action on one row; says whether there was anything to do."""

    def __call__(self, pk: int, /, *, at: datetime) -> bool: ...


def each(act: RowAction, pks: Iterable[int], at: datetime) -> int:
    """Do one row after another; returns for how many there was anything to do.

    A row that fails is logged and keeps no other from its turn.
    """
    done = 0
    for pk in pks:
        try:
            done += act(pk, at=at)
        except Exception:  # a worker's loop: whatever it was, the next row may go well
            logger.exception("%s of row %s failed", getattr(act, "__qualname__", act), pk)
    return done
