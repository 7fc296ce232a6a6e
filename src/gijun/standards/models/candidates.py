"""Candidates: what somebody answered in a contact, on its way into the standards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms.candidates import CandidateKind, CandidateState


class StandardCandidate(models.Model):
    """An answer given in a contact that no standard gave; somebody decides what becomes of it."""

    kind = models.CharField(max_length=12, choices=CandidateKind)
    question = models.TextField(_("what the contact was about"), blank=True)  # without names
    text = models.TextField(_("answer"))  # without names
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ticket_id = models.BigIntegerField(null=True)  # where it was answered
    state = models.CharField(max_length=12, choices=CandidateState, default=CandidateState.OPEN)
    standard = models.ForeignKey(  # it went into
        "standards.Standard", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["team", "state"], name="candidate_of_team")]

    def __str__(self) -> str:
        return self.text[:60]
