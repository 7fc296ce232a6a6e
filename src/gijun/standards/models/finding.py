"""Searches in vain, words that mean others, and what use has taught the search."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import NAME_LENGTH, NOTE_LENGTH, SettledAs


class NotFoundQuery(models.Model):
    """Words somebody searched with in vain. They may name a customer, so no fact repeats them."""

    words = models.CharField(_("words"), max_length=200)
    team = models.ForeignKey("organisation.Team", null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    settled_as = models.CharField(max_length=12, choices=SettledAs, blank=True)  # empty: open
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    standard = models.ForeignKey(  # that answers it now
        "standards.Standard", null=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self) -> str:
        return self.words


class Synonym(models.Model):
    """What customers say for what the standards say; it leads one way."""

    word = models.CharField(_("customers say"), max_length=NAME_LENGTH)
    means = models.CharField(_("the standards say"), max_length=NAME_LENGTH)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["word", "means"], name="synonym_once")]
        ordering = ["word", "means"]

    def __str__(self) -> str:
        return f"{self.word} → {self.means}"


class OfficeWord(models.Model):
    """A word the office says to itself, with what customers are told instead. Another is a new row."""

    word = models.CharField(_("the office says"), max_length=NAME_LENGTH)
    number = models.PositiveSmallIntegerField()  # of the word's suggestions, from 1
    instead = models.CharField(_("customers are told"), max_length=NAME_LENGTH)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)  # none: it stands

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "number"], name="office_word_number_once"),
            models.UniqueConstraint(
                fields=["word"], condition=models.Q(withdrawn_at=None), name="office_word_stands_once"
            ),
        ]
        ordering = ["word", "number"]

    def __str__(self) -> str:
        return f"{self.word} → {self.instead}"


class Lesson(models.Model):
    """What search learned from use: which words of customers led to which standard."""

    terms = models.JSONField()  # standard id → term → weight
    pairs = models.PositiveIntegerField()  # contacts it was learned from
    learned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pairs} · {self.learned_at:%Y-%m-%d}"


class ConflictClearance(models.Model):
    """Two versions that look contradictory and are both right, with the reason."""

    first = models.ForeignKey("standards.StandardVersion", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("standards.StandardVersion", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(_("why both are right"), max_length=NOTE_LENGTH)
    contents_hash = models.CharField(max_length=64)  # of what both said then; other words, another question
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    cleared_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.reason
