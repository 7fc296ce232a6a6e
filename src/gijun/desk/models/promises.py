"""What is owed to a customer by a time, and what they think of it: the tables."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.asking import Why
from gijun.desk.terms.promises import (
    BEST,
    DUE,
    WORST,
    Avoidable,
    CallbackReason,
    CallOutcome,
    MoveReason,
    PromiseKind,
    PromiseState,
)


class PromiseQuerySet(models.QuerySet["Promise"]):
    def owed(self) -> Self:
        """Neither kept nor withdrawn, the first due first."""
        return self.filter(state__in=DUE).order_by("due_at", "id")

    def lapsed(self, at: datetime) -> Self:
        """Due before ``at`` and not noted as broken yet."""
        return self.filter(state=PromiseState.OPEN, due_at__lt=at).order_by("due_at", "id")


class Promise(models.Model):
    """Something a customer was promised by a time, and who keeps it."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=12, choices=PromiseKind)
    due_at = models.DateTimeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the owner's
    note = models.TextField(blank=True)  # empty once erased
    why = models.CharField(max_length=16, choices=Why, blank=True)
    message = models.ForeignKey("desk.Message", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=PromiseState, default=PromiseState.OPEN)
    ended_at = models.DateTimeField(null=True)  # kept or withdrawn
    callback_reason = models.CharField(max_length=20, choices=CallbackReason, blank=True)
    avoidable = models.CharField(max_length=8, choices=Avoidable, default=Avoidable.UNKNOWN)
    handle = models.ForeignKey("desk.Handle", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = PromiseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PromiseState.values), name="promise_state_known")
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="promise_due"),
            models.Index(fields=["owner", "state", "due_at"], name="promise_of_owner"),
            models.Index(fields=["team", "state", "due_at"], name="promise_of_team"),
            models.Index(fields=["ticket", "-id"], name="promise_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} on {self.ticket_id}"

    @property
    def is_owed(self) -> bool:
        return self.state in DUE

    def is_late(self, at: datetime) -> bool:
        """Has its time passed at ``at`` while it is still owed?"""
        return self.is_owed and self.due_at < at


class PromiseMove(models.Model):
    """A promise that got another time."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="moves")
    from_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reason = models.CharField(max_length=12, choices=MoveReason)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"move {self.pk} of {self.promise_id}"


class CallAttempt(models.Model):
    """Somebody called the customer back."""

    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="attempts")
    outcome = models.CharField(max_length=16, choices=CallOutcome)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outcome} of {self.promise_id}"


class PromisePolicy(models.Model):
    """What a centre decided about its customers' page and warnings, in one version; the highest holds."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "version"], name="promise_policy_version_once")
        ]

    def __str__(self) -> str:
        return f"promises {self.centre_id} v{self.version}"


class ProgressLink(models.Model):
    """Which generation of links opens a ticket's customer page; without a row it is the first."""

    ticket = models.OneToOneField("desk.Ticket", on_delete=models.PROTECT, related_name="progress_link")
    generation = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"links {self.generation} of {self.ticket_id}"


class Satisfaction(models.Model):
    """What a customer said of one solution of their matter."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="satisfactions")
    solved_at = models.DateTimeField()  # the solution it is about
    score = models.PositiveSmallIntegerField()
    resolved = models.BooleanField()
    comment = models.TextField(blank=True)  # numbers masked; empty once erased
    given_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "solved_at"], name="satisfaction_once_a_solution"),
            models.CheckConstraint(
                condition=Q(score__gte=WORST) & Q(score__lte=BEST), name="satisfaction_score_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} for {self.ticket_id}"
