"""The log's table, and how far each reader has come."""

from typing import Self

from django.db import models


class EventQuerySet(models.QuerySet["Event"]):
    def after(self, position: int) -> Self:
        """Facts later than ``position``, in order."""
        return self.filter(position__gt=position).order_by("position")


class Event(models.Model):
    """A fact. Rows are only ever added; database triggers refuse anything else.

    ``data`` holds ids, numbers and codes: no personal data, so that erasing a customer leaves history whole.
    """

    position = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField()
    happened_at_ms = models.BigIntegerField()  # UTC
    recorded_at_ms = models.BigIntegerField()  # UTC
    business_day = models.DateField()  # the centre's own day, fixed at write
    slot = models.PositiveSmallIntegerField()  # half-hours elapsed since that day began
    ticket_id = models.BigIntegerField(null=True)
    contact_id = models.BigIntegerField(null=True)
    agent_id = models.BigIntegerField(null=True)  # whose work it is
    actor_id = models.BigIntegerField(null=True)  # who did it; none: the system or the customer
    team_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=16, blank=True)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ticket_id", "position"], name="event_by_ticket"),
            models.Index(fields=["name", "position"], name="event_by_name"),
            models.Index(fields=["actor_id", "position"], name="event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.name}"


class Checkpoint(models.Model):
    """How far a consumer has read."""

    consumer = models.CharField(primary_key=True, max_length=64)
    position = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.position}"


class SetAside(models.Model):
    """A fact a consumer could not take in: kept with its reason, so that the rest goes on."""

    consumer = models.CharField(max_length=64)
    position = models.BigIntegerField()
    reason = models.TextField()
    set_aside_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "position"], name="set_aside_once")]

    def __str__(self) -> str:
        return f"{self.consumer} could not take {self.position}"
