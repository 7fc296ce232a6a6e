"""What was promised follows its ticket: into another one, and into erasure."""

from collections.abc import Collection

from django.db.models import QuerySet

from gijun.desk.models import (
    CallAttempt,
    ProgressLink,
    Promise,
    PromiseMove,
    PromisePolicy,
    Satisfaction,
    Ticket,
)


def move(loser: Ticket, winner: Ticket) -> None:
    """Inside an action: what was promised on one ticket stands on the other now."""
    Promise.objects.filter(ticket=loser).update(ticket=winner)


def blank(tickets: QuerySet[Ticket]) -> None:
    """Inside an action: empty everything written about or by the customer of these tickets."""
    Promise.objects.filter(ticket__in=tickets).update(note="")
    Satisfaction.objects.filter(ticket__in=tickets).update(comment="")


def remove_practice(team_ids: Collection[int], tickets: QuerySet[Ticket]) -> None:
    """Inside an action: remove what was promised on practice tickets, and what practice centres decided."""
    for of_promise in (PromiseMove, CallAttempt):
        of_promise.objects.filter(promise__ticket__in=tickets).delete()
    for of_ticket in (Promise, ProgressLink, Satisfaction):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    PromisePolicy.objects.filter(centre__in=team_ids).delete()
