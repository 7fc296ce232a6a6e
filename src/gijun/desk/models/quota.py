"""Contacts that people who are no agents answer themselves: the tables."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.quota import LEARNED_LENGTH, LEAST, MOST


class ContactQuota(models.Model):
    """How many contacts somebody answers on each working day."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    per_day = models.PositiveSmallIntegerField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(per_day__gte=LEAST, per_day__lte=MOST), name="contact_quota_sensible"
            )
        ]

    def __str__(self) -> str:
        return f"{self.per_day} a day by {self.person_id}"


class LearnedNote(models.Model):
    """What somebody learned from contacts they answered themselves."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=LEARNED_LENGTH)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-written_at"], name="learned_by_person")]

    def __str__(self) -> str:
        return f"note {self.pk} of {self.person_id}"
