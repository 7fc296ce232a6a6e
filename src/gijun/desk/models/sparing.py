"""Withdrawn replies, automatic answers, risk and the right to end: the tables."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms import TicketStatus
from gijun.desk.terms.sparing import (
    STANDING,
    EndReason,
    EndStage,
    FlagKind,
    FlagState,
    LookupOutcome,
    Occasion,
    PolicyKind,
)


class SparingPolicy(models.Model):
    """What a centre decided about one of these matters, in one version; the highest holds."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=PolicyKind)
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "kind", "version"], name="sparing_policy_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.centre_id} v{self.version}"


class UndoableReply(models.Model):
    """How a ticket stood before a reply, for as long as the reply can be taken back."""

    message = models.OneToOneField("desk.Message", on_delete=models.CASCADE, related_name="undoable")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    status = models.CharField(max_length=20, choices=TicketStatus)
    waiting_since = models.DateTimeField(null=True)
    solved = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["person", "until"], name="undoable_of_person")]

    def __str__(self) -> str:
        return f"before {self.message_id}"


class AutoAnswerRules(models.Model):
    """How a door answers by itself, in one version; the highest holds."""

    account = models.ForeignKey("desk.ChannelAccount", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "version"], name="auto_answer_rules_once")]

    def __str__(self) -> str:
        return f"automatic answers of {self.account_id} v{self.version}"


class AutoAnswerTurn(models.Model):
    """When a sender was last answered automatically at a door: moved on by whoever answers, so only once."""

    account = models.ForeignKey("desk.ChannelAccount", on_delete=models.CASCADE, related_name="+")
    handle = models.ForeignKey("desk.Handle", on_delete=models.CASCADE, related_name="+")
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "handle"], name="auto_answer_turn_once")]

    def __str__(self) -> str:
        return f"turn of {self.handle_id}"


class AutoAnswer(models.Model):
    """A message that was answered by a rule, and with which message."""

    answered = models.OneToOneField("desk.Message", on_delete=models.CASCADE, related_name="+")
    message = models.OneToOneField("desk.Message", on_delete=models.CASCADE, related_name="+")
    occasion = models.CharField(max_length=16, choices=Occasion)
    rules_version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"automatic answer to {self.answered_id}"


class CustomerFlag(models.Model):
    """Be careful with this customer: why, on what evidence, until when at most."""

    customer = models.ForeignKey("desk.Customer", on_delete=models.PROTECT, related_name="flags")
    ticket = models.ForeignKey("desk.Ticket", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=FlagKind)
    evidence = models.TextField(blank=True)  # empty once erased
    message_ids = models.JSONField(default=list)  # what it rests on
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=FlagState)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    appeal_decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FlagState.values), name="customer_flag_state_known"),
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=Q(state__in=STANDING), name="flag_of_a_kind_once"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "expires_at"], name="customer_flag_due"),
            models.Index(fields=["team", "state"], name="customer_flag_of_team"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of customer {self.customer_id}"


class EndingRun(models.Model):
    """One use of the right to end: from the first warning until the contact ended or the customer calmed."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="endings")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=EndReason)
    stage = models.CharField(max_length=8, choices=EndStage)
    policy_version = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    final_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    rest_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket"], condition=Q(ended_at=None), name="one_open_ending"),
            models.CheckConstraint(condition=Q(stage__in=EndStage.values), name="end_stage_known"),
        ]
        indexes = [models.Index(fields=["team", "-started_at"], name="ending_of_team")]

    def __str__(self) -> str:
        return f"ending {self.pk} of {self.ticket_id}"


class LookupTry(models.Model):
    """One question to an outside system, how long it took and how it ended."""

    source = models.CharField(max_length=64)
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    outcome = models.CharField(max_length=12, choices=LookupOutcome)

    class Meta:
        indexes = [models.Index(fields=["source", "at"], name="lookup_of_source")]

    def __str__(self) -> str:
        return f"{self.source} {self.outcome} in {self.took_ms} ms"


class LookupCircuit(models.Model):
    """Whether an outside system is being asked at all: after failures in a row it is left alone a while."""

    source = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)  # in a row
    asked_again_at = models.DateTimeField(null=True)  # none: it is asked freely

    def __str__(self) -> str:
        return f"circuit of {self.source}"


class CustomerCard(models.Model):
    """What an outside system last said about a customer, sealed; gone with the customer."""

    customer = models.ForeignKey("desk.Customer", on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=64)
    sealed = models.TextField(blank=True)
    fetched_at = models.DateTimeField(null=True)  # none: it has never answered
    asked_at = models.DateTimeField(null=True)  # moved on by whoever asks, so that no two do at once

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "source"], name="card_once")]

    def __str__(self) -> str:
        return f"card of {self.customer_id} from {self.source}"
