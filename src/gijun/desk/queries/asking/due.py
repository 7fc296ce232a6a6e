"""What the clock asks of what agents asked."""

from datetime import datetime

from gijun.desk.models import ApprovalRequest, Escalation
from gijun.desk.terms.asking import ApprovalState, AskState


def escalations_due(at: datetime) -> list[int]:
    """Escalations nobody picked up in time and that can still go up, the longest overdue first."""
    rows = Escalation.objects.filter(state=AskState.WAITING, is_last=False, due_at__lte=at)
    return list(rows.order_by("due_at", "id").values_list("pk", flat=True))


def approvals_due(at: datetime) -> list[int]:
    """Requests nobody decided in time and that can still go up, the longest overdue first."""
    rows = ApprovalRequest.objects.filter(state=ApprovalState.WAITING, is_last=False, due_at__lte=at)
    return list(rows.order_by("due_at", "id").values_list("pk", flat=True))
