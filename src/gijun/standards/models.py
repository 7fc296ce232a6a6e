"""Reasons, standards, versions, sentences, checklists: tables and questions about one row."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import Language, SentenceChannel, VersionState


class ContactReason(models.Model):
    """What a contact is about; a tree of three levels at the most. Its cause is another axis."""

    code = models.CharField(max_length=32, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=64)
    name_en = models.CharField(_("name in English"), max_length=64)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ko


class Standard(models.Model):
    """An agreed answer to one matter; what it says lives in its versions."""

    code = models.CharField(_("code"), max_length=32, unique=True)  # S01
    title = models.CharField(_("title"), max_length=200)
    reason = models.ForeignKey(ContactReason, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # in force at and below
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    example_questions = models.TextField(_("what customers ask"), blank=True)  # one a line
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class VersionQuerySet(models.QuerySet["StandardVersion"]):
    def in_force(self, at: datetime) -> Self:
        """Published versions whose time has come and not yet gone."""
        return self.exclude(state=VersionState.DRAFT).filter(
            Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at
        )


class StandardVersion(models.Model):
    """What was agreed, from when to when. Published versions never change; they are superseded."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    explanation = models.TextField(_("why, and where it comes from"), blank=True)
    change_note = models.CharField(_("what changed"), max_length=300, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField(null=True)  # none: a draft
    valid_to = models.DateTimeField(null=True)  # none: until superseded
    review_on = models.DateField(_("review on"), null=True)
    made_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["standard"], condition=Q(state=VersionState.DRAFT), name="one_draft_version"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="version_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id} v{self.number}"


class Sentence(models.Model):
    """The words of a version for one channel and language."""

    version = models.ForeignKey(StandardVersion, on_delete=models.CASCADE, related_name="sentences")
    channel = models.CharField(max_length=8, choices=SentenceChannel, default=SentenceChannel.ANY)
    language = models.CharField(max_length=2, choices=Language, default=Language.KOREAN)
    text = models.TextField(_("agreed sentence"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "channel", "language"], name="sentence_once")
        ]

    def __str__(self) -> str:
        return self.text


class ChecklistItem(models.Model):
    """A step that has to be done when the standard is used."""

    version = models.ForeignKey(StandardVersion, on_delete=models.CASCADE, related_name="checklist")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(_("step"), max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="step_place_once")]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.text
