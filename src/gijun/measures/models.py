"""Growth figures, drafts of imports, and who refreshes the lake."""

from django.conf import settings
from django.db import models

from gijun.measures.terms import GrowthKind


class GrowthFigure(models.Model):
    """What a centre's contacts of a day are measured against; the figure in force."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the centre
    kind = models.CharField(max_length=16, choices=GrowthKind)
    day = models.DateField()
    amount = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "kind", "day"], name="growth_figure_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="growth_figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.amount}"


class GrowthDraft(models.Model):
    """A file that was read and checked, and waits for the person's word.

    ``figures``: [centre id, kind, ISO day, amount]; ``faults``: [row, heading, reason, cell].
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    figures: models.JSONField[list[list[int | str]], list[list[int | str]]] = models.JSONField(default=list)
    faults: models.JSONField[list[list[int | str]], list[list[int | str]]] = models.JSONField(default=list)
    read_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(default=0)  # figures that were new or corrected

    def __str__(self) -> str:
        return f"{len(self.figures)} figures of {self.read_at}"


class Lease(models.Model):
    """Work that only one process may do at a time, and who does it until when."""

    work = models.CharField(primary_key=True, max_length=32)
    holder = models.CharField(max_length=32, blank=True)
    until_ms = models.BigIntegerField(default=0)  # milliseconds since 1970 UTC

    def __str__(self) -> str:
        return f"{self.work} by {self.holder or 'nobody'}"
