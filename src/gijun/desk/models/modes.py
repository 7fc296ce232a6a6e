"""Operating modes of centres, what each changes, and the broadcast schedule."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gijun.desk.terms.modes import Answer, Ending, ModeKind


class ModePlan(models.Model):
    """A version of what a mode changes in a centre; rows are only ever added."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=ModeKind)
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()  # what rules.modes.plan reads

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "mode", "version"], name="mode_plan_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.mode} of {self.centre_id}, version {self.version}"


class ModeSuggestion(models.Model):
    """A mode the figures of a centre suggest, and what a person made of it."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=ModeKind)
    triggers: models.JSONField[Any, Any] = models.JSONField()  # trigger → what was measured
    suggested_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)  # empty: open
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    quiet_until = models.DateTimeField(null=True)  # after a no

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=Q(answer=""), name="one_open_suggestion_of_centre"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mode} suggested to {self.centre_id}"


class ModePeriodQuerySet(models.QuerySet["ModePeriod"]):
    def open(self) -> Self:
        """Modes nobody and nothing has ended."""
        return self.filter(ended_at=None)


class ModePeriod(models.Model):
    """A centre's time in another mode than the normal one; at most one is open."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=8, choices=ModeKind)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    suggestion = models.ForeignKey(ModeSuggestion, null=True, on_delete=models.PROTECT, related_name="+")
    ends_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, choices=Ending, blank=True)

    objects = ModePeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=Q(ended_at=None), name="one_open_mode_of_centre"
            ),
            models.CheckConstraint(
                condition=Q(ends_by__gt=F("entered_at")), name="mode_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[ModeKind.PEAK, ModeKind.OUTAGE]), name="mode_period_known"
            ),
        ]
        indexes = [models.Index(fields=["centre", "entered_at"], name="mode_period_of_centre")]

    def __str__(self) -> str:
        return f"{self.mode} of {self.centre_id} from {self.entered_at}"


class FloorSample(models.Model):
    """The figures of a centre's floor at one moment, for trends; no fact, and forgotten after two days."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField()  # a full five minutes
    waiting = models.PositiveIntegerField()
    wait_ms = models.BigIntegerField()
    arrivals = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()
    decided = models.PositiveIntegerField()
    at_hand = models.PositiveIntegerField()
    signed_in = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "taken_at"], name="floor_sample_once")]

    def __str__(self) -> str:
        return f"{self.centre_id} at {self.taken_at}"


class Broadcast(models.Model):
    """A live broadcast of the shop: what is sold, when, and what agents must know."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    product = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    notes = models.TextField(max_length=2000, blank=True)
    source = models.CharField(max_length=120, blank=True)  # where the schedule comes from
    updated_at = models.DateTimeField()  # when somebody last said that this is right
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="broadcast_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["centre", "starts_at"], name="broadcast_of_centre")]

    def __str__(self) -> str:
        return self.title
