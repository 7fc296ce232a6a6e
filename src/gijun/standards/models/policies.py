"""Policy documents, split into clauses, and the standards that say them to customers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import NOTE_LENGTH, TITLE_LENGTH, DocumentKind


class PolicyDocument(models.Model):
    """A document of a policy department, as it was brought in; a newer edition takes its place."""

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=DocumentKind)
    content_hash = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    def __str__(self) -> str:
        return self.title


class Clause(models.Model):
    """A clause of a policy document; it needs a sentence of the field, or is set aside with a reason."""

    document = models.ForeignKey(PolicyDocument, on_delete=models.PROTECT, related_name="clauses")
    place = models.PositiveIntegerField()
    heading = models.CharField(max_length=TITLE_LENGTH, blank=True)  # 제3조 2항, or the headings above it
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    is_aside = models.BooleanField(default=False)
    aside_reason = models.CharField(max_length=NOTE_LENGTH, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="clause_place_once")]
        ordering = ["document", "place"]

    def __str__(self) -> str:
        return self.heading or self.text[:60]


class ClauseStandard(models.Model):
    """A standard says a clause to customers."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="mapped")
    standard = models.ForeignKey("standards.Standard", on_delete=models.PROTECT, related_name="clauses")
    needs_check = models.BooleanField(default=False)  # the clause changed since somebody mapped it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["clause", "standard"], name="clause_mapped_once")]

    def __str__(self) -> str:
        return f"{self.clause_id} → {self.standard_id}"
