"""What was asked follows its ticket: into another one, and into erasure."""

from collections.abc import Collection

from django.db.models import QuerySet

from gijun.desk.models import (
    ApprovalRequest,
    AskingPolicy,
    Consult,
    Delegation,
    Escalation,
    Promotion,
    Ticket,
    Whisper,
)


def move(loser: Ticket, winner: Ticket) -> None:
    """Inside an action: what was asked on one ticket stands on the other now."""
    Escalation.objects.filter(ticket=loser).update(ticket=winner)
    Whisper.objects.filter(ticket=loser).update(ticket=winner)
    ApprovalRequest.objects.filter(ticket=loser).update(ticket=winner)
    Consult.objects.filter(ticket=loser).update(ticket=winner)


def blank(tickets: QuerySet[Ticket]) -> None:
    """Inside an action: empty everything written about the customer of these tickets."""
    Escalation.objects.filter(ticket__in=tickets).update(note="", answer="")
    Whisper.objects.filter(ticket__in=tickets).update(text="")
    ApprovalRequest.objects.filter(ticket__in=tickets).update(
        grounds="", evidence="", decision_note="", say=""
    )
    Consult.objects.filter(ticket__in=tickets).update(question="", context="", answer="")


def remove_practice(team_ids: Collection[int], tickets: QuerySet[Ticket]) -> None:
    """Inside an action: remove what was asked on practice tickets, and what practice centres decided."""
    for of_ticket in (Escalation, Whisper, ApprovalRequest, Consult):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    Delegation.objects.filter(team__in=team_ids).delete()
    Promotion.objects.filter(centre__in=team_ids).delete()
    AskingPolicy.objects.filter(centre__in=team_ids).delete()
