"""The rows of escalations, takeovers, approvals and consults, as the folded log has them."""

from django.db.models import Max

from gijun.desk.models import (
    ApprovalRequest,
    AskingPolicy,
    Consult,
    Delegation,
    Escalation,
    Promotion,
    Whisper,
)
from gijun.desk.rules.history.asking import (
    ApprovalHistory,
    AskingHistory,
    ConsultHistory,
    EscalationHistory,
)
from gijun.events.log import to_ms


def from_rows() -> AskingHistory:
    """Read the tables."""
    whispers = Whisper.objects.values_list("pk", "ticket_id", "writer_id", "to_id")
    policies = AskingPolicy.objects.values_list("centre_id").annotate(Max("version"))
    return AskingHistory(
        escalations={row.pk: _escalation(row) for row in Escalation.objects.all()},
        whispers={pk: (ticket_id, writer, to) for pk, ticket_id, writer, to in whispers},
        approvals={row.pk: _approval(row) for row in ApprovalRequest.objects.all()},
        delegations={
            row.pk: (
                row.giver_id,
                row.deputy_id,
                to_ms(row.starts_at),
                to_ms(row.ends_at),
                row.ended_at is not None,
            )
            for row in Delegation.objects.all()
        },
        promotions={
            row.pk: (
                row.power,
                row.role,
                row.reason_id,
                row.amount,
                row.state,
                to_ms(row.quiet_until) if row.quiet_until else None,
            )
            for row in Promotion.objects.all()
        },
        consults={row.pk: _consult(row) for row in Consult.objects.all()},
        policies=dict(policies),
    )


def _escalation(row: Escalation) -> EscalationHistory:
    return EscalationHistory(
        ticket_id=row.ticket_id,
        kind=row.kind,
        why=row.why,
        role=row.role,
        level=row.level,
        due_ms=to_ms(row.due_at),
        state=row.state,
        taken_by=row.taken_by_id,
        mode=row.mode,
        candidate_id=row.candidate_id,
    )


def _approval(row: ApprovalRequest) -> ApprovalHistory:
    return ApprovalHistory(
        ticket_id=row.ticket_id,
        power=row.power,
        amount=row.amount,
        why=row.why,
        approver=row.approver,
        due_ms=to_ms(row.due_at),
        state=row.state,
        decided_by=row.decided_by_id,
        stood_in_for=row.stood_in_for_id,
    )


def _consult(row: Consult) -> ConsultHistory:
    return ConsultHistory(
        ticket_id=row.ticket_id,
        department_id=row.department_id,
        why=row.why,
        due_ms=to_ms(row.due_at),
        state=row.state,
        answered_by=row.answered_by_id,
        candidate_id=row.candidate_id,
    )
