"""What agents ask: escalations, whispers, approvals, delegations, promotions, consults, and their rules."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from gijun.desk.terms.asking import (
    Approvable,
    ApprovalState,
    AskState,
    AssistMode,
    EscalationKind,
    PromotionState,
    Why,
)
from gijun.organisation.terms import Role


class AskingPolicy(models.Model):
    """How requests of a centre go up, in one version; the highest number holds."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "version"], name="asking_policy_version_once")
        ]

    def __str__(self) -> str:
        return f"asking {self.centre_id} v{self.version}"


class Escalation(models.Model):
    """Something that goes up the tree until a lead answers it."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="escalations")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=EscalationKind)
    why = models.CharField(max_length=16, choices=Why)
    note = models.TextField(blank=True)  # in the agent's words; empty once erased
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    policy_version = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24, choices=Role)  # of that level
    level_since = models.DateTimeField()
    due_at = models.DateTimeField()  # then it goes up
    is_last = models.BooleanField()  # nobody stands above
    state = models.CharField(max_length=12, choices=AskState, default=AskState.WAITING)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True)
    mode = models.CharField(max_length=12, choices=AssistMode, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    candidate_id = models.BigIntegerField(null=True)  # in the standards; only out of the manual

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="escalation_due"),
            models.Index(fields=["ticket", "-id"], name="escalation_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state} on {self.ticket_id}"


class Whisper(models.Model):
    """What a lead tells the agent beside the conversation; only the two and leads read it."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="whispers")
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)  # empty once erased
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"whisper {self.pk} on {self.ticket_id}"


class ApprovalRequest(models.Model):
    """A request that goes beyond what the agent may decide alone."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="approvals")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    power = models.CharField(max_length=64, choices=Approvable)
    amount = models.BigIntegerField()  # KRW; 0: nothing is paid
    own_limit = models.BigIntegerField(null=True)  # of the agent when they asked; none: not allowed at all
    why = models.CharField(max_length=16, choices=Why)
    grounds = models.TextField(blank=True)  # why the agent asks; empty once erased
    evidence = models.TextField(blank=True)
    message = models.ForeignKey("desk.Message", null=True, on_delete=models.PROTECT, related_name="+")
    judgement = models.ForeignKey("desk.Judgement", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(  # of the ticket when it was asked
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    role = models.CharField(max_length=24, choices=Role)  # in which the agent asked
    approver = models.CharField(max_length=24, choices=Role)  # who is asked now
    due_at = models.DateTimeField()
    is_last = models.BooleanField()
    state = models.CharField(max_length=12, choices=ApprovalState, default=ApprovalState.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    stood_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)  # why it was denied
    say = models.TextField(blank=True)  # what the agent tells the customer

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="approval_amount_not_negative")
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="approval_due"),
            models.Index(fields=["power", "role", "decided_at"], name="approval_decided"),
            models.Index(fields=["ticket", "-id"], name="approval_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"{self.power} {self.amount} {self.state}"


class Delegation(models.Model):
    """Somebody decides for an approver who is away, from (included) until (excluded)."""

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back before its time

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="delegation_ends_later"),
            models.CheckConstraint(condition=~Q(giver=F("deputy")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy_id} for {self.giver_id}"


class Promotion(models.Model):
    """A proposal that a role may decide alone what was always approved."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    power = models.CharField(max_length=64, choices=Approvable)
    role = models.CharField(max_length=24, choices=Role)
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approvals = models.PositiveIntegerField()
    amount = models.BigIntegerField()  # KRW: the new limit
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=PromotionState, default=PromotionState.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    quiet_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "state"], name="promotion_of_centre")]

    def __str__(self) -> str:
        return f"{self.role} {self.power} {self.amount}"


class Consult(models.Model):
    """A question to a policy department; it sees only what is quoted here."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="consults")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=16, choices=Why)
    question = models.TextField(blank=True)  # without names; empty once erased
    context = models.TextField(blank=True)  # what was said, without names, one message a line
    standard = models.ForeignKey("standards.Standard", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=AskState, default=AskState.WAITING)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    candidate_id = models.BigIntegerField(null=True)  # in the standards

    class Meta:
        indexes = [
            models.Index(fields=["department", "state", "due_at"], name="consult_of_department"),
            models.Index(fields=["ticket", "-id"], name="consult_of_ticket"),
        ]

    def __str__(self) -> str:
        return f"consult {self.pk} {self.state}"
