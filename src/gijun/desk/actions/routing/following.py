"""What routing leaves behind goes with practice data."""

from collections.abc import Collection

from django.db.models import QuerySet

from gijun.desk.models import HeldBack, Offer, Queued, RoutingPolicy, RoutingProfile, Ticket, Turn


def remove_practice(team_ids: Collection[int], tickets: QuerySet[Ticket]) -> None:
    """Inside an action: remove stays, offers, turns, policies and profiles of practice centres."""
    for of_ticket in (Offer, Queued):
        of_ticket.objects.filter(ticket__in=tickets).delete()
    for of_centre in (Turn, RoutingPolicy):
        of_centre.objects.filter(centre__in=team_ids).delete()
    for of_person in (RoutingProfile, HeldBack):
        of_person.objects.filter(person__is_practice=True).delete()
