"""Tags, memos, fields, causes, views and bulk changes: the tables."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms.sorting import (
    MEMO_LENGTH,
    NAME_LENGTH,
    NO,
    TEXT_LENGTH,
    YES,
    FieldKind,
    TagState,
)

YES_NO_LABELS = {YES: _("Yes"), NO: _("No")}


class Tag(models.Model):
    """A word that tickets of a centre are sorted by. A merged one points on; a retired one stays put."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    state = models.CharField(max_length=8, choices=TagState)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(merged_into=F("id")), name="tag_not_into_itself")]

    def __str__(self) -> str:
        return self.name


class TagName(models.Model):
    """A name a tag is found by: its own, earlier ones, and those of tags merged into it."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="names")
    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    folded = models.CharField(max_length=NAME_LENGTH * 3)  # as names are compared: caseless, without blanks

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "folded"], name="tag_name_once")]

    def __str__(self) -> str:
        return self.name


class TicketTag(models.Model):
    """A tag on a ticket."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="uses")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    put_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "tag"], name="tag_once_a_ticket")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.ticket_id}"


class Memo(models.Model):
    """What colleagues should know about a ticket or a customer; the customer does not see it."""

    ticket = models.ForeignKey("desk.Ticket", null=True, on_delete=models.PROTECT, related_name="memos")
    customer = models.ForeignKey("desk.Customer", null=True, on_delete=models.PROTECT, related_name="memos")
    text = models.TextField(max_length=MEMO_LENGTH, blank=True)  # empty once erased
    is_pinned = models.BooleanField(default=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ticket__isnull=False, customer__isnull=True)
                | Q(ticket__isnull=True, customer__isnull=False),
                name="memo_about_one",
            )
        ]

    def __str__(self) -> str:
        return f"memo {self.pk}"


class Field(models.Model):
    """Something asked about tickets of a centre beyond what every ticket has. Kind and code never change."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=NAME_LENGTH)
    name_ko = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=12, choices=FieldKind)
    choices: models.JSONField[Any, Any] = models.JSONField(default=list)  # [code, Korean, English], in order
    is_personal = models.BooleanField(default=False)  # its values are erased, and stand in no fact
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "code"], name="field_code_once"),
            models.UniqueConstraint(
                fields=["centre"],
                condition=Q(kind=FieldKind.ORDER_STATE, retired_at=None),
                name="one_order_state",
            ),
        ]

    def __str__(self) -> str:
        return self.name_ko if (get_language() or "").startswith("ko") else self.name_en

    def label_of(self, value: str) -> str:
        """What a person reads for a kept value."""
        if self.kind == FieldKind.YES_NO:
            return str(YES_NO_LABELS.get(value, value))
        is_korean = (get_language() or "").startswith("ko")
        named = {code: korean if is_korean else english for code, korean, english in self.choices}
        return str(named.get(value, value))


class FieldRules(models.Model):
    """Which fields a centre asks for when, in one version; the highest number holds."""

    centre = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "version"], name="field_rules_version_once")]

    def __str__(self) -> str:
        return f"field rules {self.centre_id} v{self.version}"


class FieldValue(models.Model):
    """What a field holds on a ticket."""

    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="field_values")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="values")
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)  # empty once erased
    is_auto = models.BooleanField(default=False)  # nobody typed it
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "field"], name="field_once_a_ticket")]
        indexes = [models.Index(fields=["field", "text"], name="tickets_by_field")]

    def __str__(self) -> str:
        return f"{self.field_id} of {self.ticket_id}"
