"""Reasons, standards, versions, sentences, checklists: tables and questions about one row."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gijun.standards.rules.content import Comprehension, Content, Publication, Said
from gijun.standards.rules.steps import Step
from gijun.standards.rules.validity import Span, validity
from gijun.standards.terms import (
    CODE_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    STEP_LENGTH,
    TITLE_LENGTH,
    Basis,
    Language,
    SentenceChannel,
    Validity,
    VersionState,
)


class ContactReason(models.Model):
    """What a contact is about; a tree of three levels at the most. Its cause is another axis."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True)
    name_ko = models.CharField(_("name in Korean"), max_length=NAME_LENGTH)
    name_en = models.CharField(_("name in English"), max_length=NAME_LENGTH)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ko


class Standard(models.Model):
    """An agreed answer to one matter; what it says lives in its versions."""

    code = models.CharField(_("code"), max_length=CODE_LENGTH, unique=True)  # S01
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    reason = models.ForeignKey(
        ContactReason, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(  # in force at and below
        "organisation.Team", on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    example_questions = models.TextField(_("what customers ask"), blank=True)  # one a line
    products = models.TextField(_("products"), blank=True)  # one a line; empty: every product
    superseded_by = models.ForeignKey(  # another standard stands for it
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class VersionQuerySet(models.QuerySet["StandardVersion"]):
    def published(self) -> Self:
        return self.filter(state=VersionState.PUBLISHED)

    def in_force(self, at: datetime) -> Self:
        """Published versions whose time has come and not yet gone."""
        return self.published().filter(Q(valid_to=None) | Q(valid_to__gt=at), valid_from__lte=at)

    def of_teams(self, team_ids: Iterable[int]) -> Self:
        return self.filter(standard__team__in=team_ids)


class StandardVersion(models.Model):
    """What was agreed, from when to when. Published versions never change; they are superseded."""

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState, default=VersionState.DRAFT)
    explanation = models.TextField(_("why, and where it comes from"), blank=True)
    change_note = models.CharField(_("what changed"), max_length=NOTE_LENGTH, blank=True)
    exceptions = models.JSONField(null=True)  # a decision table; none: nothing said of exceptions yet
    no_exceptions = models.BooleanField(default=False)  # said expressly
    notice = models.TextField(_("notice of the change"), blank=True)
    must_read = models.BooleanField(default=False)
    comprehension = models.JSONField(null=True)  # a question about what is new
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.BROUGHT_IN)  # of its publication
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    editor = models.ForeignKey(  # whoever changed it last
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
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
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, valid_from=None, valid_to=None)
                | Q(state=VersionState.PUBLISHED, valid_from__isnull=False),
                name="version_published_from_a_time_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standard_id} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT

    def validity(self, at: datetime) -> Validity:
        """Draft, scheduled, in force or superseded at ``at``."""
        return validity(self.valid_from, self.valid_to, at)

    def span(self) -> Span:
        """Its time in force; only of published versions."""
        if self.valid_from is None:
            raise ValueError(f"{self} is a draft.")
        return Span(self.pk, self.valid_from, self.valid_to)

    def content(self) -> Content:
        """Everything it says."""
        return Content(
            sentences=tuple(Said(one.channel, one.language, one.text) for one in self.sentences.all()),
            steps=tuple(
                Step(step.text, step.why, step.is_critical)
                for step in self.checklist.all()
                if step.case is None
            ),
            explanation=self.explanation,
            change_note=self.change_note,
            review_on=self.review_on,
            exceptions=self.exceptions,
            no_exceptions=self.no_exceptions,
            publication=Publication(
                self.notice,
                self.must_read,
                Comprehension.from_data(self.comprehension) if self.comprehension else None,
            ),
        )


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
    text = models.CharField(_("step"), max_length=STEP_LENGTH)
    why = models.CharField(_("why"), max_length=NOTE_LENGTH, blank=True)
    is_critical = models.BooleanField(default=False)
    case = models.PositiveSmallIntegerField(null=True)  # of the exceptions; none: done in every case

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="step_place_once")]
        ordering = ["place"]

    def __str__(self) -> str:
        return self.text
