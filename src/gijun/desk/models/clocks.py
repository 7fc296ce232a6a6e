"""Targets by version, and the clocks of tickets as the log tells them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.clocks import Ending, Metric


class ClockPolicy(models.Model):
    """The targets of a centre from one moment on; a version never changes."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()  # what rules.clocks.policy reads

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "version"], name="clock_policy_once")]

    def __str__(self) -> str:
        return f"targets {self.version} of {self.centre_id}"


class TicketClock(models.Model):
    """A clock as the log, the targets and the calendar tell it: kept so that lists need not ask them."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.CASCADE, related_name="clocks")
    metric = models.CharField(max_length=16, choices=Metric)
    turn = models.PositiveSmallIntegerField()  # which of the ticket's clocks of this metric
    cycle = models.PositiveSmallIntegerField()
    centre_id = models.BigIntegerField()
    policy_version = models.PositiveIntegerField()
    calendar_id = models.BigIntegerField(null=True)
    calendar_version = models.PositiveIntegerField()
    target_permille = models.PositiveIntegerField(default=1000)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending, blank=True)
    target_ms = models.BigIntegerField(null=True)
    around_the_clock = models.BooleanField(default=False)  # counts every hour, not working hours
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    left_ms = models.BigIntegerField(null=True)  # counted time left while it pauses; none: it does not
    warned = models.BooleanField(default=False)  # the fact is recorded
    breached = models.BooleanField(default=False)  # the fact is recorded
    kept = models.BooleanField(default=False)  # the fact is recorded

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "metric", "turn"], name="clock_once"),
            models.CheckConstraint(condition=Q(metric__in=Metric.values), name="clock_metric_known"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(stopped_at=None, breached=False), name="clock_to_breach"
            ),
            models.Index(
                fields=["warn_at"],
                condition=Q(stopped_at=None, warned=False, breached=False),
                name="clock_to_warn",
            ),
            models.Index(fields=["centre_id", "policy_version"], name="clock_by_policy"),
            models.Index(fields=["metric", "stopped_at"], name="clock_stopped"),
        ]

    def __str__(self) -> str:
        return f"{self.metric} {self.turn} of {self.ticket_id}"
