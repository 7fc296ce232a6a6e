"""Templates, procedures and what is odd about a sentence: the tables."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.wording import (
    ALIAS_LENGTH,
    NAME_LENGTH,
    NOTE_LENGTH,
    STEP_LENGTH,
    FlagState,
    RunState,
    Situation,
    Stage,
)
from gijun.standards.terms import Language, SentenceChannel


class ReplyTemplateQuerySet(models.QuerySet["ReplyTemplate"]):
    def offered(self) -> Self:
        """Not retired."""
        return self.filter(retired_at=None)


class ReplyTemplate(models.Model):
    """Words for a kind of answer, for a team and those below it; what it says stands in its versions."""

    name = models.CharField(max_length=NAME_LENGTH)
    aliases = models.CharField(max_length=ALIAS_LENGTH, blank=True)  # other names it is looked for by
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    situation = models.CharField(max_length=12, choices=Situation, default=Situation.ORDINARY)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.ANSWER)
    standard = models.ForeignKey("standards.Standard", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects = ReplyTemplateQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["team", "retired_at"], name="template_of_team")]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """What a template says, from when it was saved until the next number."""

    template = models.ForeignKey(ReplyTemplate, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change_reason = models.CharField(max_length=NOTE_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    review_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_once")]
        indexes = [models.Index(fields=["review_on"], name="template_review")]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.number}"


class TemplateText(models.Model):
    """The words of a version for a channel and a language, in full or short for a peak."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="texts")
    channel = models.CharField(max_length=8, choices=SentenceChannel)
    language = models.CharField(max_length=2, choices=Language)
    is_short = models.BooleanField(default=False)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "channel", "language", "is_short"], name="template_text_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.language} of {self.version_id}"


class TemplateStep(models.Model):
    """Something that has to be done where the template is said."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=STEP_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "place"], name="template_step_once")]
        ordering = ["version", "place"]

    def __str__(self) -> str:
        return self.text


class TemplateUse(models.Model):
    """A template whose words went into a message."""

    message = models.ForeignKey("desk.Message", on_delete=models.PROTECT, related_name="template_uses")
    version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="+")
    is_short = models.BooleanField(default=False)
    edited_share = models.FloatField()  # 0: word for word; 1: nothing of it is left

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "version"], name="template_used_once")]

    def __str__(self) -> str:
        return f"template version {self.version_id} in {self.message_id}"


class TemplateTick(models.Model):
    """A required step of a template, done in a ticket."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="template_ticks")
    step = models.ForeignKey(TemplateStep, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "step"], name="template_ticked_once")]

    def __str__(self) -> str:
        return f"{self.step_id} in {self.ticket_id}"


class SentenceFlag(models.Model):
    """“Something is odd about this sentence”, as it was seen; who asked is kept for the answer alone."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="flags")
    message = models.ForeignKey("desk.Message", null=True, on_delete=models.PROTECT, related_name="+")
    standard_version = models.ForeignKey(
        "standards.StandardVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    template_version = models.ForeignKey(
        TemplateVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    excerpt = models.TextField(blank=True)  # names and numbers hidden; empty once erased
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)  # empty once erased
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=FlagState, default=FlagState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    fixed_in_id = models.BigIntegerField(null=True)  # a version: of the standard, or of the template

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FlagState.values), name="flag_state_known"),
            models.CheckConstraint(
                condition=Q(standard_version=None, template_version__isnull=False)
                | Q(standard_version__isnull=False, template_version=None),
                name="flag_of_one_sentence",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="flag_backlog")]

    def __str__(self) -> str:
        return f"flag {self.pk} {self.state}"


class Procedure(models.Model):
    """How a matter is worked through, for a team and those below it; its steps stand in its versions."""

    name = models.CharField(max_length=NAME_LENGTH)
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    standard = models.ForeignKey("standards.Standard", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["team", "retired_at"], name="procedure_of_team")]

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """The steps of a procedure; runs that began stay with the version they began with."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()  # what ``rules.wording.procedures`` reads
    change_reason = models.CharField(max_length=NOTE_LENGTH)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "number"], name="procedure_version_once")]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"


class ProcedureRun(models.Model):
    """A procedure under way in a ticket: it belongs to the ticket, so that anybody may go on."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="runs")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RunState, default=RunState.RUNNING)
    step = models.CharField(max_length=20)  # where it stands
    trail: models.JSONField[Any, Any] = models.JSONField(default=list)  # [step, choice] on the way here
    turns = models.PositiveIntegerField(default=0)  # moves made: who moves says which one is theirs
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    reached_at = models.DateTimeField()  # the step it stands at
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "procedure"], condition=Q(state="running"), name="one_run_under_way"
            ),
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
        ]

    def __str__(self) -> str:
        return f"run {self.pk} on {self.ticket_id}"
