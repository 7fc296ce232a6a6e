"""What waited too long goes up, row by row."""

from datetime import datetime

from gijun.desk.actions.asking import approvals, escalations
from gijun.desk.queries.asking import due
from gijun.events.each import each


def send_up(at: datetime) -> int:
    """Ask the next level, or the next approver, where nobody answered in time; returns how many."""
    raised = each(escalations.go_up, due.escalations_due(at), at)
    return raised + each(approvals.pass_up, due.approvals_due(at), at)
