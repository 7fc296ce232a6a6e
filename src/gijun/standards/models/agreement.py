"""How a sentence is agreed: workshops with candidates and votes, approvals, verifications."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import NOTE_LENGTH, SENTENCE_LENGTH, Side


class Workshop(models.Model):
    """People agree on which words to say, not on who is right."""

    standard = models.ForeignKey("standards.Standard", on_delete=models.PROTECT, related_name="workshops")
    purpose = models.CharField(_("what gets better for customers"), max_length=NOTE_LENGTH)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)  # none: open
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    chosen = models.ForeignKey(  # none although decided: closed without words
        "standards.Candidate", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.CharField(_("why"), max_length=NOTE_LENGTH, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["standard"], condition=Q(decided_at=None), name="one_open_workshop"
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class Candidate(models.Model):
    """Words proposed in a workshop; its author is shown after the decision."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="candidates")
    text = models.TextField(_("sentence"), max_length=SENTENCE_LENGTH)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """One vote a person and workshop; it may be changed until the decision."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "voter"], name="one_vote_a_person")]

    def __str__(self) -> str:
        return f"{self.workshop_id} · {self.candidate_id}"


class Dissent(models.Model):
    """A disagreement, kept beside the decision."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="dissents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("what you disagree with, and why"))
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text


class Approval(models.Model):
    """One side agrees to exactly one content of a version."""

    version = models.ForeignKey(
        "standards.StandardVersion", on_delete=models.CASCADE, related_name="approvals"
    )
    side = models.CharField(max_length=8, choices=Side)
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.version_id} · {self.side}"


class Return(models.Model):
    """A draft sent back by one side, with the reason."""

    version = models.ForeignKey("standards.StandardVersion", on_delete=models.CASCADE, related_name="returns")
    side = models.CharField(max_length=8, choices=Side)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    reason = models.TextField(_("what has to change"))
    returned_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.reason


class Verification(models.Model):
    """The owner looked at a version in force: still right. Not an edit."""

    version = models.ForeignKey(
        "standards.StandardVersion", on_delete=models.PROTECT, related_name="verifications"
    )
    verifier = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    basis_hash = models.CharField(max_length=64)  # of the clauses it says, as they were then
    review_on = models.DateField()
    verified_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} · {self.review_on}"
