"""Queues, offers and routing policies."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.routing import NewcomerMark, OfferAnswer, Refusal, WaitReason


class RoutingPolicy(models.Model):
    """A version of a centre's routing policy; rows are only ever added."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "version"], name="routing_policy_version_once")
        ]

    def __str__(self) -> str:
        return f"routing of {self.centre_id}, version {self.version}"


class RoutingProfile(models.Model):
    """What was decided about one agent, where it differs from the policy."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    capacity = models.PositiveSmallIntegerField(null=True)  # none: the policy's
    newcomer = models.CharField(max_length=3, choices=NewcomerMark, blank=True)

    def __str__(self) -> str:
        return f"routing of person {self.person_id}"


class HeldBack(models.Model):
    """Somebody routing passes over for now, and why."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=16)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id} {self.reason}"


class QueuedQuerySet(models.QuerySet["Queued"]):
    def waiting(self) -> Self:
        """Tickets that are in their queue now."""
        return self.filter(left_at=None)


class Queued(models.Model):
    """A ticket's stay in a queue, the last one: its place, and why it waits."""

    ticket = models.OneToOneField("desk.Ticket", on_delete=models.CASCADE, related_name="queued")
    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=32)  # its code in the policy
    reason = models.CharField(max_length=16, choices=WaitReason, blank=True)  # empty: not looked at yet
    place = models.DateTimeField()  # since when the customer waits
    queued_at = models.DateTimeField()
    overflow_step = models.PositiveSmallIntegerField(default=0)
    home_team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    last_agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    left_at = models.DateTimeField(null=True)

    objects = QueuedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["centre", "queue"], condition=Q(left_at=None), name="queued_now")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} in {self.queue}"


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self) -> Self:
        """Offers nobody has answered."""
        return self.filter(answer="")


class Offer(models.Model):
    """A ticket offered to an agent; at most one is open for a ticket, and one for an agent."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="offers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    queue = models.CharField(max_length=32)
    choice = models.CharField(max_length=20)
    policy_version = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=OfferAnswer, blank=True)  # empty: open
    reason = models.CharField(max_length=10, choices=Refusal, blank=True)
    answered_at = models.DateTimeField(null=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=Q(answer=""), name="one_open_offer_of_ticket"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(answer=""), name="one_open_offer_to_person"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="offer_of_person"),
            models.Index(fields=["answered_at"], name="offer_answered"),
        ]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} to {self.person_id}"


class Turn(models.Model):
    """Whom a queue chose last."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    queue = models.CharField(max_length=32)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "queue"], name="one_turn_a_queue")]

    def __str__(self) -> str:
        return f"{self.queue}: {self.person_id}"
