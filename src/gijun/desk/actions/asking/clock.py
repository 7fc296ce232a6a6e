"""What waited too long goes up, row by row."""

import logging
from collections.abc import Callable
from datetime import datetime

from gijun.desk.actions.asking import approvals, escalations
from gijun.desk.queries.asking import due

logger = logging.getLogger(__name__)


def send_up(at: datetime) -> int:
    """Ask the next level, or the next approver, where nobody answered in time; returns how many."""
    raised = _each(escalations.go_up, due.escalations_due(at), at)
    return raised + _each(approvals.pass_up, due.approvals_due(at), at)


def _each(act: Callable[..., bool], pks: list[int], at: datetime) -> int:
    """Do one row after another; a row that fails is logged and does not keep the others waiting."""
    done = 0
    for pk in pks:
        try:
            done += act(pk, at=at)
        except Exception:  # a worker's loop: whatever it was, the next row may go well
            logger.exception("What waits in row %s could not go up", pk)
    return done
