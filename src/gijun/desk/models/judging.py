"""Exceptions of standards, judged in contacts."""

from django.conf import settings
from django.db import models

from gijun.standards.terms.decisions import Verdict


class Judgement(models.Model):
    """What the exceptions of a version said about a contact, by the answers an agent gave."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="judgements")
    contact = models.ForeignKey("desk.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey("standards.StandardVersion", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()  # key of the question → the answer in words; empty once erased
    verdict = models.CharField(max_length=8, choices=Verdict)
    case_place = models.PositiveSmallIntegerField(
        null=True
    )  # in the table; none: the case for everything else
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ticket", "-id"], name="judgement_of_ticket")]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.version_id} in {self.ticket_id}"
