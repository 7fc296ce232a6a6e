"""Outside systems that know customers, and how each was described before."""

from typing import Any

from django.conf import settings
from django.db import models

from gijun.integrations.customer_card.rules.description import Description


class Source(models.Model):
    """A system of a centre: where it is asked and what is shown of its answers."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=32, unique=True)  # stays for good: cards and the log name it
    name = models.CharField(max_length=64)
    content = models.JSONField()
    secret_sealed = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    is_active = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["centre", "is_active"], name="card_source_of_centre")]

    def __str__(self) -> str:
        return self.code

    @property
    def description(self) -> Description:
        """How it is asked."""
        return Description.of(self.name, self.content)


class SourceVersion(models.Model):
    """A system as it was described from a moment on, without its secret."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(max_length=64)
    content: Any = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "version"], name="card_source_version_once")]

    def __str__(self) -> str:
        return f"{self.source_id} version {self.version}"
